"""Parts of what a conference signed stand in a table with the rest of it, and the text tells only how many they are."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from report_fixture import empty_publication

from gigawatch.model import Observation
from gigawatch.outlook.event import find_events
from gigawatch.outlook.event.rule import rules
from gigawatch.report import Pen
from gigawatch.report.section.slice import tabulate_slices

CONFERENCE = "World Power Battery Conference 2024"


@pytest.fixture
def signed(desk):
    """137 projects of 95.25 billion yuan, signed at a synthetic edition."""
    desk.document("signed", "In Yibin 137 projects of 95.25 billion yuan were signed.", "2024-09-01")
    common = {"subject": CONFERENCE, "place": "Yibin", "period": "2024-09", "status": "signed"}
    desk.say("signed", "137", 137, "count", measure="projects", **common)
    desk.say("signed", "95.25 billion", 95.25e9, "CNY", measure="investment", **common)
    return desk


def tell_part(desk, measure, value, unit):
    desk.cells[measure] = Observation(
        id=measure, table=rules().table, row=len(desk.cells) + 1, subject=CONFERENCE, measure=measure, period="2024",
        value=value, unit=unit, source="https://example.org/synthetic", vintage="2024-10-01",
    )  # fmt: skip


def tabulate(desk, lang):
    ledger = desk.ledger()
    pen = Pen(dataclasses.replace(empty_publication(), ledger=ledger, region="Yibin"), lang)
    return tabulate_slices(pen, find_events(ledger, on=date(2025, 1, 1)).courses[0].editions)


@pytest.mark.parametrize(
    ("lang", "part", "rest"),
    [
        ("en", ["in the host city", "133", "84.6 billion yuan", "636 million yuan"], ["the others", "4"]),
        ("zh", ["落户举办地", "133", "846亿元", "6.36亿元"], ["其余", "4"]),
    ],
)
def test_a_part_and_the_rest_of_an_edition_stand_in_rows_of_a_table(signed, lang, part, rest):
    tell_part(signed, "projects_in_city", 133, "count")
    tell_part(signed, "investment_in_city", 84.55e9, "CNY")
    table = tabulate(signed, lang)
    rows = [["".join(run.text for run in cell) for cell in row] for row in table.rows]
    assert rows[0][1:] == part
    assert rows[1][1:3] == rest


def test_without_parts_there_is_no_table(signed):
    assert tabulate(signed, "en") is None

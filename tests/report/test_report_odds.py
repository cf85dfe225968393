"""The odds in the report: the skill with its interval on the page, and projects only behind an open gate."""

from __future__ import annotations

import pytest
from report_walk import walk_report

from gigawatch.outlook import make_outlook
from gigawatch.outlook.odds import find_odds, make_record
from gigawatch.report import Publication, compose_report, render_html
from gigawatch.report.block import Chart, Paragraph, Section, Table
from odds_synthetic import histories


@pytest.fixture(scope="module")
def open_record():
    return make_record(histories())


@pytest.fixture(scope="module")
def closed_record():
    return make_record(histories(likely=0.4, unlikely=0.4))


@pytest.fixture
def publish(desk):
    text = "Synthetic. CATL in Yibin has 15 GWh a year. CATL is building 60 GWh a year in Yibin, due in 2026."
    desk.document("plants", text, "2023-06-01")
    desk.say("plants", "15 GWh", 15, subject="CATL", period="2023-05", status="operating")
    desk.document("more", "Synthetic. SVOLT signed for a plant of over 20 GWh a year in Yibin.", "2023-07-01")
    desk.say("more", "over 20 GWh", 20, subject="SVOLT", period="2023-07", status="signed")
    ledger = desk.ledger()

    def make(record):
        return Publication(
            ledger=ledger,
            name="Yibin",
            name_zh="宜宾",
            region="Yibin",
            edition="0" * 12,
            dated="2023-07-01",
            outlook=make_outlook(ledger, "Yibin"),
            odds=find_odds(ledger, "Yibin", record=record),
        )

    return make


def sections(content):
    queue: list[Section] = list(content.sections)
    found = {}
    while queue:
        section = queue.pop()
        found[section.id] = section
        queue += section.sections
    return found


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_closed_gate_leaves_no_project_and_every_figure_still_leads_to_its_evidence(publish, closed_record, lang):
    publication = publish(closed_record)
    found = sections(compose_report(publication, lang))
    assert "odds-projects" not in found
    html = render_html(compose_report(publication, lang), publication)
    assert walk_report(html).faults == []
    words = {"en": "Completion probabilities for single projects are not published", "zh": "不公布单个项目的建成概率"}[
        lang
    ]
    assert words in html


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_open_gate_lists_projects_each_with_evidence(publish, open_record, lang):
    publication = publish(open_record)
    found = sections(compose_report(publication, lang))
    (table,) = [block for block in found["odds-projects"].blocks if isinstance(block, Table)]
    assert len(table.rows) == publication.odds.pending > 0
    assert walk_report(render_html(compose_report(publication, lang), publication)).faults == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_skill_stands_in_small_type_with_its_interval_below_a_picture_of_the_calibration(
    publish, closed_record, lang
):
    section = sections(compose_report(publish(closed_record), lang))["odds"]
    notes = [block for block in section.blocks if isinstance(block, Paragraph) and block.kind == "note"]
    told = "".join(run.text for block in notes for run in block.runs)
    skill = publish(closed_record).odds.tests[0].skills[0]
    for value in (skill.value, skill.interval.low, skill.interval.high):
        assert f"{value:.2f}".replace("-", "−") in told
    assert any(isinstance(block, Chart) for block in section.blocks)

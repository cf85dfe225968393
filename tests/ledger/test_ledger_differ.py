from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from case_book import book_of
from told import document_of

from gigawatch.model import Check, Severity

OPENED = (
    "2023-03-01",
    "SVOLT started production at its Chengdu battery plant in February 2023. "
    "The Chengdu plant of SVOLT has an installed capacity of 24 GWh a year.",
)
CITY = ("2023-04-10", "The Chengdu battery plant of SVOLT has an installed capacity of 30 GWh a year.")
OPENED_ZH = ("2023-03-01", "2023年2月，蜂巢能源成都动力电池工厂正式投产，年产能24GWh。")
CITY_ZH = ("2023-04-10", "蜂巢能源成都动力电池工厂已投产，年产能30GWh。")


def differing(*told: tuple[str, str], publishers: Mapping[int, str] | None = None) -> list[Check]:
    """The findings of texts, each of a publisher of its own unless it is named."""
    names = {at: f"Synthetic Paper {at}" for at in range(len(told))} | dict(publishers or {})
    documents = (replace(document_of(*one), publisher=names[at]) for at, one in enumerate(told))
    book = book_of(tuple(documents))
    return [check for group in book.findings.values() for check in group if check.kind == "differ"]


@pytest.mark.parametrize("told", [(OPENED, CITY), (OPENED_ZH, CITY_ZH)])
def test_two_sources_that_tell_one_capacity_differently_within_weeks_are_a_finding(
    told: tuple[tuple[str, str], ...],
) -> None:
    (check,) = differing(*told)
    assert check.severity is Severity.WARNING
    assert len(check.evidence) == 2
    for words in (check.text, check.text_zh):
        assert "40" in words
        assert all(figure in words for figure in ("24", "30"))
    assert "within 40 days" in check.text
    assert all(sentence.split("。")[0].rsplit(". ", 1)[-1] in check.text for _, sentence in told)


@pytest.mark.parametrize(
    "later",
    [
        ("2023-09-10", CITY[1]),
        ("2023-04-10", "The Chengdu battery plant of SVOLT has increased its installed capacity to 30 GWh a year."),
        (
            "2023-04-10",
            "With its second phase the Chengdu battery plant of SVOLT has an installed capacity of 30 GWh a year.",
        ),
        ("2023-04-10", "The Chengdu battery plant of SVOLT has an installed capacity of more than 20 GWh a year."),
    ],
)
def test_a_later_time_a_change_a_further_phase_and_a_hedge_are_no_finding(later: tuple[str, str]) -> None:
    assert differing(OPENED, later) == []


def test_one_publisher_that_corrects_itself_is_no_second_source() -> None:
    assert differing(OPENED, CITY, publishers={0: "Synthetic Daily", 1: "Synthetic Daily"}) == []

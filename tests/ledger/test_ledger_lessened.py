"""A whole that was planned before a part of it was stopped counts without that part; all texts are synthetic."""

from __future__ import annotations

from datetime import date

import pytest
from told import capacity_of, standings, told

from gigawatch.ledger import Ledger, draw_tree
from gigawatch.question.clock import Clocks
from gigawatch.question.query import Query
from gigawatch.question.row import fact_record
from gigawatch.question.total import ask_totals, render_totals, total_record
from gigawatch.question.voice import Voice

DAY = "2024-05-10"
PLANNED = ("2023-01-05", "CATL plans a battery plant in Debrecen with an annual capacity of 30 GWh.")
CANCELLED = (DAY, "CATL has cancelled the second phase of its Debrecen plant, with 18 GWh.")
WHOLE_TOO = "CATL's base in Debrecen will total 30 GWh. Phase one has 12 GWh. Phase two, with 18 GWh, was cancelled."
THIRD = "CATL has cancelled the third phase of its plant in Debrecen, with 20 GWh. The base will total 60 GWh."
PLANNED_ZH = ("2023-01-05", "宁德时代规划在宜宾建设30GWh动力电池基地。")


def total(book: Ledger, stage: str, valid_on: str | None = None) -> float | None:
    found = book.total(measure="capacity", unit="GWh/yr", stage=stage, valid_on=valid_on).interval
    return found.low if found is not None and found.low == found.high else None


@pytest.mark.parametrize(
    "texts",
    [
        [
            (
                DAY,
                WHOLE_TOO,
            )
        ],
        [PLANNED, CANCELLED],
        [(DAY, "宁德时代宜宾基地规划总产能30GWh，其中一期12GWh，二期18GWh。宁德时代宣布取消宜宾基地二期18GWh项目。")],
        [PLANNED_ZH, (DAY, "宁德时代宣布取消宜宾基地二期18GWh项目。")],
    ],
)
def test_a_cancelled_phase_is_no_part_of_the_planned_total(texts: list[tuple[str, str]]) -> None:
    book = told(*texts)
    assert total(book, "planned") == 12.0
    assert total(book, "cancelled") == 18.0


@pytest.mark.parametrize(
    "texts",
    [
        [PLANNED, ("2023-02-05", "CATL plans a second phase of its Debrecen plant with 18 GWh."),
         (DAY, "CATL has suspended the second phase of its Debrecen plant.")],
        [PLANNED_ZH, ("2023-02-05", "宁德时代宜宾基地二期规划产能18GWh。"), (DAY, "宁德时代取消宜宾基地二期项目。")],
    ],
)  # fmt: skip
def test_a_phase_stopped_without_its_figure_is_taken_off_by_what_was_planned(texts: list[tuple[str, str]]) -> None:
    assert total(told(*texts), "planned") == 12.0


@pytest.mark.parametrize(
    ("texts", "planned"),
    [
        ([(DAY, THIRD)], 60.0),
        ([PLANNED, CANCELLED, ("2024-08-10", "CATL's Debrecen plant will total 12 GWh.")], 12.0),
        ([("2022-01-05", "CATL plans a 20 GWh battery plant in Debrecen."),
          ("2023-01-05", "Phase one of CATL's Debrecen plant, with 20 GWh, started production in January 2023."),
          ("2023-06-05", "CATL plans a second phase of its Debrecen plant with 18 GWh."),
          (DAY, "CATL has cancelled the second phase of its Debrecen plant.")], 20.0),
        ([(DAY, "宁德时代宜宾基地三期20GWh项目已取消。基地全部建成后总产能60GWh。")], 60.0),
    ],
)  # fmt: skip
def test_a_whole_told_after_the_stop_or_without_the_part_stands(texts: list[tuple[str, str]], planned: float) -> None:
    assert total(told(*texts), "planned") == planned


def test_before_the_stop_the_whole_counts() -> None:
    book = told(PLANNED, CANCELLED)
    assert total(book, "planned", "2023") == 30.0
    assert total(book, "planned", "2024") == 12.0
    assert total(book.as_of(date(2024, 1, 1)), "planned") == 30.0


def test_a_fact_asked_before_the_stop_is_shown_whole() -> None:
    book = told(PLANNED, CANCELLED)
    fact, voice = capacity_of(book, 30.0), Voice(book, "en")
    assert fact_record(book, fact, "en", "2023")["lessened"] is None
    assert fact_record(book, fact, "en", "2024")["lessened"] is not None
    assert "less" not in voice.verdict(fact, "2023")
    assert "less 18 GWh" in voice.verdict(fact, "2024")


def test_a_part_given_up_of_a_plant_that_goes_on_is_taken_off() -> None:
    book = told(PLANNED, (DAY, "CATL scrapped 10 GWh of the capacity of its Debrecen plant."))
    assert total(book, "planned") == 20.0
    assert total(book, "cancelled") == 10.0


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "30 GWh a year as told, less 18 GWh a year of it that was stopped (10 May 2024)"),
        ("zh", "所述30 GWh/年，减去其中已停止的18 GWh/年（2024年5月10日）"),
    ],
)
def test_what_was_told_and_what_was_taken_off_are_said_wherever_the_rest_counts(lang: str, words: str) -> None:
    book = told(PLANNED, CANCELLED)
    voice = Voice(book, lang)
    totals = ask_totals(book, Query(measure="capacity"), Clocks())
    (planned,) = (one for one in totals if one.asked.stage == "planned")
    whole, phase = capacity_of(book, 30.0), capacity_of(book, 18.0)
    assert words in planned.scope.of(lang)
    assert words in render_totals(voice, totals)
    assert words in voice.verdict(whole)
    (record,) = total_record(book, planned, Clocks(), lang)["lessened"]  # type: ignore[misc]
    assert record["fact"] == whole.id
    assert record["stopped"] == [phase.id]
    assert (record["told"]["low"], record["left"]["low"], record["taken"]["low"]) == (30.0, 12.0, 18.0)
    tree = draw_tree(book, book.tree("Debrecen"), "GWh/yr", lang)
    assert tree.count("30") == 2
    assert tree.count("12") == 2


@pytest.mark.parametrize(
    "text",
    [
        "CATL cancelled 10 GWh of its planned 30 GWh in Debrecen.",
        "CATL has cancelled 10 GWh of the planned 30 GWh of its Debrecen plant.",
        "CATL said that 10 GWh of the planned 30 GWh of its Debrecen plant has been cancelled.",
        "CATL's Debrecen plant was planned with 30 GWh, of which 10 GWh was cancelled.",
        "宁德时代取消其宜宾基地规划的30GWh中的10GWh。",
        "宁德时代宜宾基地规划的30GWh中，10GWh已取消。",
        "宁德时代宜宾基地规划30GWh产能，其中10GWh已取消。",
    ],
)
def test_of_a_whole_only_the_part_that_is_told_as_cancelled_is(text: str) -> None:
    book = told((DAY, text))
    assert capacity_of(book, 10.0).status == "cancelled"
    assert capacity_of(book, 30.0).status in ("planned", "announced")
    assert (total(book, "planned"), total(book, "cancelled")) == (20.0, 10.0)
    assert "cancelled" not in standings(book).values()


@pytest.mark.parametrize(
    "text",
    [
        "CATL has cancelled its Debrecen plant with 30 GWh, of which 10 GWh was for exports.",
        "宁德时代取消宜宾基地30GWh项目，其中一期10GWh。",
    ],
)
def test_a_whole_that_is_cancelled_is_so_whatever_was_to_be_a_part_of_it(text: str) -> None:
    book = told((DAY, text))
    assert (total(book, "planned"), total(book, "cancelled")) == (None, 30.0)


def test_money_is_given_up_in_part_too_and_the_whole_is_not_of_the_stopped_phase() -> None:
    book = told((DAY, "CATL cancelled €2 billion of its planned €3 billion investment in Debrecen."))
    amounts = {fact.value: fact.status for fact in book.facts.values() if fact.measure == "investment"}
    assert amounts == {2e9: "cancelled", 3e9: "announced"}
    assert standings(book) == {"CATL, Debrecen": "announced"}
    book = told((DAY, "CATL cancelled the 10 GWh second phase of its 30 GWh plant in Debrecen."))
    told_of = {fact.value: (book.label(fact.subject), fact.status) for fact in book.facts.values()}
    assert told_of == {10.0: ("CATL, Debrecen, phase 2", "cancelled"), 30.0: ("CATL, Debrecen", "planned")}

"""One plan told again or told otherwise: coarser, without its hedge, cut to less, given up in part (synthetic)."""

from __future__ import annotations

import pytest
from told import standings, told

from gigawatch.ledger import Ledger
from gigawatch.model import Fact, Relation

FIRST = (
    "2025-01-10",
    "CATL will build a battery plant with an annual capacity of about 100 GWh in Debrecen, Hungary.",
)


def facts(book: Ledger, measure: str = "capacity") -> list[Fact]:
    """The facts of a measure, by time."""
    return sorted((f for f in book.facts.values() if f.measure == measure), key=lambda f: (f.valid_on or "", f.value))


def relations(book: Ledger, fact: Fact) -> list[Relation]:
    """How the statements of a fact stand to it."""
    return sorted(c.relation for c in book.candidates[fact.id])


def test_a_plan_told_at_a_day_and_of_a_year_is_one_plan_at_the_day() -> None:
    book = told(
        ("2025-01-11", "On 10 January 2025 CATL announced to invest 7.3 billion euros in a battery plant in Debrecen."),
        ("2026-03-10", "CATL announced in 2025 an investment of 7.3 billion euros in the battery plant in Debrecen."),
    )
    (fact,) = facts(book, "investment")
    assert (fact.valid_on, fact.known_on) == ("2025-01-10", "2025-01-11")
    assert relations(book, fact) == [Relation.AGREES, Relation.KEPT]


def test_a_plan_of_a_year_in_which_it_was_told_on_two_days_is_left_at_the_year() -> None:
    book = told(
        ("2025-01-11", "On 10 January 2025 CATL announced to invest 7.3 billion euros in a battery plant in Debrecen."),
        ("2025-06-02", "CATL announced on 1 June 2025: 7.3 billion euros are to go into a battery plant in Debrecen."),
        ("2026-03-10", "CATL announced in 2025 an investment of 7.3 billion euros in the battery plant in Debrecen."),
    )
    assert [f.valid_on for f in facts(book, "investment")] == ["2025", "2025-01-10", "2025-06-01"]


def test_plans_of_other_values_stay_apart_at_whatever_time() -> None:
    book = told(
        ("2025-01-11", "On 10 January 2025 CATL announced to invest 7.3 billion euros in a battery plant in Debrecen."),
        ("2026-03-10", "CATL announced in 2025 an investment of 5 billion euros in the battery plant in Debrecen."),
    )
    assert [(f.valid_on, f.value) for f in facts(book, "investment")] == [("2025", 5e9), ("2025-01-10", 7.3e9)]


def test_a_late_repeat_without_the_hedge_does_not_win() -> None:
    late = "The battery plant that CATL is to build in Debrecen is planned for a capacity of 100 GWh a year."
    book = told(FIRST, ("2025-07-10", late))
    (fact,) = facts(book)
    assert (fact.qualifier, fact.value, fact.valid_on) == ("about", 100.0, "2025-01")
    (lost,) = [c for c in book.candidates[fact.id] if not c.kept]
    assert lost.relation is Relation.STALE
    assert lost.reason == "told again without its hedge: about 100 GWh a year was known on 2025-01-10"


def test_the_exact_number_told_within_days_of_the_hedged_one_is_news_of_its_own() -> None:
    book = told(FIRST, ("2025-01-12", "The battery plant CATL is to build in Debrecen will have 100 GWh a year."))
    assert Relation.STALE not in [c.relation for found in book.candidates.values() for c in found]


@pytest.mark.parametrize(
    "text",
    [
        "CATL will reduce the planned annual capacity of its battery plant in Debrecen from 100 GWh down to 80 GWh.",
        "The planned annual capacity of the CATL battery plant in Debrecen was lowered from 100 GWh to 80 GWh.",
        "宁德时代将德布勒森电池工厂的规划年产能由100GWh下调至80GWh。",
        "宁德时代取消德布勒森电池工厂20GWh的产能，规划年产能由100GWh下调至80GWh。",
        "CATL cancelled 20 GWh of the planned capacity of its battery plant in Debrecen, going from 100 GWh a year "
        "down to 80 GWh a year.",
    ],
)
def test_a_plan_that_is_cut_goes_on_at_its_new_figure(text: str) -> None:
    book = told(("2025-06-10", text))
    (plan,) = [f for f in facts(book) if f.status == "planned"]
    assert plan.value == 80.0
    assert relations(book, plan) == [Relation.KEPT, Relation.STALE]
    assert standings(book).get("CATL, Debrecen") in (None, "announced")


@pytest.mark.parametrize(
    "text",
    [
        "CATL cancelled half of the plan for its battery plant of 100 GWh a year in Debrecen.",
        "宁德时代取消德布勒森电池工厂100GWh中的20GWh产能。",
    ],
)
def test_a_part_that_is_given_up_does_not_end_the_whole(text: str) -> None:
    assert standings(told(FIRST, ("2025-06-10", text)))["CATL, Debrecen"] == "announced"


def test_an_expansion_that_is_given_up_does_not_end_what_it_was_to_start_from() -> None:
    says = (
        "CATL scrapped its plan to expand the capacity of its battery plant in Debrecen from 40 GWh to 60 GWh a year."
    )
    book = told(("2025-06-10", says))
    assert [f.value for f in facts(book) if f.status == "cancelled"] == [60.0]

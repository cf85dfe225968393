"""Plants told closed, from text to ledger; every text is synthetic."""

from __future__ import annotations

import pytest
from told import standings, told


@pytest.mark.parametrize(
    "text",
    [
        "Mirafell Power closed its cell plant in Graz, Austria, on 30 June 2025. The plant made 3 GWh a year.",
        "禾川锂能已于2025年6月30日关停位于滁州的电池工厂。该工厂年产能3GWh。",
    ],
)
def test_a_plant_told_closed_counts_neither_as_planned_nor_as_running_again(text: str) -> None:
    book = told(("2025-07-03", text))
    (fact,) = (fact for fact in book.facts.values() if fact.measure == "capacity")
    assert (fact.value, fact.status) == (3, "operating")
    assert set(standings(book).values()) == {"closed"}


def test_the_plan_that_replaces_another_is_the_one_that_counts() -> None:
    text = (
        "Tarnova Energy now plans 11 GWh at its Debrecen plant, instead of the 26 GWh announced in 2022, the company "
        "said on 13 May 2025."
    )
    book = told(("2025-05-15", text))
    total = book.total(measure="capacity", unit="GWh/yr", stage="planned", place="Debrecen")
    assert [fact.value for fact in total.counted] == [11]


def test_a_town_s_total_and_a_firm_s_part_of_it_are_two_things() -> None:
    text = (
        "At the end of June 2024, the city of Debrecen had a battery cell capacity of 52 GWh, of which Tarnova Energy "
        "accounted for 17 GWh."
    )
    total = told(("2024-08-12", text)).total(measure="capacity", unit="GWh/yr", stage="built", place="Debrecen")
    assert [fact.value for fact in total.counted] == [52]

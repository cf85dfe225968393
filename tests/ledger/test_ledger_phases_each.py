"""Phases told together or by their number alone, from text to ledger; every text is synthetic."""

from __future__ import annotations

import pytest
from told import told


@pytest.mark.parametrize(
    ("text", "capacities"),
    [
        (
            "江澜新能源荆州储能电池基地总投资80亿元，规划产能24GWh，其中一期、二期各12GWh。",
            {"江澜新能源, Jingzhou": 24, "江澜新能源, Jingzhou, phase 1": 12, "江澜新能源, Jingzhou, phase 2": 12},
        ),
        (
            "蓝峰新能源株洲基地一期和二期产能各为7.5GWh，三期产能20GWh。",
            {
                "蓝峰新能源, Zhuzhou, phase 1": 7.5,
                "蓝峰新能源, Zhuzhou, phase 2": 7.5,
                "蓝峰新能源, Zhuzhou, phase 3": 20,
            },
        ),
        (
            "Tarnova Energy said its Debrecen plant will be built in two phases: the first with a capacity of 8 GWh "
            "and the second with 13 GWh, for a total of 21 GWh.",
            {
                "Tarnova Energy, Debrecen": 21,
                "Tarnova Energy, Debrecen, phase 1": 8,
                "Tarnova Energy, Debrecen, phase 2": 13,
            },
        ),
        (
            "Tarnova Energy plans a plant in Debrecen. Phases 1 and 2 will each have a capacity of 9 GWh.",
            {"Tarnova Energy, Debrecen, phase 1": 9, "Tarnova Energy, Debrecen, phase 2": 9},
        ),
    ],
)
def test_each_phase_has_its_own_amount_and_the_plant_the_total(text: str, capacities: dict[str, float]) -> None:
    book = told(("2024-03-08", text))
    facts = [fact for fact in book.facts.values() if fact.measure == "capacity"]
    assert {book.label(fact.subject): fact.value for fact in facts} == capacities
    assert len(facts) == len(capacities)


def test_phases_that_will_be_built_are_not_under_construction() -> None:
    text = (
        "Tarnova Energy said its Debrecen plant will be built in two phases: the first with a capacity of 8 GWh and "
        "the second with 13 GWh."
    )
    assert {fact.status for fact in told(("2024-03-08", text)).facts.values()} == {"announced"}

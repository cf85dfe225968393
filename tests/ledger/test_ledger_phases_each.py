"""Phases told together or by their number alone, from text to ledger; every text is synthetic."""

from __future__ import annotations

import pytest
from told import told

from gigawatch.claims.phase_list import tell_each_phase
from gigawatch.model import QuantityClaim


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
            "Tarnova Energy plans a plant in Debrecen with 30 GWh, in two phases: phase one of 12 GWh and phase two of "
            "18 GWh.",
            {
                "Tarnova Energy, Debrecen": 30,
                "Tarnova Energy, Debrecen, phase 1": 12,
                "Tarnova Energy, Debrecen, phase 2": 18,
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


@pytest.mark.parametrize(
    ("text", "each", "count"),
    [
        ("Tarnova Energy will build a battery plant in Debrecen in two phases of 8 GWh each.", 8, 2),
        ("Tarnova Energy plans a plant in Debrecen in three phases, each with 8 GWh.", 8, 3),
        ("江澜新能源荆州储能电池基地分两期建设，每期8GWh。", 8, 2),
        ("江澜新能源将在荆州建设储能电池项目，项目分三期，每期产能10GWh。", 10, 3),
        ("江澜新能源荆州储能电池基地规划两期，每期8GWh。", 8, 2),
        ("江澜新能源荆州储能电池基地分为三个阶段建设，每阶段8GWh。", 8, 3),
    ],
)
def test_phases_that_are_only_counted_have_each_the_amount_and_the_plant_their_sum(
    text: str, each: float, count: int
) -> None:
    book = told(("2024-03-08", text))
    facts = [fact for fact in book.facts.values() if fact.measure == "capacity"]
    assert [fact.value for fact in facts] == [each] * count
    assert {book.label(fact.subject)[-7:] for fact in facts} == {f"phase {n + 1}" for n in range(count)}
    total = book.total(measure="capacity", unit="GWh/yr", stage="planned").interval
    assert total is not None
    assert (total.low, total.high) == (each * count, each * count)
    (root,) = book.tree(book.kin.base(facts[0].subject))
    (amount,) = root.amounts
    assert (amount.interval.low, amount.is_stated) == (each * count, False)


def test_a_stated_whole_of_counted_phases_is_found_to_be_their_sum() -> None:
    book = told(
        ("2024-03-08", "Tarnova Energy's plant in Debrecen is to have 16 GWh a year, in two phases of 8 GWh each.")
    )
    assert [check.kind for checks in book.findings.values() for check in checks] == ["sum"]
    total = book.total(measure="capacity", unit="GWh/yr", stage="planned").interval
    assert total is not None
    assert total.high == 16


@pytest.mark.parametrize(
    "text",
    [
        "Tarnova Energy signed two contracts in Debrecen worth over 1 billion euros each.",
        "Tarnova Energy plans two plants with several lines of 8 GWh each.",
    ],
)
def test_what_each_of_other_things_has_is_no_amount_of_phases(text: str) -> None:
    assert not [f for f in told(("2024-03-08", text)).facts.values() if f.measure in ("capacity", "investment")]


@pytest.mark.parametrize(
    "text",
    [
        "2022年8月，宁德时代宜宾基地一期投产，二期规划12GWh。",
        "In August 2022 phase one of CATL's Debrecen plant started production, and phase two is planned with 12 GWh.",
    ],
)
def test_the_plan_of_a_phase_is_not_of_the_month_in_which_another_began(text: str) -> None:
    book = told(("2024-05-10", text))
    (plan,) = (fact for fact in book.facts.values() if fact.measure == "capacity")
    assert (plan.valid_on, plan.valid_on_inferred) == ("2024-05", True)
    steps = {step.status: step.valid_on for group in book.milestones.values() for step in group}
    assert steps == {"operating": "2022-08", "announced": "2024-05"}


@pytest.mark.parametrize(
    "text",
    [
        "2022年8月，宁德时代宣布宜宾基地一期投产，二期规划12GWh。",
        "2022年8月，宁德时代宜宾基地一期、二期共12GWh开工。",
    ],
)
def test_a_day_on_which_phases_are_told_together_is_of_each(text: str) -> None:
    book = told(("2024-05-10", text))
    (plan,) = (fact for fact in book.facts.values() if fact.measure == "capacity")
    assert plan.valid_on == "2022-08"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "宜宾基地第三期项目，每期年产能8GWh。"),
        ("zh", "江澜新能源荆州基地三期，每期产能8GWh。"),
        ("zh", "江澜新能源荆州基地第二期，每期8GWh。"),
        ("zh", "江澜新能源荆州基地分12期建设，每期8GWh。"),
        ("zh", "江澜新能源荆州基地分十二期建设，每期8GWh。"),
        ("en", "The plant comes in two phases with an annual capacity of 8 GWh each year."),
        ("en", "The plant comes in two phases with 8 GWh each financial year."),
        ("en", "The other two phases of 8 GWh each follow."),
    ],
)
def test_an_ordinal_or_each_year_does_not_count_phases(lang: str, text: str) -> None:
    start = text.index("8")
    claim = QuantityClaim(
        document="doc-1", lang=lang, measure="capacity", value=8.0, unit="GWh/yr", surface="8 GWh", start=start,
        end=text.index("GWh") + 3, id="claim-1", confidence=1.0, reader="test/1", status="announced", period=None,
    )  # fmt: skip
    assert tell_each_phase([claim], text) == [claim]


def test_the_year_in_which_a_phase_began_lists_no_phases() -> None:
    text = "The first phase of CATL's Debrecen plant started production in 2024 and the second phase is planned with "
    book = told(("2024-05-10", f"{text}12 GWh."))
    (plan,) = (fact for fact in book.facts.values() if fact.measure == "capacity")
    assert (plan.valid_on, plan.valid_on_inferred) == ("2024-05", True)

"""Parts told beside their wholes: by number alone, by phase from behind, by partner; every text is made up."""

from __future__ import annotations

from datetime import date

import pytest

from gigawatch.claims import read_claims
from gigawatch.claims.scope.stake import firm_held
from gigawatch.model import Document, Kind, NarrativeClaim, QuantityClaim
from gigawatch.quantity import find_quantities

PHASED = "Norvale Cells is building a base in Debrecen with a planned capacity of 40 GWh a year. "


def document_of(text: str) -> Document:
    lang = "zh" if "。" in text else "en"
    return Document(id="d", path="d", sha256="ab" * 32, text=text, published=date(2024, 6, 3), language=lang)


def quantities(text: str) -> list[QuantityClaim]:
    claims = read_claims(document_of(text), kinds=[Kind.QUANTITY]).claims
    return [claim for claim in claims if isinstance(claim, QuantityClaim)]


def delays(text: str) -> list[tuple[object, object]]:
    claims = read_claims(document_of(text), kinds=[Kind.EVENT]).claims
    found = (claim for claim in claims if isinstance(claim, NarrativeClaim) and claim.data["type"] == "delay")
    return [(claim.data.get("due_before"), claim.data.get("due")) for claim in found]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It cancelled 10 of its planned 30 GWh.", [10.0, 30.0]),
        ("It put off 8 of 40 GWh a year.", [8.0, 40.0]),
        ("About 10 out of the 30 MWh are there.", [10.0, 30.0]),
        ("It sold 2 of its 30 GWh plants.", [30.0]),
        ("It builds phase 2 of the 30 GWh base.", [30.0]),
        ("It spoke in 2024 of 3,000 GWh.", [3000.0]),
        ("It spoke of 40 of 30 GWh.", [30.0]),
    ],
)
def test_a_part_may_leave_its_unit_to_the_whole(text: str, values: list[float]) -> None:
    assert [found.value for found in find_quantities(text)] == values


def test_an_amount_behind_a_numbered_phase_is_no_label() -> None:
    told = "Its first phase has 10 GWh, its second phase 10 GWh and its third phase 15 GWh. Phase 15 GWh."
    assert [found.value for found in find_quantities(told)] == [10.0, 10.0, 15.0]


def test_a_third_in_a_row_of_ordinals_is_no_share() -> None:
    told = "The base has a first phase of 10 GWh, a second of 12 GWh and a third of 15 GWh."
    assert [found.unit for found in find_quantities(told)] == ["GWh", "GWh", "GWh"]
    assert [found.unit for found in find_quantities("A third of 15 GWh is there.")] == ["%", "GWh"]


@pytest.mark.parametrize(
    "row",
    [
        "Its first phase has 10 GWh, its second phase 10 GWh and its third phase 15 GWh.",
        "It has a first phase of 10 GWh, a second of 10 GWh and a third of 15 GWh.",
    ],
)
def test_phases_listed_under_one_verb_are_of_one_plant_at_one_stage(row: str) -> None:
    whole, *phases = quantities(PHASED + row)
    assert [(one.value, one.phase) for one in phases] == [
        (10.0, "first phase"),
        (10.0, "second phase"),
        (15.0, "third phase"),
    ]
    assert {(one.status, one.subject, one.place) for one in phases} == {(phases[0].status, "Norvale Cells", "Debrecen")}
    assert whole.phase is None


@pytest.mark.parametrize(
    ("text", "phases"),
    [
        ("CATL plans 6.9 GWh in the first phase and 15 GWh after the second phase in Debrecen.", ["first phase", None]),
        (
            "CATL's plant in Debrecen will reach 8 GWh in phase one and 28 GWh by the end of phase two.",
            ["phase one", None],
        ),
        ("CATL plans 20 GWh in the first phase in Debrecen, rising to 40 GWh.", ["first phase", None]),
        ("CATL will make 8 GWh once the first phase is complete in Debrecen.", ["first phase"]),
        ("Phase one of CATL's plant in Debrecen will have 8 GWh and phase two 12 GWh.", ["phase one", "phase two"]),
    ],
)
def test_the_words_behind_an_amount_tell_its_phase_or_that_it_is_the_whole(text: str, phases: list[str | None]) -> None:
    assert [one.phase for one in quantities(text)] == phases


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        (
            "Blue Storage is a joint venture owned 51% by CATL, 39% by Antam and 10% by Harta Group.",
            {"CATL": 51.0, "Antam": 39.0, "Harta Group": 10.0},
        ),
        (
            "Blue Storage, a joint venture held 60 percent by BYD and 40 percent by the Harta Group, makes packs.",
            {"BYD": 60.0, "Harta Group": 40.0},
        ),
        ("CATL holds 51% and Antam 49% of Blue Storage.", {"CATL": 51.0, "Antam": 49.0}),
        (
            "Blue Storage is a venture. Blue Storage is held 70% by CATL and 30% by the Harta Group.",
            {"CATL": 70.0, "Harta Group": 30.0},
        ),
    ],
)
def test_each_partner_has_the_share_told_of_it(text: str, holders: dict[str, float]) -> None:
    found = quantities(text)
    assert {one.subject: one.value for one in found} == holders
    assert {firm_held(one.object) for one in found} == {"Blue Storage"}


@pytest.mark.parametrize("holder", ["安塔姆", "国家储能公司"])
def test_the_rest_of_a_venture_is_held_by_whom_the_words_behind_it_name(holder: str) -> None:
    found = quantities(f"宁德时代持股51%，其余49%股权由{holder}持有。")
    assert [(one.subject, one.value) for one in found] == [("宁德时代", 51.0), (holder, 49.0)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "BYD runs a base in Nanning with the joint venture Yongning Storage. "
            "Without the joint venture the planned capacity is 70 GWh.",
            70.0,
        ),
        ("比亚迪南宁基地规划产能70GWh（不含合资公司），含合资公司则为78GWh。", 70.0),
    ],
)
def test_a_venture_that_is_only_left_out_owns_nothing(text: str, value: float) -> None:
    (one,) = (one for one in quantities(text) if one.value == value)
    assert one.subject in ("BYD", "比亚迪")


@pytest.mark.parametrize(
    "text",
    [
        "CATL plans 40 GWh in Debrecen; BYD plans 30 GWh in Szeged, Hungary.",
        "CATL plans 40 GWh in Debrecen, and BYD plans 30 GWh in Szeged, Hungary.",
        "宁德时代在德布勒森规划40GWh；比亚迪在塞格德规划30GWh。",
    ],
)
def test_each_of_two_firms_in_a_sentence_has_its_own_plant(text: str) -> None:
    assert [one.subject in ("CATL", "宁德时代") for one in quantities(text)] == [True, False]


def test_what_a_phase_will_add_does_not_run_yet() -> None:
    found = quantities("CATL's Debrecen plant: phase one has 9 GWh, phase two will add 15 GWh.")
    assert [(one.value, one.status == "operating") for one in found] == [(9.0, True), (15.0, False)]


def test_the_size_of_a_plant_that_starts_production_is_no_output() -> None:
    text = "CATL's plant in Debrecen, Hungary, with 40 GWh, will start production in 2025."
    assert [(one.measure, one.value, one.place) for one in quantities(text)] == [("capacity", 40.0, "Debrecen")]


def test_a_buyer_that_heads_its_clause_has_no_plant() -> None:
    text = "CATL plans 40 GWh in Debrecen, and BMW will take 10 GWh of it a year."
    assert "BMW" not in {one.subject for one in quantities(text) if one.measure == "capacity"}


def test_a_firm_that_acts_at_the_head_of_its_sentence_has_what_is_told_there() -> None:
    text = (
        "Guangxi Huayu Lithium plans a cathode plant of 60,000 tonnes a year in Yulin. "
        "Guangxi Huayou New Energy has invested 3 billion yuan in Yulin."
    )
    (money,) = (one for one in quantities(text) if one.measure == "investment")
    assert money.subject is not None
    assert "Huayou" in money.subject


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "CATL's Debrecen plant is due to start production in 2025. CATL has delayed the plant to 2027.",
            ("2025", "2027"),
        ),
        ("CATL has a plant in Debrecen. It was to open in 2025. CATL has delayed the plant to 2027.", ("2025", "2027")),
        ("BYD's plant in Szeged will open in 2025. CATL has delayed its Debrecen plant to 2027.", (None, "2027")),
        ("CATL's Debrecen plant will open in 2029. CATL has delayed the plant to 2027.", (None, "2027")),
        ("CATL has delayed its Debrecen plant to the third quarter of 2027.", (None, "2027-Q3")),
        ("CATL has delayed its Debrecen plant until mid-2027.", (None, "2027")),
        ("CATL has delayed its Debrecen plant, which was due in 2026, to 2028.", ("2026", "2028")),
        ("CATL has delayed its Debrecen plant, which was to open in 2026, to 2028.", ("2026", "2028")),
        ("CATL has delayed its Debrecen plant, which was planned in 2022, to 2028.", (None, "2028")),
        ("CATL has delayed its Debrecen plant, which was set up in 2022, to 2028.", (None, "2028")),
        ("宁德时代德布勒森工厂计划2025年投产。宁德时代将德布勒森工厂推迟至2027年投产。", ("2025", "2027")),
        ("宁德时代德布勒森工厂推迟至2027年投产。", (None, "2027")),
    ],
)
def test_the_date_that_a_delay_gives_up_may_stand_in_a_sentence_before(
    text: str, dates: tuple[str | None, str]
) -> None:
    assert delays(text) == [dates]


@pytest.mark.parametrize(
    "text", ["宁德时代或将德布勒森工厂推迟至2027年投产。", "宁德时代计划将德布勒森工厂推迟至2027年投产。"]
)
def test_a_delay_that_may_come_is_none_yet(text: str) -> None:
    assert delays(text) == []


def test_a_total_drawn_behind_the_phases_is_of_no_phase() -> None:
    text = "CATL plans a first phase of 8 GWh in Debrecen, followed by a second phase of 40 GWh, for a total of 48 GWh."
    assert [one.phase for one in quantities(text)] == ["first phase", "second phase", None]
    listed = quantities("国轩高科柳州基地一期10GWh，二期10GWh，三期15GWh，总规划35GWh。")
    assert [(one.value, one.phase) for one in listed] == [(10.0, "一期"), (10.0, "二期"), (15.0, "三期"), (35.0, None)]
    behind = "CATL's Debrecen plant: phase one has 9 GWh, phase two will add 15 GWh, for 24 GWh a year in total."
    assert [one.phase for one in quantities(behind)] == ["phase one", "phase two", None]


def test_a_start_that_slipped_is_delayed_and_sales_that_slipped_are_not() -> None:
    assert delays("The opening of CATL's plant in Debrecen slipped from 2024 to 2026.") == [("2024", "2026")]
    assert delays("Sales of CATL's plant in Debrecen slipped from 24 GWh to 20 GWh in 2024.") == []


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It was cut by 8 GWh to 20 GWh.", [(8.0, None), (20.0, None)]),
        ("It was cut by 8 to 20 GWh.", [(8.0, 20.0)]),
        ("It makes 8 GWh to 20 GWh.", [(8.0, 20.0)]),
    ],
)
def test_a_change_and_what_it_comes_to_are_no_range(text: str, ends: list[tuple[float, float | None]]) -> None:
    assert [(found.value, found.high) for found in find_quantities(text)] == ends


@pytest.mark.parametrize(
    "text",
    [
        "CATL dropped its plan for a 20 GWh plant in Erfurt; its plant in Debrecen, Hungary, with 40 GWh goes on.",
        "宁德时代取消埃尔福特20GWh工厂；其德布勒森基地规划产能40GWh。",
    ],
)
def test_a_stop_told_up_to_a_semicolon_is_not_that_of_the_plant_behind_it(text: str) -> None:
    found = {one.value: one.status for one in quantities(text)}
    assert found[20.0] == "cancelled"
    assert found[40.0] != "cancelled"

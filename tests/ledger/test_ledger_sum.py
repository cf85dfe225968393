from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from part_desk import BASE, CITY, EAST, FIRM, JOINT, PartDesk, of_kind, phase, words_of

from gigawatch.ledger.part.fit import Value, adds_up, find_subsets
from gigawatch.ledger.part.sequence import find_increments
from gigawatch.ledger.part.term import Page, term_of_claim
from gigawatch.model import Bound, Entity, EntityKind, Interval, Severity
from stopwatch import seconds_of

P1, P2, P3 = phase(1), phase(2), phase(3)
PLAIN: dict[str, object] = {}
OVER: dict[str, object] = {"qualifier": Bound.OVER}
BUILT: dict[str, object] = {"status": "operating"}
YUAN: dict[str, object] = {"measure": "investment", "unit": "CNY"}


def test_phases_numbered_without_a_gap_that_add_up_are_a_sum() -> None:
    desk = PartDesk()
    desk.write("Phase I has {}.", (P1, 20.0, PLAIN), on="2024-01-01")
    desk.write("Phase II has {}, the base {}.", (P2, 30.0, PLAIN), (BASE, 50.0, PLAIN))
    (found,) = of_kind(desk.ledger(), "sum", "gap")
    assert (found.kind, found.severity) == ("sum", Severity.INFO)
    assert all(word in found.text for word in ("20", "30", "50"))
    assert found.text_zh
    assert len(found.evidence) == 3


def test_phases_numbered_without_a_gap_that_cannot_add_up_are_an_open_question() -> None:
    desk = PartDesk()
    desk.write(
        "Phase I has {}. Phase II has {}. With it the base has {}.",
        (P1, 65.0, PLAIN),
        (P2, 80.0, PLAIN),
        (BASE, 150.0, PLAIN),
    )
    ledger = desk.ledger()
    (found,) = of_kind(ledger, "sum", "gap")
    assert (found.kind, found.severity) == ("gap", Severity.WARNING)
    assert all(word in found.text for word in ("65", "80", "150"))
    assert found.suggestion
    assert sorted(f.value for f in ledger.facts.values()) == [65.0, 80.0, 150.0]


def test_a_first_phase_alone_is_no_gap() -> None:
    desk = PartDesk()
    desk.write("The base is to have {}, its first phase {}.", (BASE, 120.0, PLAIN), (P1, 60.0, PLAIN))
    assert not of_kind(desk.ledger(), "sum", "gap")


def test_a_missing_number_leaves_the_sum_open() -> None:
    desk = PartDesk()
    desk.write(
        "Phase II has {}, phase III {}; the base has {}.", (P2, 10.0, PLAIN), (P3, 40.0, PLAIN), (BASE, 60.0, PLAIN)
    )
    assert not of_kind(desk.ledger(), "sum", "gap")


def test_a_set_of_phases_stands_for_its_numbers_once() -> None:
    desk = PartDesk()
    desk.write(
        "Phases 1 and 2 have {}, phase 2 {} and phase 3 {}: the base has {}.",
        (phase(1, 2), 50.0, PLAIN),
        (P2, 30.0, PLAIN),
        (P3, 25.0, PLAIN),
        (BASE, 75.0, PLAIN),
    )
    (found,) = of_kind(desk.ledger(), "sum", "gap", "double")
    assert found.kind == "sum"
    assert "30 GWh" not in found.text


def test_hedges_add_up_as_intervals_with_open_ends() -> None:
    desk = PartDesk()
    desk.write("East has {}.", (EAST, 80.0, OVER), on="2023-01-01")
    desk.write("The venture has {}, the base {}.", (JOINT, 45.0, PLAIN), (BASE, 129.0, PLAIN))
    (found,) = of_kind(desk.ledger(), "sum", "gap")
    assert found.kind == "sum"
    assert "at least 125" in found.text


def test_an_open_end_far_from_the_total_proves_nothing() -> None:
    desk = PartDesk()
    desk.write("East has {}.", (EAST, 30.0, OVER), on="2023-01-01")
    desk.write("The venture has {}, the base {}.", (JOINT, 45.0, PLAIN), (BASE, 129.0, PLAIN))
    assert not of_kind(desk.ledger(), "sum", "gap")


def test_money_adds_up_across_documents() -> None:
    desk = PartDesk()
    desk.write("East takes {}.", (EAST, 56e9, YUAN | {"surface": "56 billion yuan"}), on="2023-06-10")
    desk.write("The venture takes {}.", (JOINT, 8e9, YUAN | {"surface": "8 billion yuan"}), on="2022-12-21")
    desk.write("The base takes {}.", (BASE, 64e9, YUAN | {"surface": "64 billion yuan"}))
    (found,) = of_kind(desk.ledger(), "sum", "gap")
    assert "56 billion yuan" in found.text
    assert "= 64 billion yuan" in found.text


def test_built_parts_stand_in_a_planned_total_only_and_it_is_said() -> None:
    desk = PartDesk()
    desk.write(
        "{} run and {} are being built: {} in all.", (BASE, 28.5, BUILT), (BASE, 124.11, PLAIN), (BASE, 152.61, PLAIN)
    )
    (found,) = of_kind(desk.ledger(), "sum")
    assert "runs already" in found.text
    built = PartDesk()
    built.write(
        "{} run and {} are being built: {} run.", (BASE, 28.5, BUILT), (BASE, 124.11, PLAIN), (BASE, 152.61, BUILT)
    )
    assert not of_kind(built.ledger(), "sum", "gap")


def test_figures_with_decimals_add_up_within_their_rounding_and_whole_ones_do_not() -> None:
    desk = PartDesk()
    flow = {"measure": "sales", "unit": "GWh", "status": "reported", "period": "2025-12"}
    desk.write(
        "Sales were {}, of which {} and {}.",
        *((CITY, value, flow | {"surface": f"{value} GWh"}) for value in (199.3, 143.8, 55.6)),
    )
    assert len(of_kind(desk.ledger(), "sum")) == 1
    whole = PartDesk()
    whole.write("The base has {}, of which {} and {}.", *((BASE, v, PLAIN) for v in (199.0, 144.0, 56.0)))
    assert [found.kind for found in of_kind(whole.ledger(), "sum", "gap")] == ["gap"]


def test_months_that_follow_on_each_other_make_up_their_year_to_date() -> None:
    desk = PartDesk()
    flow = {"measure": "production", "unit": "GWh", "status": "reported"}
    desk.write("{} so far.", (CITY, 184.6, flow | {"period": "2024-01/2024-03"}), on="2024-04-10")
    desk.write("{} in April.", (CITY, 78.2, flow | {"period": "2024-04"}), on="2024-05-10")
    desk.write("{} to April.", (CITY, 262.8, flow | {"period": "2024-01/2024-04"}), on="2024-05-11")
    desk.write("{} in May.", (CITY, 80.0, flow | {"period": "2024-05"}), on="2024-06-11")
    (found,) = of_kind(desk.ledger(), "sum", "gap")
    assert "= 262.8 GWh" in found.text


def test_what_comes_on_top_of_an_earlier_figure_makes_the_new_one() -> None:
    desk = PartDesk()
    desk.write(
        "It had announced {} for the works.", (BASE, 1.67e9, YUAN | {"surface": "1.67 billion yuan"}), on="2020-01-01"
    )
    desk.write(
        "It puts in an additional {}.",
        (BASE, 9.4e8, YUAN | {"period": "2020-06", "surface": "940 million yuan"}),
        on="2020-06-30",
    )
    desk.write(
        "The works cost {}.", (BASE, 2.6e9, YUAN | {"period": "2021", "surface": "2.6 billion yuan"}), on="2021-04-10"
    )
    (found,) = of_kind(desk.ledger(), "sum", "gap")
    assert all(word in found.text for word in ("1.67", "940 million", "2.6"))


@pytest.mark.parametrize("words", ["The first two conferences: {} in all.", "前两届累计签约{}。"])
def test_the_first_two_of_a_row_of_conferences_add_up_with_their_hedge(words: str) -> None:
    signed = {"measure": "projects", "unit": "count", "status": "signed"}
    events = [
        Entity(f"event-x-{y}", EntityKind.EVENT, f"Expo {y}", {}, None, {"series": "x", "year": y})
        for y in ("2022", "2023", "2024")
    ]
    desk = PartDesk()
    desk.entities += events
    desk.write("{} signed.", (events[0], 48.0, signed | {"period": "2022", "surface": "48"}), on="2022-07-25")
    desk.write("{} signed.", (events[1], 64.0, signed | {"period": "2023", "surface": "64"}), on="2023-06-11")
    desk.write(words, (events[2], 100.0, signed | OVER | {"period": "2024", "surface": "100"}), on="2024-09-01")
    (found,) = of_kind(desk.ledger(), "sum", "gap")
    assert found.kind == "sum"
    assert "112" in found.text


def test_a_total_that_counts_a_phase_under_two_names_is_told_with_the_sum_of_each_once() -> None:
    named = phase(2, whole=JOINT)
    named = Entity(named.id, named.kind, "Joint name", {}, JOINT.id, {**named.data, "same_as": P2.id})
    desk = PartDesk()
    desk.write(
        "Phase I has {}, phase II {}, the joint one {}: a total of {}.",
        (P1, 20.0, PLAIN),
        (P2, 30.0, PLAIN),
        (named, 30.0, PLAIN),
        (CITY, 80.0, PLAIN),
    )
    found = [check for check in of_kind(desk.ledger(), "double") if check.severity is Severity.WARNING]
    assert len(found) == 1
    assert found[0].suggestion == "each counted once: 50 GWh a year of 2"
    assert not of_kind(desk.ledger(), "sum")


def test_a_base_and_its_phase_in_one_total_are_told_as_a_double() -> None:
    desk = PartDesk()
    desk.write(
        "Three works, {}, {} and {}, have a total of {}.",
        (P1, 20.0, PLAIN),
        (BASE, 50.0, PLAIN),
        (EAST, 11.0, PLAIN),
        (CITY, 81.0, PLAIN),
    )
    assert "whole and part" in words_of(of_kind(desk.ledger(), "double"))


def test_two_lines_of_one_size_are_two_lines() -> None:
    desk = PartDesk()
    desk.write("The {} are split into {}, {} and {}.", *((BASE, v, PLAIN) for v in (48.0, 18.0, 15.0, 15.0)))
    found = of_kind(desk.ledger(), "sum", "gap", "double")
    assert [check.kind for check in found] == ["sum"]


def test_parts_of_a_part_are_no_gap_of_the_whole() -> None:
    desk = PartDesk()
    desk.write(
        "The base has {} in two phases: phase I {}, of which a first stage {}, and phase II {}.",
        (BASE, 14.6, PLAIN),
        (P1, 6.6, PLAIN),
        (P1, 4.4, PLAIN),
        (P2, 8.0, PLAIN),
    )
    assert "gap" not in {check.kind for check in of_kind(desk.ledger(), "sum", "gap")}


def test_two_values_of_one_phase_are_not_two_parts() -> None:
    desk = PartDesk()
    desk.write(
        "Phase III has {}, first {}; phase II has {}. After the three phases the base has {}.",
        *((P3, 40.0, PLAIN), (P3, 10.0, PLAIN), (P2, 10.0, PLAIN), (BASE, 60.0, PLAIN)),
    )
    assert not of_kind(desk.ledger(), "sum", "double")


def _scatter(desk: PartDesk, rng: random.Random, count: int, decimals: int) -> None:
    """Unrelated amounts of one document, a sentence each."""
    values = [round(rng.uniform(1, 300), decimals) for _ in range(count)]
    amounts = [(None, v, {"surface": f"{v:.{decimals}f} GWh"}) for v in values]
    desk.write(" ".join("One has {}." for _ in values), *amounts)


@pytest.mark.parametrize(("decimals", "most"), [(0, 0.02), (1, 0.02), (2, 0.02)])
def test_chance_sums_among_twelve_unrelated_figures_of_a_document_are_rare(decimals: int, most: float) -> None:
    rng, claimed, runs = random.Random(2022), 0, 150
    for _ in range(runs):
        desk = PartDesk()
        _scatter(desk, rng, 12, decimals)
        claimed += bool(of_kind(desk.ledger(), "sum", "gap"))
    assert claimed / runs <= most


def test_chance_sums_among_twelve_unrelated_plants_of_a_firm_are_rare() -> None:
    rng, claimed, runs = random.Random(2023), 0, 100
    for _ in range(runs):
        desk = PartDesk()
        for number in range(12):
            site = Entity(f"site-{number}", EntityKind.SITE, f"S{number}", {}, None, {"owner": FIRM.id})
            desk.write("It has {}.", (site, float(rng.randint(1, 99)), PLAIN), on="2024-01-01")
        desk.write("The firm has {}.", (FIRM, float(rng.randint(20, 300)), PLAIN))
        claimed += bool(of_kind(desk.ledger(), "sum", "gap"))
    assert claimed == 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(5, 400), min_size=2, max_size=6))
def test_a_planted_decomposition_is_found_in_any_order(values: list[int]) -> None:
    desk = PartDesk()
    for number, value in enumerate(values, start=1):
        desk.write("It has {}.", (phase(number), float(value), PLAIN), on="2024-01-01")
    desk.write("The base has {}.", (BASE, float(sum(values)), PLAIN))
    straight, turned = desk.ledger(), desk.backwards()
    (found,) = of_kind(straight, "sum", "gap")
    assert found.kind == "sum"
    assert len(found.evidence) == len(values) + 1
    assert straight.findings == turned.findings


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 10_000), min_size=4, max_size=40, unique=True), st.data())
def test_planted_subsets_are_found_among_many_values(numbers: list[int], data: st.DataObject) -> None:
    values = [Value(Interval(n, n), float(n), 0.0, 1.0) for n in numbers]
    size = data.draw(st.integers(2, 4))
    chosen = data.draw(st.permutations(range(len(values))))[:size]
    total = float(sum(numbers[n] for n in chosen))
    whole = Value(Interval(total, total), total, 0.0, 1.0)
    found = find_subsets(values, whole)
    assert found
    assert all(adds_up([values[n] for n in one], whole) for one in found)


STORAGE: dict[str, object] = {"object": "energy storage batteries"}
POWER: dict[str, object] = {"object": "power batteries"}


def test_a_whole_of_another_scope_is_not_compared_with_parts_that_happen_to_add_up() -> None:
    desk = PartDesk()
    desk.write("It has {} and {}.", (BASE, 65.3, STORAGE), (BASE, 12.0, POWER))
    desk.write("It has {}.", (P1, 41.7, PLAIN), on="2024-08-01")
    desk.write("It has {}.", (P2, 23.6, PLAIN), on="2024-08-01")
    assert {fact.perimeter for fact in desk.ledger().facts.values()} == {"product=storage", "product=power", None}
    assert of_kind(desk.ledger(), "sum", "gap") == []


def test_parts_of_the_wholes_own_scope_are_compared_with_it() -> None:
    desk = PartDesk()
    desk.write("It has {} and {}.", (BASE, 65.3, STORAGE), (BASE, 12.0, POWER))
    desk.write("It has {} and {}.", (P1, 41.7, STORAGE), (P1, 9.0, POWER), on="2024-08-01")
    desk.write("It has {} and {}.", (P2, 23.6, STORAGE), (P2, 3.0, POWER), on="2024-08-01")
    assert len(of_kind(desk.ledger(), "sum")) == 2


def test_products_that_share_nothing_are_slices_of_their_whole() -> None:
    desk = PartDesk()
    desk.write("Of {}, {} and {}.", (EAST, 65.3, PLAIN), (EAST, 41.7, STORAGE), (EAST, 23.6, POWER))
    assert len(of_kind(desk.ledger(), "sum")) == 1


def seconds_for_increments(size: int) -> float:
    """How long it takes to look through a page on which every amount is said to come on top."""
    desk = PartDesk()
    name = desk.write("It adds {}. " * size, *((EAST, 1000.0 + number, PLAIN) for number in range(size)))
    material = desk.material()
    page = Page(material.documents[name], ())
    terms = [term_of_claim(claim, material) for claim in desk.claims.values()]
    placed = [replace(term, sentence=page.number_at(term.start)) for term in terms]
    found: list[object] = []
    seconds = seconds_of(lambda: found.extend(find_increments(placed, {name: page}, is_page=True)))
    assert found == []
    return seconds


def test_increments_are_looked_for_in_time_that_grows_with_the_amounts_and_not_with_their_square() -> None:
    seconds_for_increments(50)
    assert seconds_for_increments(1600) < 10 * seconds_for_increments(400)


def test_the_fewest_periods_that_fill_one_are_its_parts_however_many_there_are() -> None:
    desk = PartDesk()
    flow = {"measure": "sales", "unit": "GWh", "status": "reported"}
    for month in range(1, 13):
        desk.write("{}.", (FIRM, 10.0, flow | {"period": f"2023-{month:02}"}))
    for half in ("2023-01/2023-06", "2023-07/2023-12"):
        desk.write("{}.", (FIRM, 60.0, flow | {"period": half}))
    desk.write("{}.", (FIRM, 120.0, flow | {"period": "2023"}))
    whole = next(one for one in of_kind(desk.ledger(), "sum") if "120" in one.text)
    assert len(whole.evidence) == 3

from __future__ import annotations

from dataclasses import replace

import pytest
from part_desk import BASE, CITY, EAST, FIRM, JOINT, RIVAL, PartDesk, phase

from gigawatch.ledger.part.drawing import draw_tree
from gigawatch.ledger.part.leaving import Reason
from gigawatch.ledger.stage import Stage, stage_of
from gigawatch.model import Bound, Entity, EntityKind, InputError, Interval

P1, P2 = phase(1), phase(2)
PLAIN: dict[str, object] = {}
BUILT: dict[str, object] = {"status": "operating"}
SIGNED: dict[str, object] = {"status": "signed", "measure": "projects", "unit": "count"}
INF = float("inf")


def total(desk: PartDesk, stage: str = "planned", place: str = "Ceetown") -> tuple[Interval | None, int]:
    found = desk.ledger().total(place=place, measure="capacity", unit="GWh/yr", stage=stage)
    return found.interval, found.projects


def test_a_wholes_own_value_is_counted_and_its_parts_are_left_out_with_the_reason() -> None:
    desk = PartDesk()
    desk.write("Phase I {}, the base {}, the rival {}.", (P1, 30.0, PLAIN), (BASE, 60.0, PLAIN), (RIVAL, 10.0, PLAIN))
    found = desk.ledger().total(place="Ceetown", measure="capacity", unit="GWh/yr")
    assert found.interval == Interval(70, 70)
    assert found.projects == 2
    assert [(one.fact.value, one.reason, one.instead and one.instead.value) for one in found.left_out] == [
        (30.0, Reason.PART, 60.0)
    ]


def test_without_a_value_of_its_own_a_whole_is_the_sum_of_its_parts() -> None:
    desk = PartDesk()
    desk.write("Phase I {}, phase II {}.", (P1, 30.0, PLAIN), (P2, 25.0, {"qualifier": Bound.OVER}))
    assert total(desk) == (Interval(55, INF), 1)


def test_planned_and_built_are_never_in_one_total() -> None:
    desk = PartDesk()
    desk.write("{} run, {} are planned.", (P1, 30.0, BUILT), (P2, 25.0, PLAIN))
    assert total(desk, "built")[0] == Interval(30, 30)
    assert total(desk, "planned")[0] == Interval(25, 25)


def test_a_cancelled_plan_is_in_no_total_with_a_closed_plant() -> None:
    desk = PartDesk()
    desk.write("{} ended, {} closed.", (EAST, 30.0, {"status": "cancelled"}), (RIVAL, 25.0, {"status": "closed"}))
    assert total(desk, "cancelled")[0] == Interval(30, 30)
    assert total(desk, "closed")[0] == Interval(25, 25)
    with pytest.raises(InputError, match="no stage"):
        total(desk, "ended")


def test_what_is_forecast_is_planned_in_totals_trees_and_filters_alike() -> None:
    desk = PartDesk()
    desk.write("{} by then.", (EAST, 30.0, {"status": "forecast"}))
    ledger = desk.ledger()
    (city,) = ledger.tree("Ceetown")
    planned = city.amount(Stage.PLANNED)
    assert planned is not None
    assert planned.interval == total(desk)[0] == Interval(30, 30)
    assert [stage_of(fact.status) for fact in ledger.facts.values()] == [Stage.PLANNED]


def test_parts_that_are_newer_and_exceed_the_whole_are_counted_in_its_stead() -> None:
    desk = PartDesk()
    desk.write("The base has {}.", (BASE, 40.0, {"period": "2021"}), on="2021-01-01")
    desk.write("Phase I has {}, phase II {}.", (P1, 30.0, PLAIN), (P2, 30.0, PLAIN))
    assert total(desk)[0] == Interval(60, 60)


def test_a_phase_that_runs_and_is_more_than_its_base_is_said_to_make_is_counted_however_old() -> None:
    desk = PartDesk()
    running = {"status": "operating"}
    desk.write("Phase I makes {}.", (P1, 40.0, running | {"period": "2021"}), on="2021-01-01")
    desk.write("It makes {}.", (BASE, 5.0, running | {"period": "2023"}), on="2023-01-01")
    found = desk.ledger().total(place="Ceetown", measure="capacity", unit="GWh/yr", stage="built")
    assert found.interval == Interval(40, 40)


def test_a_set_of_phases_overlaps_its_single_phases() -> None:
    desk = PartDesk()
    desk.write("{}, {}, {}.", (phase(1, 2, 3), 90.0, PLAIN), (P2, 30.0, PLAIN), (phase(4), 20.0, PLAIN))
    found = desk.ledger().total(place="Ceetown", measure="capacity", unit="GWh/yr")
    assert found.interval == Interval(110, 110)
    assert [one.reason for one in found.left_out] == [Reason.PHASES]


def test_another_name_of_a_phase_is_counted_once() -> None:
    named = Entity("site-n", EntityKind.SITE, "Joint name", {}, "site-b", {"owner": "org-v", "same_as": P2.id})
    desk = PartDesk()
    desk.write("{}, {}, {}.", (P1, 30.0, PLAIN), (P2, 25.0, PLAIN), (named, 25.0, PLAIN))
    assert total(desk) == (Interval(55, 55), 1)


def test_a_joint_venture_is_inside_its_partners_base_and_the_other_reading_is_kept() -> None:
    desk = PartDesk()
    desk.write("The base {}, the venture {}.", (BASE, 270.0, PLAIN), (JOINT, 25.0, PLAIN))
    found = desk.ledger().total(place="Ceetown", measure="capacity", unit="GWh/yr")
    assert (found.interval, found.outside) == (Interval(270, 270), Interval(295, 295))
    assert "295" in found.scope.en
    assert "295" in found.scope.zh


def test_the_scope_says_what_is_counted_and_how_many_values_are_hedged_or_left_out() -> None:
    desk = PartDesk()
    desk.write("{}, {}, {}.", (BASE, 60.0, {"qualifier": Bound.ABOUT}), (P1, 30.0, PLAIN), (RIVAL, 10.0, BUILT))
    found = desk.ledger().total(place="Ceetown", measure="capacity", unit="GWh/yr")
    assert (found.hedged, found.open, found.abstained) == (1, 0, 0)
    assert found.statuses == ("planned",)
    assert "left out 1: a part of a whole that is counted" in found.scope.en
    assert "未计入1个：属于已计入的总体" in found.scope.zh


def test_each_amount_of_money_is_converted_at_the_rate_of_its_own_day_after_its_currency_is_listed() -> None:
    desk = PartDesk()
    yuan = {"measure": "investment", "unit": "CNY", "surface": "1 billion yuan"}
    dollars = {"measure": "investment", "unit": "USD", "surface": "1 billion dollars"}
    desk.write("East costs {}.", (EAST, 1e9, yuan), on="2022-07-25")
    desk.write("The rival costs {}.", (RIVAL, 1e9, dollars), on="2022-07-25")
    found = desk.ledger().total(place="Ceetown", measure="investment", unit="CNY")
    assert found.by_currency == {"CNY": Interval(1e9, 1e9), "USD": Interval(1e9, 1e9)}
    assert found.interval is not None
    assert found.interval.low == pytest.approx(7.75e9, rel=0.01)


def test_one_amount_in_two_currencies_is_counted_once() -> None:
    desk = PartDesk()
    yuan = {"measure": "investment", "unit": "CNY", "surface": "7 billion yuan"}
    desk.write("It costs {} ({}).", (EAST, 7e9, yuan), (EAST, 1e9, yuan | {"unit": "USD", "surface": "$1 billion"}))
    first, second = desk.claims
    desk.claims[second] = replace(desk.claims[second], same_as=first)
    found = desk.ledger().total(place="Ceetown", measure="investment", unit="CNY")
    assert found.interval == Interval(7e9, 7e9)
    assert [one.reason for one in found.left_out] == [Reason.AMOUNT]


def test_what_was_true_later_is_not_counted_on_a_day() -> None:
    desk = PartDesk()
    desk.write("{} now, {} later.", (BASE, 40.0, {"period": "2022"}), (BASE, 90.0, {"period": "2025"}))
    found = desk.ledger().total(place="Ceetown", measure="capacity", unit="GWh/yr", valid_on="2023")
    assert found.interval == Interval(40, 40)


def test_nothing_counted_is_not_zero_and_shares_are_never_added() -> None:
    desk = PartDesk()
    desk.write("{} run.", (BASE, 40.0, BUILT))
    assert desk.ledger().total(place="Ceetown", measure="capacity", unit="GWh/yr").interval is None
    with pytest.raises(InputError, match="never added"):
        desk.ledger().total(place="Ceetown", measure="share", unit="%")
    with pytest.raises(InputError, match="knows no"):
        desk.ledger().total(place="Nowhere", measure="capacity", unit="GWh/yr")
    with pytest.raises(InputError, match="no stage"):
        desk.ledger().total(place="Ceetown", measure="capacity", unit="GWh/yr", stage="hoped")


def test_signed_projects_are_totalled_by_themselves() -> None:
    desk = PartDesk()
    desk.write("{} signed, {} planned.", (CITY, 48.0, SIGNED), (RIVAL, 3.0, SIGNED | {"status": "planned"}))
    found = desk.ledger().total(place="Ceetown", measure="projects", unit="count", stage="signed")
    assert found.interval == Interval(48, 48)


def test_the_tree_shows_stated_and_summed_values_at_each_node() -> None:
    desk = PartDesk()
    desk.write("{}, {}, {}, {}.", (P1, 30.0, BUILT), (P2, 25.0, PLAIN), (BASE, 60.0, PLAIN), (RIVAL, 9.0, PLAIN))
    ledger = desk.ledger()
    (city,) = ledger.tree("Ceetown")
    planned = city.amount(Stage.PLANNED)
    assert planned is not None
    assert (planned.interval, planned.is_stated) == (Interval(69, 69), False)
    base = next(node for node in city.parts if node.thing == BASE.id)
    stated = base.amount(Stage.PLANNED)
    assert stated is not None
    assert (stated.interval, stated.is_stated, stated.summed) == (Interval(60, 60), True, Interval(25, 25))
    assert [node.thing for node in base.parts] == [P1.id, P2.id]


def test_the_tree_of_a_company_is_that_of_its_plants() -> None:
    desk = PartDesk()
    desk.write("{}, {}.", (BASE, 60.0, PLAIN), (RIVAL, 9.0, PLAIN))
    (firm,) = desk.ledger().tree("Firm")
    assert firm.thing == FIRM.id
    assert [node.thing for node in firm.parts] == [BASE.id]


def test_the_tree_is_drawn_in_both_languages_with_names_and_ventures() -> None:
    desk = PartDesk()
    desk.write("{}, {}, {}.", (P1, 30.0, PLAIN), (BASE, 60.0, PLAIN), (JOINT, 9.0, PLAIN))
    ledger = desk.ledger()
    english = draw_tree(ledger, ledger.tree("Ceetown"), "GWh/yr")
    assert english.splitlines()[0] == "Ceetown: planned 60 GWh a year (summed from 1 value(s) of its parts)"
    assert "└── Firm, Ceetown: planned 60 GWh a year (stated, 2024, its parts come to 39 GWh a year)" in english
    assert "joint venture: inside or beside the base above it" in english
    assert "丙市：规划60 GWh/年" in draw_tree(ledger, ledger.tree("Ceetown"), "GWh/yr", "zh")


def test_a_ranking_gives_each_base_the_places_that_hedges_leave_it_with_ties_and_unknowns() -> None:
    desk = PartDesk()
    sites = [Entity(f"site-{n}", EntityKind.SITE, f"S{n}", {}, None, {"place": "place-c"}) for n in range(4)]
    desk.write(
        "{}, {}, {}, {}.",
        (sites[0], 100.0, PLAIN),
        (sites[1], 50.0, {"qualifier": Bound.OVER}),
        (sites[2], 40.0, PLAIN),
        (sites[3], 40.0, PLAIN),
    )
    found = desk.ledger().ranking(measure="capacity", unit="GWh/yr", place="Ceetown")
    assert [(one.thing, one.best, one.worst) for one in found.ranked] == [
        ("site-0", 1, 2),
        ("site-1", 1, 2),
        ("site-2", 3, 4),
        ("site-3", 3, 4),
    ]
    assert found.ties == (("site-2", "site-3"),)
    assert set(found.unknown) == {"site-b", "site-v", "site-r"}
    assert (found.is_first("site-0"), found.is_first("site-2"), found.is_first("site-b")) == (None, False, None)


def test_amounts_in_several_currencies_are_ranked_at_the_rate_of_their_day() -> None:
    desk = PartDesk()
    yuan = {"measure": "investment", "unit": "CNY", "surface": "2 billion yuan"}
    desk.write("East costs {}.", (EAST, 2e9, yuan), on="2022-07-25")
    dollars = yuan | {"unit": "USD", "surface": "1 billion dollars"}
    desk.write("The rival costs {}.", (RIVAL, 1e9, dollars), on="2022-07-25")
    found = desk.ledger().ranking(measure="investment", unit="CNY")
    assert [one.thing for one in found.ranked] == [RIVAL.id, BASE.id]


def test_firms_are_ranked_by_the_plants_they_own() -> None:
    desk = PartDesk()
    desk.entities.append(Entity("org-r", EntityKind.ORGANISATION, "Rival", {}, None, {}))
    desk.write("{}, {}, {}.", (P1, 30.0, PLAIN), (P2, 30.0, PLAIN), (RIVAL, 50.0, PLAIN))
    found = desk.ledger().ranking(measure="capacity", unit="GWh/yr", kind=EntityKind.ORGANISATION)
    assert [one.thing for one in found.ranked] == ["org-f", "org-r"]
    assert found.is_first("org-f") is True


def test_the_order_of_the_input_does_not_matter_for_totals_and_trees() -> None:
    desk = PartDesk()
    desk.write(
        "{}, {}, {}, {}.", (P1, 30.0, PLAIN), (phase(1, 2), 50.0, PLAIN), (JOINT, 9.0, PLAIN), (RIVAL, 4.0, PLAIN)
    )
    straight, turned = desk.ledger(), desk.backwards()
    asked = {"place": "Ceetown", "measure": "capacity", "unit": "GWh/yr"}
    assert straight.total(**asked) == turned.total(**asked)
    assert straight.tree("Ceetown") == turned.tree("Ceetown")

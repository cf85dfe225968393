"""Totals, trees and rankings by one rule: nothing twice, nothing lost, planned and built apart (synthetic)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from part_desk import BASE, CITY, EAST, FIRM, RIVAL, VENTURE, PartDesk, phase

from gigawatch.ledger import Stage, follow_event
from gigawatch.ledger.part.leaving import Reason
from gigawatch.model import Bound, Entity, EntityKind, InputError, Interval, Mention

P1, P2 = phase(1), phase(2)
PLAIN: dict[str, object] = {}
BUILT: dict[str, object] = {"status": "operating"}
YUAN: dict[str, object] = {"measure": "investment", "unit": "CNY", "surface": "7 billion yuan"}
DOLLARS = YUAN | {"unit": "USD", "surface": "$1 billion"}
SHARE: dict[str, object] = {"measure": "share", "unit": "%", "surface": "30%", "status": "reported"}
SALES: dict[str, object] = {"measure": "sales", "unit": "GWh", "status": "forecast"}
FAIR = Entity("event-f", EntityKind.EVENT, "Fair 2024", {}, None, {"series": "fair", "year": "2024"})
PROVINCE = Entity("place-p", EntityKind.PLACE, "Peeland", {}, None, {"kind": "province"})
ELSEWHERE = Entity("place-d", EntityKind.PLACE, "Deetown", {}, None, {"kind": "prefecture"})
AWAY = Entity("site-a", EntityKind.SITE, "Away, Deetown", {}, None, {"owner": "org-r", "place": "place-d"})
CAPACITY = {"measure": "capacity", "unit": "GWh/yr"}
MONEY = {"measure": "investment", "unit": "CNY"}


def put(desk: PartDesk, number: int, place: Entity) -> None:
    """Say that a statement is of a place."""
    claim = list(desk.claims)[number]
    desk.mentions[(claim, "place")] = Mention(claim, "place", place.name, place.id)


def reasons(desk: PartDesk, **asked: str) -> dict[float, Reason]:
    return {one.fact.value: one.reason for one in desk.ledger().total(**asked).left_out}


def test_a_firms_own_value_and_a_citys_value_of_the_same_are_not_added() -> None:
    desk = PartDesk()
    desk.write("The firm {}, the city {}, its base {}.", (FIRM, 60.0, PLAIN), (CITY, 69.0, PLAIN), (BASE, 50.0, PLAIN))
    assert desk.ledger().total(**CAPACITY).interval == Interval(69, 69)
    assert reasons(desk, **CAPACITY) == {60.0: Reason.ACROSS, 50.0: Reason.PART}


def test_a_firms_plants_elsewhere_count_where_its_own_value_may_be_in_a_citys() -> None:
    desk = PartDesk([CITY, FIRM, BASE, ELSEWHERE])
    away = replace(AWAY, data={"owner": "org-f", "place": "place-d"})
    desk.write("{}, {}, {}, {}.", (FIRM, 90.0, PLAIN), (CITY, 69.0, PLAIN), (BASE, 50.0, PLAIN), (away, 40.0, PLAIN))
    assert desk.ledger().total(**CAPACITY).interval == Interval(109, 109)


def test_a_firm_whose_plants_all_lie_elsewhere_is_added_to_a_city() -> None:
    desk = PartDesk([CITY, ELSEWHERE, AWAY])
    other = Entity("org-r", EntityKind.ORGANISATION, "Rival", {}, None, {})
    desk.write("{}, {}.", (other, 60.0, PLAIN), (CITY, 69.0, PLAIN))
    assert desk.ledger().total(**CAPACITY).interval == Interval(129, 129)


def test_what_a_firm_is_told_to_have_in_a_city_is_in_the_citys_own_value() -> None:
    desk = PartDesk()
    desk.write("The firm {} there, the city {}.", (FIRM, 60.0, PLAIN), (CITY, 69.0, PLAIN))
    put(desk, 0, CITY)
    assert desk.ledger().total(place="Ceetown", **CAPACITY).interval == Interval(69, 69)


def test_what_a_firm_is_told_to_have_in_a_province_may_be_in_a_city_of_it_and_is_not_added() -> None:
    desk = PartDesk([PROVINCE, replace(CITY, part_of="place-p"), FIRM])
    desk.write("The firm {} in the province, the city {}.", (FIRM, 60.0, PLAIN), (CITY, 69.0, PLAIN))
    put(desk, 0, PROVINCE)
    assert desk.ledger().total(place="Peeland", **CAPACITY).interval == Interval(69, 69)
    assert reasons(desk, place="Peeland", **CAPACITY) == {60.0: Reason.ACROSS}


def test_a_firm_whose_plants_in_a_province_lie_in_another_city_is_added_to_a_city_of_it() -> None:
    away = replace(AWAY, data={"owner": "org-f", "place": "place-d"})
    desk = PartDesk([PROVINCE, replace(CITY, part_of="place-p"), replace(ELSEWHERE, part_of="place-p"), FIRM, away])
    desk.write("The firm {} in the province, the city {}.", (FIRM, 60.0, PLAIN), (CITY, 69.0, PLAIN))
    put(desk, 0, PROVINCE)
    assert desk.ledger().total(place="Peeland", **CAPACITY).interval == Interval(129, 129)


def test_what_a_joint_venture_has_is_in_the_base_of_its_partner_that_holds_its_plant() -> None:
    desk = PartDesk()
    desk.write("The venture {}, the base {}.", (VENTURE, 30.0, PLAIN), (BASE, 180.0, PLAIN))
    assert desk.ledger().total(owner="Firm", **CAPACITY).interval == Interval(180, 180)
    assert reasons(desk, owner="Firm", **CAPACITY) == {30.0: Reason.ACROSS}


def test_a_plant_known_to_lie_in_a_province_only_is_not_added_to_a_city_of_it() -> None:
    somewhere = replace(AWAY, data={"owner": "org-r", "place": "place-p"})
    desk = PartDesk([PROVINCE, replace(CITY, part_of="place-p"), somewhere])
    desk.write("{}, {}.", (somewhere, 40.0, PLAIN), (CITY, 69.0, PLAIN))
    assert desk.ledger().total(place="Peeland", **CAPACITY).interval == Interval(69, 69)


def test_what_was_signed_at_a_fair_is_not_added_to_the_plants_of_its_city() -> None:
    desk = PartDesk()
    desk.write("{}, {}.", (FAIR, 9e9, YUAN), (BASE, 2e9, YUAN))
    put(desk, 0, CITY)
    assert desk.ledger().total(place="Ceetown", **MONEY).interval == Interval(2e9, 2e9)
    assert reasons(desk, place="Ceetown", **MONEY) == {9e9: Reason.ACROSS}


def test_a_plant_of_another_city_is_not_in_a_total_for_being_told_beside_it() -> None:
    desk = PartDesk([CITY, ELSEWHERE, BASE])
    desk.write("{}, {}.", (AWAY, 40.0, PLAIN), (BASE, 50.0, PLAIN))
    put(desk, 0, CITY)
    assert desk.ledger().total(place="Ceetown", **CAPACITY).interval == Interval(50, 50)
    assert desk.ledger().total(place="Deetown", **CAPACITY).interval == Interval(40, 40)


def test_a_bases_value_of_one_product_is_not_lost_beside_a_phase() -> None:
    desk = PartDesk()
    power, storage = {"object": "power batteries"}, {"object": "energy storage batteries"}
    desk.write("{}; {}.", (BASE, 60.0, power), (BASE, 20.0, storage))
    desk.write("Phase I {}.", (P1, 30.0, PLAIN))
    ledger = desk.ledger()
    assert {fact.perimeter for fact in ledger.facts.values()} == {"product=power", "product=storage", None}
    assert ledger.total(place="Ceetown", **CAPACITY).interval == Interval(80, 80)
    assert reasons(desk, place="Ceetown", **CAPACITY) == {30.0: Reason.PART}


def test_phases_that_are_more_than_a_bases_value_of_one_product_are_counted_and_it_is_named() -> None:
    desk = PartDesk()
    desk.write("{}; {}.", (BASE, 20.0, {"object": "power batteries"}), (BASE, 5.0, {"object": "storage batteries"}))
    desk.write("{} and {}.", (P1, 30.0, PLAIN), (P2, 30.0, PLAIN))
    assert desk.ledger().total(place="Ceetown", **CAPACITY).interval == Interval(60, 60)
    assert reasons(desk, place="Ceetown", **CAPACITY) == {20.0: Reason.PERIMETER, 5.0: Reason.PERIMETER}


def test_a_bases_value_of_one_phase_is_added_to_another_phase() -> None:
    desk = PartDesk()
    desk.write("{}, {}.", (BASE, 25.0, {"phase": "Phase II"}), (P1, 30.0, PLAIN))
    assert desk.ledger().total(place="Ceetown", **CAPACITY).interval == Interval(55, 55)


def test_scopes_of_one_thing_that_may_overlap_are_not_added() -> None:
    desk = PartDesk()
    power, lfp = {"object": "power batteries"}, {"object": "lithium iron phosphate batteries"}
    desk.write("{}; {}.", (BASE, 60.0, power), (BASE, 20.0, lfp))
    assert desk.ledger().total(place="Ceetown", **CAPACITY).interval == Interval(60, 60)
    assert reasons(desk, place="Ceetown", **CAPACITY) == {20.0: Reason.PERIMETER}


def told_twice(first: dict[str, object]) -> PartDesk:
    """One amount in yuan and dollars; `first` is said of the yuan alone."""
    desk = PartDesk()
    desk.write("It costs {} ({}).", (EAST, 7e9, YUAN | first), (EAST, 1e9, DOLLARS))
    one, other = desk.claims
    desk.claims[other] = replace(desk.claims[other], same_as=one)
    return desk


def test_the_second_currency_counts_where_the_first_cannot() -> None:
    desk = told_twice({"status": "operating"})
    asked = {"place": "Ceetown", "measure": "investment", "unit": "USD"}
    assert desk.ledger().total(stage="planned", **asked).interval == Interval(1e9, 1e9)
    assert desk.ledger().total(stage="built", **asked).interval is not None


def test_the_currency_that_a_text_gives_first_is_the_value_and_the_other_is_linked_to_it() -> None:
    for number in range(6):
        desk = PartDesk()
        for _ in range(number):
            desk.write("Nothing.")
        desk.write("It costs {} ({}).", (EAST, 7e9, YUAN), (EAST, 1e9, DOLLARS))
        one, other = desk.claims
        desk.claims[other] = replace(desk.claims[other], same_as=one)
        (again,) = desk.ledger().said_again.values()
        assert again.instead is not None
        assert (again.fact.unit, again.instead.unit) == ("USD", "CNY")


def test_the_currency_of_the_place_is_the_value_where_two_sources_tell_an_amount_apart() -> None:
    home = replace(CITY, data={"kind": "prefecture", "country": "CN"})
    for first, second in ((YUAN, DOLLARS), (DOLLARS, YUAN)):
        desk = PartDesk([home, BASE, EAST])
        desk.write("It costs {}.", (EAST, 7e9 if first is YUAN else 1e9, first))
        desk.write("It costs {}.", (EAST, 7e9 if second is YUAN else 1e9, second), on="2024-09-03")
        found = desk.ledger().total(place="Ceetown", **MONEY)
        assert found.by_currency == {"CNY": Interval(7e9, 7e9)}
        assert [one.reason for one in found.left_out] == [Reason.AMOUNT]


def test_amounts_in_two_currencies_that_are_not_one_at_the_days_rate_are_not_linked() -> None:
    desk = PartDesk()
    desk.write("It costs {} ({}).", (EAST, 9e9, YUAN), (EAST, 1e9, DOLLARS | {"period": "2023"}))
    one, other = desk.claims
    desk.claims[other] = replace(desk.claims[other], same_as=one)
    assert desk.ledger().said_again == {}


def test_what_was_signed_at_a_fair_is_told_in_its_own_currency_alone() -> None:
    desk = PartDesk()
    signed = {"status": "signed"}
    desk.write("{} ({}) signed.", (FAIR, 7e9, YUAN | signed), (FAIR, 1e9, DOLLARS | signed))
    one, other = desk.claims
    desk.claims[other] = replace(desk.claims[other], same_as=one)
    funnel = follow_event(desk.ledger(), FAIR.id, date(2024, 12, 1))
    assert funnel.stated_money == {"CNY": Interval(7e9, 7e9)}


def test_a_term_of_a_sum_counts_where_the_whole_of_the_sum_does_not() -> None:
    desk = PartDesk([CITY, ELSEWHERE])
    firm = Entity("org-n", EntityKind.ORGANISATION, "Nofirm", {}, None, {})
    other = replace(AWAY, id="site-o", name="Other, Deetown")
    desk.write("In all {}, of which {} and {}.", (firm, 65.0, PLAIN), (AWAY, 40.0, PLAIN), (other, 25.0, PLAIN))
    assert [check.kind for group in desk.ledger().findings.values() for check in group] == ["sum"]
    assert desk.ledger().total(**CAPACITY).interval == Interval(65, 65)
    desk.write("The city has {}.", (CITY, 70.0, PLAIN))
    assert desk.ledger().total(**CAPACITY).interval == Interval(135, 135)
    assert reasons(desk, **CAPACITY) == {65.0: Reason.ACROSS}


def test_the_tree_never_sums_shares() -> None:
    desk = PartDesk()
    desk.write("{}, {}.", (P1, 30.0, SHARE | {"status": "planned"}), (P2, 40.0, SHARE | {"status": "planned"}))
    (city,) = desk.ledger().tree("Ceetown", "share", "%")
    assert city.amounts == ()


def test_the_tree_sums_flows_of_one_period_only() -> None:
    desk = PartDesk()
    desk.write("{}, {}.", (EAST, 30.0, SALES | {"period": "2024"}), (RIVAL, 40.0, SALES | {"period": "2025"}))
    (city,) = desk.ledger().tree("Ceetown", "sales", "GWh")
    amount = city.amount(Stage.PLANNED)
    assert amount is not None
    assert amount.interval == Interval(40, 40)


def test_the_tree_counts_an_amount_told_in_two_currencies_once() -> None:
    desk = told_twice({})
    (city,) = desk.ledger().tree("Ceetown", "investment", "CNY")
    amount = city.amount(Stage.PLANNED)
    assert amount is not None
    assert amount.interval == Interval(7e9, 7e9)


def test_a_ranking_takes_a_share_as_stated_and_never_sums_it() -> None:
    desk = PartDesk()
    desk.write("{}, {}, {}.", (BASE, 30.0, SHARE), (RIVAL, 40.0, SHARE), (P1, 50.0, SHARE))
    found = desk.ledger().ranking(measure="share", unit="%", stage="unstated")
    assert [(one.thing, one.interval) for one in found.ranked] == [
        (RIVAL.id, Interval(40, 40)),
        (BASE.id, Interval(30, 30)),
    ]


def test_a_ranking_is_of_one_stage_that_there_is() -> None:
    desk = PartDesk()
    desk.write("{}, {}.", (BASE, 30.0, BUILT), (RIVAL, 40.0, PLAIN))
    assert [one.thing for one in desk.ledger().ranking(**CAPACITY).ranked] == [RIVAL.id]
    with pytest.raises(InputError, match="no stage"):
        desk.ledger().ranking(stage="any", **CAPACITY)


AMOUNTS = st.lists(
    st.tuples(
        st.sampled_from([FIRM, CITY, BASE, EAST, RIVAL, P1, P2, phase(1, 2)]),
        st.integers(1, 90).map(float),
        st.sampled_from(["planned", "operating", "forecast", "signed"]),
        st.sampled_from([None, Bound.ABOUT, Bound.OVER]),
        st.sampled_from(["2023", "2024", "2025"]),
    ),
    min_size=1,
    max_size=7,
)


@settings(
    max_examples=40, deadline=None, derandomize=True
)  # the same lists each time: one that is known to fail follows
@given(AMOUNTS)
def test_every_amount_of_a_tree_is_the_ledgers_own_total_of_that_thing(
    amounts: list[tuple[Entity, float, str, Bound | None, str]],
) -> None:
    check_tree(amounts)


def test_a_signing_of_a_plant_and_one_of_its_base_count_alike_in_a_tree_and_in_their_own_totals() -> None:
    check_tree(
        [
            (EAST, 3.0, "operating", Bound.ABOUT, "2023"),
            (EAST, 1.0, "signed", Bound.ABOUT, "2024"),
            (BASE, 2.0, "signed", Bound.ABOUT, "2024"),
        ]
    )


def check_tree(amounts: list[tuple[Entity, float, str, Bound | None, str]]) -> None:
    desk = PartDesk()
    for thing, value, status, hedge, period in amounts:
        desk.write("{}.", (thing, value, {"status": status, "qualifier": hedge, "period": period}))
    ledger = desk.ledger()
    nodes = [*ledger.tree(CITY.id), *ledger.tree(FIRM.id)]
    while nodes:
        node = nodes.pop()
        nodes += node.parts
        for stage in (Stage.PLANNED, Stage.BUILT):
            amount = node.amount(stage)
            own = ledger.total(place=node.thing, stage=stage.value, **CAPACITY).interval
            assert (amount.interval if amount else None) == own


@settings(max_examples=25, deadline=None)
@given(AMOUNTS)
def test_a_total_of_everything_does_not_depend_on_the_order_of_the_input_and_counts_nothing_twice(
    amounts: list[tuple[Entity, float, str, Bound | None, str]],
) -> None:
    desk = PartDesk()
    for thing, value, status, hedge, period in amounts:
        desk.write("{}.", (thing, value, {"status": status, "qualifier": hedge, "period": period}))
    ledger = desk.ledger()
    found = ledger.total(**CAPACITY)
    assert desk.backwards().total(**CAPACITY) == found
    pairs = [(one.subject, two.subject) for one in found.counted for two in found.counted if one is not two]
    assert [pair for pair in pairs if ledger.kin.overlap(*pair)] == []
    assert not {FIRM.id, CITY.id} <= {fact.subject for fact in found.counted}


def test_a_total_of_plans_says_that_a_part_of_them_may_run_already() -> None:
    desk = PartDesk()
    desk.write("{}.", (BASE, 100.0, PLAIN))
    desk.write("{}.", (P1, 40.0, BUILT))
    planned, built = (desk.ledger().total(**CAPACITY, stage=stage) for stage in ("planned", "built"))
    assert (planned.interval, built.interval) == (Interval(100, 100), Interval(40, 40))
    assert "of which a part may run already" in planned.scope.en
    assert "may run" not in built.scope.en

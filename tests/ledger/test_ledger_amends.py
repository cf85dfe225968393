"""What may meet, what is one thing, and what was known by then: one rule wherever it is asked (synthetic)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from part_desk import BASE, FIRM, PartDesk
from told import told

from gigawatch.ledger import Ledger, link_of, links_of
from gigawatch.ledger.check import finding
from gigawatch.ledger.material import Material
from gigawatch.ledger.stage import total_of
from gigawatch.ledger.status import Milestone, Signing
from gigawatch.ledger.status.funnel import Outcome, follow
from gigawatch.model import Check, Entity, EntityKind, InputError, Severity
from gigawatch.quantity import compared_in, dimension_of, units

TWIN = "Springfield plant"


def test_every_physical_unit_is_compared_in_one_unit_of_its_dimension() -> None:
    sized = [u.code for u in units().values() if u.factor is not None and u.dimension != "time"]
    alike: dict[str, set[str]] = {}
    for code in sized:
        alike.setdefault(dimension_of(code), set()).add(compared_in(code))
    assert {dimension: len(found) for dimension, found in alike.items()} == dict.fromkeys(alike, 1)
    assert all(dimension_of(compared_in(code)) == dimension_of(code) for code in sized)


def test_a_rate_is_compared_as_a_years_and_prices_stay_as_they_are() -> None:
    assert (compared_in("MWh/month"), compared_in("CNY/kWh"), compared_in("vehicles/day")) == (
        "GWh/yr", "CNY/kWh", "vehicles/day",
    )  # fmt: skip


def test_amounts_in_megawatt_hours_and_gigawatt_hours_meet_in_one_fact() -> None:
    says = ("BYD sold 900 MWh of power batteries in 2022.", "BYD sold 0.9 GWh of power batteries in 2022.")
    book = told(*(("2023-01-01", one) for one in says))
    (fact,) = [fact for fact in book.facts.values() if fact.measure == "sales"]
    assert (fact.value, fact.unit, len(book.candidates[fact.id])) == (0.9, "GWh", 2)


def test_what_is_far_too_small_for_the_unit_of_comparison_is_told_in_its_own() -> None:
    book = told(("2023-01-01", "The new BYD battery pack holds 75 kWh and was shown in 2022."))
    assert {fact.unit for fact in book.facts.values()} <= {"kWh"}
    book = told(("2023-01-01", "BYD sold 200,000 kWh of power batteries in 2022."))
    assert [(fact.value, fact.unit) for fact in book.facts.values()] == [(0.2, "GWh")]


def test_what_is_published_later_does_not_count_on_an_earlier_day() -> None:
    signing = Signing(
        "signing-x", "x", None, None, frozenset(), frozenset(), "2022-01-01", "2022-01-01", "2022-01-01", None, {}, {},
        ("c1",),
    )  # fmt: skip
    step = Milestone(
        "x", "under_construction", "2022-05", "2024-01-01", "c2", "d2", "t", True, "2022-05-01", "2022-05-31"
    )
    assert follow(signing, [step], date(2023, 1, 1)).step is None
    assert follow(signing, [step], date(2024, 1, 1)).outcome is Outcome.UNDER_CONSTRUCTION


def test_the_link_of_a_perimeter_is_told_also_beside_a_phase() -> None:
    desk = PartDesk()
    desk.write("{}.", (FIRM, 40.0, {"measure": "production", "unit": "t", "surface": "40 t"}))
    book = desk.ledger()
    (fact,) = book.facts.values()
    typed = replace(fact, perimeter="link=cathode;phase=2")
    assert (links_of(book, typed)[0], link_of(book, typed)) == (("cathode",), "cathode")


def test_a_name_of_several_things_is_refused_with_its_candidates_wherever_one_is_asked() -> None:
    twins = {one: Entity(one, EntityKind.SITE, TWIN, {"en": TWIN}, None, {}) for one in ("site-a", "site-b")}
    book = Ledger(Material({}, {}, {}, twins, {}, {}), {}, {}, {}, {})
    for ask in (book.status, book.timeline, book.summary):
        with pytest.raises(InputError, match=r"site-a .*site-b"):
            ask(TWIN)
    assert book.timeline("site-a").entity == "site-a"


def test_findings_that_differ_only_in_evidence_have_one_order(monkeypatch: pytest.MonkeyPatch) -> None:
    checks = [Check("f", "k", Severity.INFO, "same", evidence=(f"claim-{number}",)) for number in range(9)]
    monkeypatch.setattr(finding, "BY_THING", {"x": lambda _: checks[::-1]})
    monkeypatch.setattr(finding, "BY_FIGURE", {})
    assert finding.find_checks((), Material({}, {}, {}, {}, {}, {})) == checks


def test_a_flow_is_found_by_any_day_of_its_period() -> None:
    desk = PartDesk()
    flow = {"measure": "production", "unit": "GWh", "status": "reported", "period": "2022"}
    desk.write("{}.", (BASE, 100.0, flow))
    book = desk.ledger()
    (fact,) = book.facts.values()
    asked = {"measure": "production", "unit": "GWh", "stage": total_of(fact.status)}
    found = {day: book.total(**asked, valid_on=day).interval for day in ("2022", "2022-12-31", "2022-12", "2023")}
    assert fact.valid_on == "2022"
    assert [value is not None for value in found.values()] == [True, True, True, False]

"""Look-ups say what a scan of everything says, and what is asked for one thing does not read all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from gigawatch.ledger import Ledger, Material, make_ledger
from gigawatch.model import Entity, EntityKind, Fact

if TYPE_CHECKING:
    from conftest import Desk


@pytest.mark.parametrize("place", ["Yibin", "宜宾", "yibin", "place-yibin", "CATL, Yibin", "nowhere"])
def test_what_lies_in_a_place_is_what_a_scan_finds(desk: Desk, place: str) -> None:
    book = make_ledger(desk.material())
    things = list(desk.entities.values())
    found = {e.id for e in things if place in (e.id, *e.names.values(), e.name) or place.title() in e.names.values()}
    while more := {e.id for e in things if e.id not in found and {e.part_of, e.data.get("place")} & found}:
        found |= more
    assert book.within(place) == found


def test_a_ring_of_things_is_walked_once() -> None:
    one, other = (Entity(f"site-{n}", EntityKind.SITE, n, {}, f"site-{m}") for n, m in ("ab", "ba"))
    material = Material({}, {}, {}, {one.id: one, other.id: other}, {}, {})
    assert Ledger(material, {}, {}, {}).within(one.id) == {one.id, other.id}


def test_the_facts_of_one_thing_are_chosen_without_a_look_at_others(desk: Desk, sites: Callable[[str], Entity]) -> None:
    desk.document("a", "It holds 235 GWh, the other 30 GWh.", "2022-07-25")
    desk.claim("a", "235 GWh", value=235.0)
    desk.claim("a", "30 GWh", sites("geely"), value=30.0, measure="production", unit="GWh")
    book = make_ledger(desk.material())

    def values(facts: list[Fact]) -> list[float]:
        return [fact.value for fact in facts]

    assert values(book.select(subject="site-geely")) == [30.0]
    assert values(list(book.lookup.facts(frozenset({"site-geely"}), None))) == [30.0]
    assert values(list(book.lookup.facts(None, "capacity"))) == values(book.select(measure="capacity")) == [235.0]

"""Narrowing: of what changed, only what is in a place or of a company, by the rule of `gigawatch ledger`."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.ledger import Difference, Ledger
from gigawatch.ledger.naming import settle_name
from gigawatch.model import EntityKind, Fact


def narrow(ledgers: Sequence[Ledger], found: Difference, place: str | None, company: str | None) -> Difference:
    """The changes in a place and of a company (names or ids), held by one in any of the ledgers; all without either.

    The first ledger tells what a name means; InputError, with names near it, for one that nobody knows.
    """
    if place is None and company is None:
        return found
    inside = _within(ledgers, place, EntityKind.PLACE)
    owned = _within(ledgers, company, EntityKind.ORGANISATION)

    def holds(fact: Fact) -> bool:
        is_inside = inside is None or fact.subject in inside or fact.place in inside
        return is_inside and (owned is None or fact.subject in owned)

    things = inside & owned if inside is not None and owned is not None else inside or owned or frozenset()
    return found.narrowed(holds, things)


def _within(ledgers: Sequence[Ledger], name: str | None, kind: EntityKind) -> frozenset[str] | None:
    if name is None:
        return None
    known = settle_name(ledgers[0], name, kind)
    return frozenset[str]().union(*(ledger.within(known) for ledger in ledgers))

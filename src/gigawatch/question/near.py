"""Things by name as a person types it: the whole name, else a part of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from gigawatch.ledger import Ledger
from gigawatch.ledger.naming import find_known, find_partly
from gigawatch.model import Entity, EntityKind

WIDE = (EntityKind.PLACE, EntityKind.ORGANISATION, EntityKind.EVENT)


def find_named(ledger: Ledger, name: str) -> tuple[Entity, ...]:
    """The things that a name means, those with most facts first: all of this name, else all whose name holds it."""
    found = find_known(ledger, name) or find_partly(ledger, name)
    return _by_weight(ledger, [ledger.entities[key] for key in found])


def count_facts(ledger: Ledger) -> Counter[str]:
    """How many facts each thing has."""
    return Counter(fact.subject for fact in ledger.facts.values())


def _by_weight(ledger: Ledger, things: Iterable[Entity]) -> tuple[Entity, ...]:
    counts = count_facts(ledger)
    return tuple(sorted(things, key=lambda e: (-counts[e.id], e.kind not in WIDE, e.name, e.id)))

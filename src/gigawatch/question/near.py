"""Things by name as a person types it: the whole name, else a part of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from gigawatch.ledger import Ledger
from gigawatch.ledger.near import names_of
from gigawatch.ledger.part import find_known
from gigawatch.model import Entity, EntityKind

SHORT = 2  # a part of a name has at least so many characters
WIDE = (EntityKind.PLACE, EntityKind.ORGANISATION, EntityKind.EVENT)


def find_named(ledger: Ledger, name: str) -> tuple[Entity, ...]:
    """The things that a name means, those with most facts first: all of this name, else all whose name holds it."""
    asked = name.strip()
    exact = [ledger.entities[key] for key in find_known(ledger, asked)]
    return _by_weight(ledger, exact or _holding(ledger, asked.casefold()))


def count_facts(ledger: Ledger) -> Counter[str]:
    """How many facts each thing has."""
    return Counter(fact.subject for fact in ledger.facts.values())


def _holding(ledger: Ledger, part: str) -> list[Entity]:
    if len(part) < SHORT:
        return []
    return [entity for entity in ledger.entities.values() if any(part in told.casefold() for told in names_of(entity))]


def _by_weight(ledger: Ledger, things: Iterable[Entity]) -> tuple[Entity, ...]:
    counts = count_facts(ledger)
    return tuple(sorted(things, key=lambda e: (-counts[e.id], e.kind not in WIDE, e.name, e.id)))

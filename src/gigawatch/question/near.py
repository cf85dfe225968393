"""Things by name as a person types it: the whole name, else a part of one, else names that are written much alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from gigawatch.ledger import Ledger
from gigawatch.ledger.part import find_known
from gigawatch.model import Entity, EntityKind

ALIKE = 65  # of 100, by the letters that two names share in order
MOST = 5
SHORT = 2  # a part of a name has at least so many characters
WIDE = (EntityKind.PLACE, EntityKind.ORGANISATION, EntityKind.EVENT)


def find_named(ledger: Ledger, name: str) -> tuple[Entity, ...]:
    """The things that a name means, those with most facts first: all of this name, else all whose name holds it."""
    asked = name.strip()
    exact = [ledger.entities[key] for key in find_known(ledger, asked)]
    return _by_weight(ledger, exact or _holding(ledger, asked.casefold()))


def near_names(ledger: Ledger, name: str) -> tuple[str, ...]:
    """Up to five names of things of the ledger written most like one that nothing bears, the likest first."""
    from rapidfuzz import fuzz, process

    written = {told.casefold(): told for entity in ledger.entities.values() for told in _names(entity)}
    found = process.extract(name.strip().casefold(), sorted(written), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST)
    return tuple(written[text] for text, _, _ in found)


def hint_near(ledger: Ledger, name: str) -> str | None:
    """The names that are near, as a hint for a person; None where none is."""
    near = near_names(ledger, name)
    return f"near: {', '.join(near)}" if near else None


def count_facts(ledger: Ledger) -> Counter[str]:
    """How many facts each thing has."""
    return Counter(fact.subject for fact in ledger.facts.values())


def _holding(ledger: Ledger, part: str) -> list[Entity]:
    if len(part) < SHORT:
        return []
    return [entity for entity in ledger.entities.values() if any(part in told.casefold() for told in _names(entity))]


def _by_weight(ledger: Ledger, things: Iterable[Entity]) -> tuple[Entity, ...]:
    counts = count_facts(ledger)
    return tuple(sorted(things, key=lambda e: (-counts[e.id], e.kind not in WIDE, e.name, e.id)))


def _names(entity: Entity) -> tuple[str, ...]:
    return entity.name, *entity.names.values()

"""Names near one that nobody knows, as a hint for a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from gigawatch.model import Entity, EntityKind
from gigawatch.vocab.near import hint, near_organisations, near_places, pick_near

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger

MOST_NAMED = 10  # candidates that an error lists


def near_names(ledger: Ledger, name: str, others: Iterable[str] = ()) -> tuple[str, ...]:
    """Up to five names of things of the ledger, and of `others`, written most like one that nothing bears, the likest
    first.
    """
    return pick_near(name, [*others, *(told for entity in ledger.entities.values() for told in names_of(entity))])


def hint_near(ledger: Ledger, name: str, others: Iterable[str] = ()) -> str | None:
    """The names that are near, as a hint for a person; None where none is."""
    return hint(near_names(ledger, name, others))


def hint_region(ledger: Ledger, name: str, kinds: Sequence[EntityKind]) -> str | None:
    """The names near that of a place or company: those that sources here speak of, else any that is known."""
    there = [told for one in ledger.entities.values() if one.kind in kinds for told in names_of(one)]
    listed = (*(near_places(name) if EntityKind.PLACE in kinds else ()),)
    listed += near_organisations(name) if EntityKind.ORGANISATION in kinds else ()
    return hint(pick_near(name, there)) or hint(listed)


def list_some(told: Sequence[str]) -> str:
    """The candidates that an error lists: the first ten, and how many more there are."""
    more = f" and {len(told) - MOST_NAMED} more" if len(told) > MOST_NAMED else ""
    return ", ".join(told[:MOST_NAMED]) + more


def names_of(entity: Entity) -> tuple[str, ...]:
    """All names of a thing."""
    return entity.name, *entity.names.values()

"""Names near one that nobody knows, as a hint for a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from gigawatch.model import Entity

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger

ALIKE = 65  # of 100, by the letters that two names share in order
MOST = 5


def near_names(ledger: Ledger, name: str, others: Iterable[str] = ()) -> tuple[str, ...]:
    """Up to five names of things of the ledger, and of `others`, written most like one that nothing bears, the likest
    first.
    """
    return near_words(name, [*others, *(told for entity in ledger.entities.values() for told in names_of(entity))])


def near_words(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """Up to five of some names that are written most like one, the likest first.

    >>> near_words("leave_uot", ["leave_out", "logo", "paper"])
    ('leave_out',)
    """
    from rapidfuzz import fuzz, process

    written = {told.casefold(): told for told in names}
    found = process.extract(name.strip().casefold(), sorted(written), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST)
    return tuple(written[text] for text, _, _ in found)


def hint_near(ledger: Ledger, name: str, others: Iterable[str] = ()) -> str | None:
    """The names that are near, as a hint for a person; None where none is."""
    near = near_names(ledger, name, others)
    return f"near: {', '.join(near)}" if near else None


def names_of(entity: Entity) -> tuple[str, ...]:
    """All names of a thing."""
    return entity.name, *entity.names.values()

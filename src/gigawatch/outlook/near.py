"""Names near one that nobody knows, as a hint for a person."""

from __future__ import annotations

from collections.abc import Iterable

from gigawatch.ledger import Ledger

ALIKE = 65  # of 100, by the letters that two names share in order
MOST = 5


def hint_near(ledger: Ledger, asked: str, told: Iterable[str] = ()) -> str | None:
    """The names of things of the ledger, and of those `told`, that are written most like one; None where none is."""
    from rapidfuzz import fuzz, process

    names = [*told, *(name for entity in ledger.entities.values() for name in (entity.name, *entity.names.values()))]
    written = {name.casefold(): name for name in names}
    near = process.extract(asked.strip().casefold(), sorted(written), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST)
    return f"near: {', '.join(written[text] for text, _, _ in near)}" if near else None

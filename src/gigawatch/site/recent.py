"""What pages tell of what became known: the chronicle, and what of it the front page picks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gigawatch.ledger import Age, Ledger, Move
from gigawatch.ledger.chronicle import Chronicle, Entry, Lapse, write_chronicle

FIRST = 8
UNNAMED = "other"
OF_ONE = 2
"""So many new figures of one thing stand in the list of new ones: a long document must not fill it."""


@dataclass(frozen=True, slots=True)
class Recent:
    """The chronicle, the newest changes of where things stand in it, and its newest figures."""

    chronicle: Chronicle
    moves: tuple[Entry, ...]
    news: tuple[Entry, ...]

    def cut(self, most: int) -> Recent:
        """The same with so many entries of the chronicle at most; what the front page picks is of the whole."""
        return replace(self, chronicle=self.chronicle.cut(most))


def find_recent(ledger: Ledger, ages: Iterable[Age] = ()) -> Recent:
    """What became known, by a ledger; `ages` tell which statuses are stale now."""
    chronicle = write_chronicle(ledger, ages)
    return Recent(chronicle, tuple(find_moves(chronicle.entries)), tuple(find_news(chronicle.entries)))


def find_moves(entries: Iterable[Entry]) -> list[Entry]:
    """The newest changes of where things stand, without what silence alone made stale."""
    return [one for one in entries if isinstance(one.told, Move) and one.kind != "aged"][:FIRST]


def find_news(entries: Iterable[Entry]) -> list[Entry]:
    """The facts of a measure with a name that were added or changed last, few of one thing."""
    counts: Counter[str] = Counter()
    found: list[Entry] = []
    for one in entries:
        if isinstance(one.told, Move | Lapse) or len(found) == FIRST:
            continue
        fact = one.told.after
        if fact is not None and fact.measure != UNNAMED and counts[fact.subject] < OF_ONE:
            counts[fact.subject] += 1
            found.append(one)
    return found

"""What the places named in a text say about one another: which of several places of one name is meant, if any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from gigawatch.vocab.place import GUARD, Gazetteer

NEAR = 40
BESIDE = 5


class Naming(NamedTuple):
    """One name in a text, characters `start` to `end`, with every row of the gazetteer that bears it."""

    start: int
    end: int
    surface: str
    rows: tuple[int, ...]


class Context:
    """The namings of one text, in order. Time grows with their number."""

    def __init__(self, places: Gazetteer, namings: Sequence[Naming]) -> None:
        self._places = places
        self._namings = namings

    @cached_property
    def _named(self) -> Counter[int]:
        """How many names of the text each row bears."""
        return Counter(row for naming in self._namings for row in naming.rows)

    @cached_property
    def _around(self) -> Counter[int]:
        """How many names of the text may lie in each row."""
        around: Counter[int] = Counter()
        for naming in self._namings:
            around.update({above for row in naming.rows for above in self._places.above(row)})
        return around

    def settle(self, place: int) -> int | None:
        """The row that the naming at this place in the order means; None if none of its rows is admitted."""
        rows = [row for row in self._namings[place].rows if self._is_admitted(place, row)]
        if len(rows) < 2:
            return rows[0] if rows else None
        return max(rows, key=lambda row: (self._support(row), self._places.size(row)))

    def _support(self, row: int) -> int:
        """How many names of the text lie around this row or within it."""
        return sum(self._named[above] for above in self._places.above(row)) + self._around[row]

    def _is_admitted(self, place: int, row: int) -> bool:
        guard = self._guard(self._namings[place].surface, row)
        if not guard:
            return True
        above = list(self._places.above(row))
        distance = BESIDE if guard.isupper() else NEAR
        if any(set(above).intersection(naming.rows) for naming in self._beside(place, distance)):
            return True
        own = self._namings[place].rows
        return guard.islower() and any(self._named[region] for region in above[:-2] if region not in own)

    def _beside(self, place: int, distance: int) -> Iterator[Naming]:
        """The namings right before and after this one, no farther than a distance in characters."""
        here = self._namings[place]
        for other in self._namings[max(place - 1, 0) : place + 2]:
            gap = max(other.start - here.end, here.start - other.end)
            if other is not here and gap <= distance:
                yield other

    def _guard(self, surface: str, row: int) -> str:
        data = self._places.rows[row]
        if surface[0] < "\u2e80":
            return next((mark for mark in data[GUARD] if mark in "eE"), "")
        is_full = len(surface) > 2 and surface[-1] in "市县区旗州盟省"
        return "" if is_full else next((mark for mark in data[GUARD] if mark in "zZ"), "")

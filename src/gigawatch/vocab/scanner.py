"""Finding many names in a text in one pass: longest first, whole words in Latin script, offsets of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, cast

from gigawatch.vocab.folding import fold

Hit = tuple[int, int, int]
Span = tuple[int, int]


class _Automaton(Protocol):
    def iter(self, text: str) -> Iterator[tuple[int, tuple[int, int]]]: ...


class Scanner:
    """An automaton of folded names; each name carries the number of the entry that it names.

    Time grows with the text, not with the number of names. A name whose end is a Latin letter or digit matches only
    where the word ends too, so `Nio` is not found in `union`, yet `与CATL签约` holds CATL.
    """

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        self._build((fold(name), entry) for name, entry in names)

    @classmethod
    def of_folded(cls, names: Iterable[str]) -> Scanner:
        """A scanner of names that are folded already; each carries its number in their order."""
        scanner = cls.__new__(cls)
        scanner._build((name, entry) for entry, name in enumerate(names))
        return scanner

    def _build(self, names: Iterable[tuple[str, int]]) -> None:
        import ahocorasick

        automaton = ahocorasick.Automaton()
        for key, entry in names:
            automaton.add_word(key, (len(key), entry))
        automaton.make_automaton()
        self._automaton = cast("_Automaton", automaton)
        self._is_empty = len(automaton) == 0

    def scan(self, text: str, exclude: Sequence[Span] = (), folded: str | None = None) -> list[Hit]:
        """Start, end and entry of each name found, leftmost and longest, none overlapping another or `exclude`.

        `folded` is the text folded, where that is known.
        """
        if self._is_empty:
            return []
        folded = fold(text) if folded is None else folded
        hits = [hit for hit in self._hits(folded) if _is_whole(folded, hit[0], hit[1])]
        if not hits:
            return []
        return list(_longest(sorted(hits, key=lambda hit: (hit[0], -hit[1])), _Spans(exclude)))

    def _hits(self, folded: str) -> Iterator[Hit]:
        for last, (length, entry) in self._automaton.iter(folded):
            yield last + 1 - length, last + 1, entry


class _Spans:
    """Spans of a text, merged, to ask whether another overlaps them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._ends: list[int] = []
        self._starts: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlaps(self, start: int, end: int) -> bool:
        place = bisect_right(self._ends, start)
        return place < len(self._starts) and self._starts[place] < end


def _longest(hits: Iterable[Hit], excluded: _Spans) -> Iterator[Hit]:
    taken = 0
    for start, end, entry in hits:
        if start >= taken and not excluded.overlaps(start, end):
            taken = end
            yield start, end, entry


def _is_whole(folded: str, start: int, end: int) -> bool:
    """True unless a Latin word goes on before the start or behind the end."""
    if start and _is_latin(folded[start - 1]) and _is_latin(folded[start]):
        return False
    return end >= len(folded) or not (_is_latin(folded[end]) and _is_latin(folded[end - 1]))


def _is_latin(char: str) -> bool:
    return char.isalnum() and char < "\u2e80"

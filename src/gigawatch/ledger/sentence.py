"""The sentence around a span of a document's text: the words that a value is read and shown with."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

STOPS = re.compile(r"(?<=[.!?])\s|(?<=[。！？；])|\n")
LONGEST = 400
REMEMBERED = 4096  # documents: the claims of one thing stand in many


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence on both sides of a quantity in it."""

    before: str
    surface: str
    after: str

    @property
    def text(self) -> str:
        """The whole sentence."""
        return self.before + self.surface + self.after


def sentence_of(text: str, start: int, end: int) -> Sentence:
    """The sentence around a span."""
    first, last = sentence_bounds(text, start, end)
    return Sentence(text[first:start], text[start:end], text[end:last])


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets of the sentence around a span, at most 400 characters on each side."""
    starts, ends = _stops(text)
    low, high = max(0, start - LONGEST), min(len(text), end + LONGEST)
    last = bisect_right(ends, start) - 1
    first = ends[last] if last >= 0 and starts[last] >= low else low
    after = bisect_left(starts, end)
    return first, starts[after] if after < len(ends) and ends[after] <= high else high


@lru_cache(maxsize=REMEMBERED)
def _stops(text: str) -> tuple[list[int], list[int]]:
    """Where the marks between a text's sentences begin and end."""
    found = [m.span() for m in STOPS.finditer(text)]
    return [start for start, _ in found], [end for _, end in found]

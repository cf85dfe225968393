"""The sentence around a span of a document's text: the words that a value is read and shown with."""

from __future__ import annotations

import re
from dataclasses import dataclass

STOPS = re.compile(r"(?<=[.!?])\s|(?<=[。！？；])|\n")
LONGEST = 400


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
    before = [m.end() for m in STOPS.finditer(text, max(0, start - LONGEST), start)]
    after = STOPS.search(text, end, min(len(text), end + LONGEST))
    first = before[-1] if before else max(0, start - LONGEST)
    return first, after.start() if after else min(len(text), end + LONGEST)

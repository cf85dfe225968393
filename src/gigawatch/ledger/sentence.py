"""The sentence around a span of a document's text: the words that a value is read and shown with."""

from __future__ import annotations

import re

STOPS = re.compile(r"(?<=[.!?])\s|(?<=[。！？；])|\n")
LONGEST = 400


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets of the sentence around a span, at most 400 characters on each side."""
    before = [m.end() for m in STOPS.finditer(text, max(0, start - LONGEST), start)]
    after = STOPS.search(text, end, min(len(text), end + LONGEST))
    first = before[-1] if before else max(0, start - LONGEST)
    return first, after.start() if after else min(len(text), end + LONGEST)

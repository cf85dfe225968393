"""The words around a figure, as features: cue words by side and distance, words of its clause, marks between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gigawatch.claims.scope.page import Line

_WORD = re.compile(r"[a-z]+|[%$€£¥&,;:()]|\d+")
STEPS = (3, 8, 16, 30, 60)


def far(gap: int) -> str:
    """A distance in characters as one of six steps."""
    for number, step in enumerate(STEPS):
        if gap <= step:
            return str(number)
    return "5"


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple("#" if w[0].isdigit() else w for w in _WORD.findall(text))


def words_before(line: Line, start: int, lang: str) -> Iterator[str]:
    """The words before a figure, nearest first, each also without its place."""
    if lang == "zh":
        yield from _pairs(line.folded[max(0, start - 12) : start][::-1], "b")
        return
    tail = _words(line.folded[max(0, start - 70) : start])[-9:][::-1]
    for number, word in enumerate(tail):
        yield f"b:{word}"
        if number < 3:
            yield f"b{number}:{word}"
    if len(tail) > 1:
        yield f"bb:{tail[1]} {tail[0]}"


def words_after(line: Line, end: int, lang: str) -> Iterator[str]:
    """The words behind a figure, nearest first."""
    if lang == "zh":
        yield from _pairs(line.folded[end : end + 9], "a")
        return
    head = _words(line.folded[end : end + 50])[:6]
    for number, word in enumerate(head):
        yield f"a:{word}"
        if number < 2:
            yield f"a{number}:{word}"
    if len(head) > 1:
        yield f"aa:{head[0]} {head[1]}"


def _pairs(text: str, side: str) -> Iterator[str]:
    """Pairs of characters, the first ones also by their place; digits are alike."""
    text = "".join("#" if c.isdigit() else c for c in text)
    for at in range(len(text)):
        pair = text[at : at + 2]
        yield f"{side}:{pair}"
        if at < 2:
            yield f"{side}{at}:{pair}"
            yield f"{side}c{at}:{text[at]}"

"""Where English words for numbers may stand, found in one pass, so that patterns are tried there and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

from gigawatch.quantity.numeral import WORDS

_PARTS = ("third", "quarter", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_HEADS = ("half", "halv", "by half", "doubl", "tripl", "trebl", "quadrupl", "quintupl", "twenty")
_DIGITS = ("1", "2", "3")
_NUMBER, _WORDED, _PART = 1, 2, 4


class _Automaton(Protocol):
    def iter(self, text: str) -> Iterator[tuple[int, tuple[int, int]]]: ...


@dataclass(frozen=True, slots=True)
class Anchors:
    """Offsets in order: of number words, and of what may begin a share or multiple in words."""

    numbers: tuple[int, ...]
    worded: tuple[int, ...]


NONE = Anchors((), ())


@cache
def _automaton() -> _Automaton:
    import ahocorasick

    found = ahocorasick.Automaton()
    roles = dict.fromkeys(WORDS, _NUMBER | _WORDED) | {"hundred": 0}
    roles |= {head: roles.get(head, 0) | _WORDED for head in _HEADS}
    roles |= {f"{digit} {link}": _WORDED for digit in _DIGITS for link in ("in", "out of")}
    roles |= {f"{article}{gap}{part}": _PART for article in ("a", "an") for gap in " -" for part in _PARTS}
    for word, role in roles.items():
        found.add_word(word, (len(word), role))
    found.make_automaton()
    return cast("_Automaton", found)


def find_anchors(text: str, start: int, stop: int) -> Anchors:
    """The anchors of an English text between two offsets."""
    numbers, worded = [], []
    low = text[start:stop].lower()
    if len(low) != stop - start:  # a letter whose small form is longer, such as the dotted capital I
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text[start:stop])
    for last, (length, role) in _automaton().iter(low):
        at = last + 1 - length
        if at and low[at - 1].isalnum():
            continue
        at += start
        if role & _NUMBER and _stands(text, at, start + last + 1):
            numbers.append(at)
        if role & (_WORDED | _PART):
            worded.append(at)
    return Anchors(tuple(sorted(numbers)), tuple(sorted(set(worded))))


def _stands(text: str, at: int, end: int) -> bool:
    """True for `two` and `Two` where a word follows, not for `TWO` or the `one` of `ones`."""
    return text[at + 1 : end].islower() and text[end : end + 1] in (" ", "-", "\n")

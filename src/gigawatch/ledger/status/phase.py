"""Phases by their number: `二期`, `phase II` and `the second phase` are the same phase of one project."""

from __future__ import annotations

import re

from gigawatch.model import Entity
from gigawatch.vocab import fold

CHINESE = {char: number for number, char in enumerate("一二三四五六七八九十", start=1)}
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ORDINAL = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
WORDS = {word: n for row in (ROMAN, ENGLISH, ORDINAL) for n, word in enumerate(row, start=1)} | {"initial": 1}
TOKEN = re.compile(r"第?([一二三四五六七八九十]+|\d{1,2})(?=[期、,至和及-])|\b([a-z]+|\d{1,2})\b")


def phase_numbers(name: str) -> frozenset[int]:
    """The numbers of the phases that a name speaks of; empty where it names none.

    >>> sorted(phase_numbers("Phase II")), sorted(phase_numbers("一、二期")), sorted(phase_numbers("the yard"))
    ([2], [1, 2], [])
    """
    folded = fold(name)
    is_phase = "期" in folded or "phase" in folded
    tokens = (one or other for one, other in TOKEN.findall(folded)) if is_phase else ()
    return frozenset(number for token in tokens if (number := _number(token)) is not None)


def same_phase(phase: str, thing: Entity) -> bool:
    """True where a phase as a text names it is this thing."""
    names = (thing.name, *thing.names.values(), str(thing.data.get("phase") or ""))
    wanted = phase_numbers(phase)
    if wanted:
        return any(wanted == phase_numbers(name) for name in names)
    return any(fold(phase) in fold(name) for name in names)


def _number(token: str) -> int | None:
    if token.isdigit():
        return int(token)
    if token in WORDS:
        return WORDS[token]
    if token.startswith("十") and len(token) == 2:
        return 10 + CHINESE.get(token[1], 0)
    return CHINESE.get(token)

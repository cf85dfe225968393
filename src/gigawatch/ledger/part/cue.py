"""Cues: the words by which a text says that amounts are parts of a whole, and how many they are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

CUES = Path(__file__).parent.parent / "data" / "part.toml"
WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
ENGLISH = {word: number for number, word in enumerate(WORDS, start=2)}
CHINESE = {"两": 2, "二": 2, **{word: number for number, word in enumerate("三四五六七八九十", start=3)}}
NUMBER_EN = rf"({'|'.join(ENGLISH)}|\d{{1,2}})"
NUMBER_ZH = rf"([{''.join(CHINESE)}]|\d{{1,2}})"
BETWEEN = r"(?:[\w'’.-]+ ){0,3}?"
BOTH = 2


@lru_cache(maxsize=8192)
def has_cue(kind: str, sentence: str) -> bool:
    """True where a sentence holds a word of a kind: together, parts or more.

    >>> has_cue("together", "a combined capacity of 67 GWh"), has_cue("parts", "其中一期20GWh")
    (True, True)
    """
    return _pattern(kind).search(sentence) is not None


def count_cues(kind: str, sentence: str) -> int:
    """How often a sentence holds a word of a kind."""
    return sum(1 for _ in _pattern(kind).finditer(sentence))


def ends_of_cues(kind: str, text: str) -> list[int]:
    """Where the words of a kind end in a text."""
    return [match.end() for match in _pattern(kind).finditer(text)]


@lru_cache(maxsize=8192)
def read_counts(kind: str, sentence: str) -> frozenset[int]:
    """The numbers of parts (`count`) or editions (`edition`) that a sentence says.

    >>> sorted(read_counts("count", "The two Kokomo plants")), sorted(read_counts("edition", "前两届大会"))
    ([2], [2])
    """
    told = (next(filter(None, match.groups()), None) for match in _pattern(kind).finditer(sentence))
    found = (_number(word) if word else BOTH for word in told)
    return frozenset(n for n in found if n >= BOTH)


def _number(told: str) -> int:
    word = told.lower()
    return int(word) if word.isdigit() else ENGLISH.get(word) or CHINESE.get(word) or 0


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Every word of a kind in one pattern; a number is the group that matches."""
    words = _data()[kind]
    english = (
        re.escape(w).replace(r"\{n\}\ ", rf"{NUMBER_EN} {BETWEEN}").replace(r"\{n\}", NUMBER_EN) for w in words["en"]
    )
    chinese = (re.escape(w).replace(r"\{n\}", NUMBER_ZH) for w in words["zh"])
    return re.compile(rf"(?<![\w-])(?:{'|'.join(english)})(?![\w-])|{'|'.join(chinese)}", re.IGNORECASE | re.ASCII)


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = tomllib.loads(CUES.read_text(encoding="utf-8"))
    return data

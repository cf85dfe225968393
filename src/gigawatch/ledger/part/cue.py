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
NUMBER_EN = rf"(?P<n>{'|'.join(ENGLISH)}|\d{{1,2}})"
NUMBER_ZH = rf"(?P<n>[{''.join(CHINESE)}]|\d{{1,2}})"
BETWEEN = r"(?:[\w'’.-]+ ){0,3}?"
BOTH = 2


@lru_cache(maxsize=8192)
def has_cue(kind: str, sentence: str) -> bool:
    """True where a sentence holds a word of a kind: together, parts or more.

    >>> has_cue("together", "a combined capacity of 67 GWh"), has_cue("parts", "其中一期20GWh")
    (True, True)
    """
    return any(pattern.search(sentence) for pattern in _patterns(kind))


def count_cues(kind: str, sentence: str) -> int:
    """How often a sentence holds a word of a kind."""
    return sum(len(pattern.findall(sentence)) for pattern in _patterns(kind))


@lru_cache(maxsize=8192)
def read_counts(kind: str, sentence: str) -> frozenset[int]:
    """The numbers of parts (`count`) or editions (`edition`) that a sentence says.

    >>> sorted(read_counts("count", "The two Kokomo plants")), sorted(read_counts("edition", "前两届大会"))
    ([2], [2])
    """
    found = set()
    for pattern in _patterns(kind):
        for match in pattern.finditer(sentence):
            told = match.groupdict().get("n")
            found.add(_number(told) if told else BOTH)
    return frozenset(n for n in found if n >= BOTH)


def _number(told: str) -> int:
    word = told.lower()
    return int(word) if word.isdigit() else ENGLISH.get(word) or CHINESE.get(word) or 0


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    words = _data()[kind]
    english = (_english(word) for word in words["en"])
    chinese = (re.compile(re.escape(word).replace(r"\{n\}", NUMBER_ZH)) for word in words["zh"])
    return (*english, *chinese)


def _english(word: str) -> re.Pattern[str]:
    body = re.escape(word).replace(r"\{n\}\ ", rf"{NUMBER_EN}\ {BETWEEN}").replace(r"\{n\}", NUMBER_EN)
    return re.compile(rf"(?<![\w-]){body}(?![\w-])", re.IGNORECASE)


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = tomllib.loads(CUES.read_text(encoding="utf-8"))
    return data

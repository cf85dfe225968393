"""Cue words: which measure a quantity is likely to be, told by the words near it, nearest first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from gigawatch.claims.alternation import either
from gigawatch.vocab.shelf import read_entries, read_toml


@dataclass(frozen=True, slots=True)
class Cue:
    """One word of one measure: the dimensions in which it speaks, and how much nearer it counts."""

    measure: str
    dimensions: frozenset[str]
    weight: int


@dataclass(frozen=True, slots=True)
class CueSet:
    """All cues of one language, and how far they reach."""

    pattern: re.Pattern[str]
    cues: Mapping[str, tuple[Cue, ...]]
    before: int
    after: int
    behind: int


class CueHit(NamedTuple):
    """A cue word where it stands."""

    start: int
    end: int
    cues: tuple[Cue, ...]


@cache
def cue_set(lang: str) -> CueSet:
    """The cues of a language, compiled."""
    found: dict[str, tuple[Cue, ...]] = {}
    for entry in read_entries("measure_cue.toml", "cue"):
        dimensions, weight, words = entry["dimensions"], entry.get("weight", 0), entry.get(lang, [])
        assert isinstance(dimensions, list)
        assert isinstance(words, list)
        assert isinstance(weight, int)
        cue = Cue(str(entry["measure"]), frozenset(map(str, dimensions)), weight)
        for word in words:
            found[str(word)] = (*found.get(str(word), ()), cue)
    reach = read_toml("measure_cue.toml")["reach"]
    assert isinstance(reach, dict)
    words = either(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(found, key=len, reverse=True))
    pattern = re.compile(rf"\b(?:{words})\b" if lang == "en" else words)
    return CueSet(pattern, found, reach[f"before_{lang}"], reach[f"after_{lang}"], reach[f"behind_{lang}"])


def find_cues(folded: str, lang: str) -> list[CueHit]:
    """Every cue word of a sentence in lower case."""
    cues = cue_set(lang)
    return [CueHit(m.start(), m.end(), cues.cues[" ".join(m.group().split())]) for m in cues.pattern.finditer(folded)]


_BREAK = {
    "en": (("; ", 40), (", ", 10), (" and ", 5), (" - ", 20), (". ", 60)),
    "zh": ((";", 24), ("；", 24), ("。", 30), (",", 5), ("，", 5)),
}


def nearest(folded: str, lang: str, hits: Sequence[CueHit], span: tuple[int, int], dimension: str) -> str | None:
    """The measure of the cue that stands nearest to the span and speaks in its dimension."""
    cues, (start, end) = cue_set(lang), span
    best, choice = 10**6, None
    low = bisect_left(hits, start - cues.before - 12, key=attrgetter("start"))
    for hit in hits[low:]:
        if hit.start > end + cues.after:
            break
        speaking = [cue for cue in hit.cues if dimension in cue.dimensions]
        if not speaking:
            continue
        distance = _distance(folded, lang, hit, start, end, cues)
        for cue in speaking:
            if distance - 3 * cue.weight < best:
                best, choice = distance - 3 * cue.weight, cue.measure
    return choice


def _distance(folded: str, lang: str, hit: CueHit, start: int, end: int, cues: CueSet) -> int:
    if hit.start >= end:
        gap, extra = folded[end : hit.start], cues.behind
    elif hit.end <= start:
        gap, extra = folded[hit.end : start], 0
    else:
        return 0
    if len(gap) > (cues.after if extra else cues.before):
        return 10**6
    return len(gap) + extra + sum([weight * gap.count(mark) for mark, weight in _BREAK[lang]])

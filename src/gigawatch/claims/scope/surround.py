"""The words around a figure, as features: cue words by side and distance, words of its clause, marks between."""

from __future__ import annotations

import re
from bisect import bisect_left

_WORD = re.compile(r"[a-z]+|[%$€£¥&,;:()]|\d+")
STEPS = (3, 8, 16, 30, 60)
_STEP = "012345"


def far(gap: int) -> str:
    """A distance in characters as one of six steps."""
    return _STEP[bisect_left(STEPS, gap)]


def words_around(folded: str, start: int, end: int, lang: str) -> list[str]:
    """The words before and behind a figure of a sentence, nearest first, the first ones also by their place."""
    if lang == "zh":
        return [
            *_pairs(folded[max(0, start - 12) : start][::-1], "b"),
            *_pairs(folded[end : end + 9], "a"),
        ]
    before = _words(folded[max(0, start - 70) : start])[-9:][::-1]
    after = _words(folded[end : end + 50])[:6]
    features = [f"b:{word}" for word in before]
    features += [f"b{number}:{word}" for number, word in enumerate(before[:3])]
    features += [f"a:{word}" for word in after]
    features += [f"a{number}:{word}" for number, word in enumerate(after[:2])]
    if len(before) > 1:
        features.append(f"bb:{before[1]} {before[0]}")
    if len(after) > 1:
        features.append(f"aa:{after[0]} {after[1]}")
    return features


def _words(text: str) -> list[str]:
    return ["#" if word[0].isdigit() else word for word in _WORD.findall(text)]


def _pairs(text: str, side: str) -> list[str]:
    """Pairs of characters, the first ones also by their place; digits are alike."""
    text = "".join("#" if c.isdigit() else c for c in text)
    features = [f"{side}:{text[at : at + 2]}" for at in range(len(text))]
    for at, char in enumerate(text[:2]):
        features += (f"{side}{at}:{text[at : at + 2]}", f"{side}c{at}:{char}")
    return features

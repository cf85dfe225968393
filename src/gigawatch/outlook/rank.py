"""What a superlative claims: which place, ranked by which measure, within which whole. Words are data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gigawatch.vocab import fold

RANKS = Path(__file__).parent / "data" / "rank.toml"


@dataclass(frozen=True, slots=True)
class Place:
    """The places that a claim allows: first alone is 1 to 1, the top five 1 to 5."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Whole:
    """What a ranking is part of: the suffix of its measure, and the subject that bears the total in tables.

    With a `place` (a gazetteer id) it is of what is there, of which no table is.
    """

    suffix: str
    total: str
    place: str | None = None


def place_of(words: str) -> Place | None:
    """The place that words claim; None where they claim none.

    >>> place_of("the world's second-largest maker"), place_of("全球最大"), place_of("greenest")
    (Place(first=2, last=2), Place(first=1, last=1), None)
    """
    found = _first(_data()["place"], words)
    return Place(int(str(found["first"])), int(str(found["last"]))) if found else None


def measure_of(words: str) -> str | None:
    """The measure that words rank by; None where they name none.

    >>> measure_of("first by sales"), measure_of("the largest maker")
    ('sales', None)
    """
    found = _first(_data()["measure"], words)
    return str(found["code"]) if found else None


def usual_measure() -> str:
    """What makers are ranked by where nothing is said: the first measure of the data file."""
    return str(_data()["measure"][0]["code"])


def whole_of(scope: str | None) -> Whole | None:
    """The whole of a scope (none: the world); None for one that no table is of."""
    data = tomllib.loads(RANKS.read_text(encoding="utf-8"))["scope"].get(scope or "world")
    return Whole(data["suffix"], data["total"]) if data else None


def whole_within(place: str) -> Whole:
    """The whole of what is in a place that no table is of: only values told of that place belong to it."""
    return Whole("", "", place)


def _first(entries: Sequence[Mapping[str, object]], words: str) -> Mapping[str, object] | None:
    folded = fold(words)
    return next((entry for entry in entries if any(_is_in(word, folded) for word in _words(entry))), None)


def _words(entry: Mapping[str, object]) -> list[str]:
    english, chinese = entry["en"], entry["zh"]
    assert isinstance(english, list)
    assert isinstance(chinese, list)
    return [fold(str(word)) for word in (*english, *chinese)]


def _is_in(word: str, folded: str) -> bool:
    """True for a whole word of English, or characters of Chinese."""
    return re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", folded) is not None if word.isascii() else word in folded


@cache
def _data() -> Mapping[str, Sequence[Mapping[str, object]]]:
    data = tomllib.loads(RANKS.read_text(encoding="utf-8"))
    return {key: data[key] for key in ("place", "measure")}

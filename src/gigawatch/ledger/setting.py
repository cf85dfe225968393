"""What the checks go by, from `data/check.toml`: tolerances, words in two languages, slips and ceilings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SETTING = Path(__file__).parent / "data" / "check.toml"


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of the pen: a figure of the dimension (any, where empty) times `factor` is what was meant."""

    code: str
    dimension: str
    factor: float
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most that one thing of a kind can be taken to have, and on what ground."""

    kinds: tuple[str, ...]
    measure: str
    unit: str
    most: float
    basis: str


@cache
def _data() -> Mapping[str, object]:
    return tomllib.loads(SETTING.read_text(encoding="utf-8"))


def tolerance(name: str) -> float:
    """One of the tolerances, by name."""
    return float(str(_table("tolerance")[name]))


@cache
def words(path: str, key: str) -> tuple[str, ...]:
    """A list of words, such as `words("share.scope", "world_zh")`; none where there is no such list."""
    found = _table(path).get(key, [])
    assert isinstance(found, list)
    return tuple(str(item) for item in found)


@cache
def pattern(path: str, key: str) -> re.Pattern[str]:
    """A regular expression, or the alternatives of a list of them."""
    found = _table(path)[key]
    text = "|".join(str(item) for item in found) if isinstance(found, list) else str(found)
    return re.compile(text, re.IGNORECASE)


@cache
def slips() -> tuple[Slip, ...]:
    """Every slip that is known to happen, the likelier ones first."""
    found = _data()["slip"]
    assert isinstance(found, list)
    return tuple(Slip(**{**entry, "factor": float(entry["factor"])}) for entry in found)


@cache
def ceilings() -> tuple[Ceiling, ...]:
    """Every ceiling."""
    found = _data()["ceiling"]
    assert isinstance(found, list)
    return tuple(Ceiling(**{**entry, "kinds": tuple(entry["kinds"]), "most": float(entry["most"])}) for entry in found)


@cache
def _table(path: str) -> Mapping[str, object]:
    table: object = _data()
    for part in path.split("."):
        assert isinstance(table, Mapping)
        table = table[part]
    assert isinstance(table, Mapping)
    return table

"""The words and weights by which a Chinese sentence is taken apart, from the shelf."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_SHELF = Path(__file__).parent / "data" / "chinese_scope.toml"


@cache
def weights(table: str = "weight") -> Mapping[str, float]:
    """What each feature of a candidate counts."""
    return {name: float(str(value)) for name, value in _table()[table].items()}


@cache
def either(key: str) -> str:
    """The alternatives of a word list, the longest first."""
    return "|".join(sorted((re.escape(word) for word in _table()["word"][key]), key=len, reverse=True))


@cache
def pattern(before: str, key: str, after: str = "") -> re.Pattern[str]:
    """A word list as a pattern between two others."""
    return re.compile(f"{before}(?:{either(key)}){after}")


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    table: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(_SHELF.read_text(encoding="utf-8"))
    return table

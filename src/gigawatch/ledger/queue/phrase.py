"""The words of the queue in both languages, from data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

PHRASES = Path(__file__).parent / "data" / "phrase.toml"


@cache
def phrases() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Every phrase by group, key and language."""
    return tomllib.loads(PHRASES.read_text(encoding="utf-8"))


def word(group: str, key: str, lang: str, **values: object) -> str:
    """A phrase in a language (`en`, `zh`), filled in; a key that has none is its own word."""
    found = phrases()[group].get(key)
    return found[lang].format(**values) if found else key

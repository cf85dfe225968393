"""The words of a page in English and Chinese, kept as data."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

EVIDENCE = ("id", "ids")
PHRASES = Path(__file__).parent / "data" / "phrase.toml"
Say = Callable[..., str]


def say(key: str, lang: str, /, **values: object) -> str:
    """A phrase of the chain's pages, filled."""
    return speak(PHRASES, key, lang, **values)


def speak(path: Path, key: str, lang: str, /, **values: object) -> str:
    """A phrase of a page in a language, its places filled; where no ids are told, no empty brackets stand for them."""
    phrase = _load(path)[key]["zh" if lang == "zh" else "en"]
    for name in EVIDENCE:
        if name in values and not values[name]:
            phrase = phrase.replace(f" [{{{name}}}]", "")
    return phrase.format(**values)


def has_phrase(path: Path, key: str) -> bool:
    """True when a page has words for a key."""
    return key in _load(path)


@cache
def _load(path: Path) -> dict[str, dict[str, str]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))

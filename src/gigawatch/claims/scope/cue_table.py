"""The patterns of a file of words in `claims/data`, in one language, by what they are for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from gigawatch.claims.alternation import either

_SHELF = Path(__file__).parents[1] / "data"


@cache
def read_cues(name: str) -> Mapping[str, Any]:
    """A file of words in `claims/data` as it stands, by its name without the ending."""
    return tomllib.loads((_SHELF / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def cue_table(name: str, lang: str) -> Mapping[str, re.Pattern[str]]:
    """The tables of a file, each one pattern; English words are whole words. A table without words matches nothing."""
    return {key: _pattern(words[lang], lang) for key, words in read_cues(name).items()}


def _pattern(words: list[str], lang: str) -> re.Pattern[str]:
    cues = either(word.replace(" ", r"\s+") for word in words) or "(?!)"
    return re.compile(rf"(?<![\w-])(?:{cues})(?:\b|(?<=\s))" if lang == "en" else cues)

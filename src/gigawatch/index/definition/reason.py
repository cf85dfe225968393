"""Why something is not computed or not ranked, told in a language: the tables hold it in English, with codes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "wording" / "reason.toml"
SLOT = re.compile(r"\{(\w+)\}")
SLOTS = {"why": ".+", "also": ".+", "code": r"\w+", "codes": r"\w+(?:, \w+)*"}
NUMBER = r"[\d.]+%?"
BETWEEN = {"en": "; ", "zh": "；"}  # reasons
LISTED = {"en": ", ", "zh": "、"}  # names of indicators


def tell_reason(text: str, language: str, names: Mapping[str, str]) -> str:
    """A state or reason of an index's tables in a language; `names` are those of its indicators in it, by code.

    Words that are none of those known stay as they are, and so do codes without a name.

    >>> tell_reason("not computed: 1 of 4 first-level indicators are", "zh", {})
    '未计算：4个一级指标中仅1个已计算'
    >>> tell_reason("not computed: too little else is known under scale", "en", {"scale": "Industrial scale"})
    'not computed: too little else is known under Industrial scale'
    """
    told = "en" if language == "en" else "zh"
    return BETWEEN[told].join(_tell(part, told, names) for part in text.split("; "))


def _tell(text: str, language: str, names: Mapping[str, str]) -> str:
    for pattern, words in _reasons():
        found = pattern.fullmatch(text)
        if found:
            told = {slot: _fill(slot, value, language, names) for slot, value in found.groupdict().items()}
            return words[language].format(**told)
    return text


def _fill(slot: str, value: str, language: str, names: Mapping[str, str]) -> str:
    if slot in ("why", "also"):
        return _tell(value, language, names)
    return LISTED[language].join(names.get(code, code) for code in value.split(", ")) if slot in SLOTS else value


@cache
def _reasons() -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    """How each reason reads in the tables, and its words by language."""
    known = tomllib.loads(FILE.read_text(encoding="utf-8"))["reason"]
    return tuple((re.compile(_shape(one["en"])), one) for one in known)


def _shape(words: str) -> str:
    """A pattern of words with slots."""
    parts = SLOT.split(words)
    slots = [f"(?P<{name}>{SLOTS.get(name, NUMBER)})" for name in parts[1::2]]
    return "".join(re.escape(text) + slot for text, slot in zip(parts[::2], [*slots, ""], strict=True))

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


def tell_reason(text: str, language: str, names: Mapping[str, str]) -> str:
    """A state or reason of an index's tables in a language; `names` are those of its indicators in it, by code.

    English is as the tables hold it. Words that are none of those known stay as they are.

    >>> tell_reason("not computed: 1 of 4 first-level indicators are", "zh", {})
    '未计算：4个一级指标中仅1个已计算'
    """
    return text if language == "en" else "；".join(_translate(part, names) for part in text.split("; "))


def _translate(text: str, names: Mapping[str, str]) -> str:
    for pattern, words in _reasons():
        found = pattern.fullmatch(text)
        if found:
            told = {slot: _fill(slot, value, names) for slot, value in found.groupdict().items()}
            return words.format(**told)
    return text


def _fill(slot: str, value: str, names: Mapping[str, str]) -> str:
    if slot in ("why", "also"):
        return _translate(value, names)
    return "、".join(names.get(code, code) for code in value.split(", ")) if slot in SLOTS else value


@cache
def _reasons() -> tuple[tuple[re.Pattern[str], str], ...]:
    """How each reason reads in English, and its words in Chinese."""
    known = tomllib.loads(FILE.read_text(encoding="utf-8"))["reason"]
    return tuple((re.compile(_shape(one["en"])), one["zh"]) for one in known)


def _shape(words: str) -> str:
    """A pattern of words with slots."""
    parts = SLOT.split(words)
    slots = [f"(?P<{name}>{SLOTS.get(name, NUMBER)})" for name in parts[1::2]]
    return "".join(re.escape(text) + slot for text, slot in zip(parts[::2], [*slots, ""], strict=True))

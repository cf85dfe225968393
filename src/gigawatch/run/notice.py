"""Notices in a language: records keep them in English, and a command prints them in the language asked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from gigawatch.model import GigawatchError

FILE = Path(__file__).parent / "notice.toml"
SLOT = re.compile(r"\{(\*?\w+)\}")
EN = "en"


def say(key: str, language: str, **values: object) -> str:
    """A phrase that notices are written with, its slots filled."""
    return str(_read()["word"][key][language]).format(**values)


def say_count(key: str, n: int, language: str) -> str:
    """How many of a thing there are: one, or several."""
    one, several = str(_read()["word"][key][language]).split("|")
    return (one if n == 1 else several).format(n=n)


def join(told: Iterable[str], language: str, mark: str = "comma") -> str:
    """Several phrases as one, with a mark between them."""
    return say(mark, language).join(told)


def tell_notice(text: str, language: str) -> str:
    """A notice that was written in English in a language; one of which nothing is known stays as it is.

    >>> tell_notice("universe: no figure tells of 'Riverton'; near: Rivertown", "zh")
    'universe：没有“Riverton”的数据；相近的有：Rivertown'
    """
    if language == EN:
        return text
    for pattern, words in _patterns():
        found = pattern.fullmatch(text)
        if found:
            return words.format(**{slot: _fill(slot, told, language) for slot, told in found.groupdict().items()})
    return text


def tell_fault(fault: GigawatchError, language: str) -> str:
    """What an error says, with its place and remedy, in a language where its words are known."""
    what = tell_notice(fault.what, language)
    if fault.where:
        what = say("of", language, name=fault.where, notice=what)
    return say("hinted", language, what=what, hint=tell_notice(fault.hint, language)) if fault.hint else what


def _fill(slot: str, text: str, language: str) -> str:
    if slot.startswith("again_"):
        return tell_notice(text, language)
    return "、".join(text.split(", ")) if slot == "codes" else text


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """How each notice reads in English, and its words in Chinese."""
    return tuple((re.compile(_shape(one["en"])), SLOT.sub(_name, one["zh"])) for one in _read()["notice"])


def _shape(words: str) -> str:
    parts = SLOT.split(words)
    slots = [f"(?P<{slot.replace('*', 'again_')}>.+?)" for slot in parts[1::2]]
    return "".join(re.escape(text) + slot for text, slot in zip(parts[::2], [*slots, ""], strict=True))


def _name(slot: re.Match[str]) -> str:
    """A slot as a name that a pattern's group may have."""
    return "{" + slot[1].replace("*", "again_") + "}"


@cache
def _read() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))

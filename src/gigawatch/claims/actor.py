"""Whose figure it is: the organisations and events that a sentence names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from gigawatch.vocab import organisations

_EVENT = {
    "zh": re.compile(
        r"(?:20\d{2}(?:年)?)?(?:世界|全球|中国|国际)[\u4e00-\u9fff]{2,10}(?:大会|博览会|论坛|峰会|展览会)"
    ),
    "en": re.compile(
        r"(?:20\d{2} )?(?!The )(?:[A-Z&][\w&]*(?: (?:and|of|for|on) | )){1,7}"
        r"(?:Conference|Expo|Forum|Summit|Fair|Congress|Exposition)(?: 20\d\d)?"
    ),
}


class Actor(NamedTuple):
    """An organisation, event or country where a sentence names it.

    `role` is "subsidiary" for a company that another sets up, "source" for one that counts or speaks of others,
    "beside" for customers and partners, "top" for a group of the largest, else "".
    """

    start: int
    end: int
    name: str
    role: str = ""

    def overlaps(self, start: int, end: int) -> bool:
        """True when the name shares a character with the stretch."""
        return self.start < end and start < self.end


@cache
def actor_words(lang: str) -> Mapping[str, tuple[str, ...]]:
    """The word lists of one language that help to tell names from other words."""
    path = Path(__file__).parent / "data" / "actor_cue.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))[lang]
    return {key: tuple(words.split() if isinstance(words, str) else words) for key, words in table.items()}


@cache
def ordinary_words(lang: str) -> frozenset[str]:
    """Words of one language that look like a name and name no one."""
    return frozenset(actor_words(lang)["not_a_name"])


def known_actors(sentence: str, folded: str | None = None) -> list[Actor]:
    """The organisations of the vocabulary that a sentence names; `folded` is its text folded, where that is known."""
    return [Actor(m.start, m.end, m.surface) for m in organisations().scan(sentence, (), folded)]


def find_event(text: str, lang: str) -> str | None:
    """The first conference, fair or forum that a text names."""
    match = _EVENT[lang].search(text)
    return match.group() if match else None

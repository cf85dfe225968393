"""The site's own words in both languages: navigation, headings, labels. Sentences about facts are the report's."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from gigawatch.report.book.number import name_unit

DATA = Path(__file__).parent / "data"
WORDS = (DATA / "word.toml", DATA / "desk.toml")
LANGUAGES = ("en", "zh")
NAMES = {"en": "English", "zh": "中文"}

Speak = Callable[..., str]


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Every word by key, then by language."""
    read = (tomllib.loads(file.read_text(encoding="utf-8")) for file in WORDS)
    return {key: dict(values) for one in read for key, values in one.items()}


def speak(lang: str) -> Speak:
    """A function from a key to its words in a language, with `{name}` filled in; an unknown key is an error."""

    def say(key: str, **values: object) -> str:
        text = words()[key][lang]
        return text.format(**values) if values else text

    return say


def say_if_known(key: str, lang: str) -> str | None:
    """The words of a key, or None where the site has none."""
    found = words().get(key)
    return found[lang] if found else None


def tell_retelling(publisher: str | None, lang: str) -> str:
    """That a document retells a publisher's page."""
    say = speak(lang)
    return say("retold.publisher", publisher=publisher) if publisher else say("retold.unnamed")


def name_unit_of(unit: str, lang: str) -> str:
    """A unit of measurement in words; one that is an indicator's own stands as it is."""
    try:
        return say_if_known(f"unit.{unit}", lang) or name_unit(unit, lang) or unit
    except KeyError:
        return unit

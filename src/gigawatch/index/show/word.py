"""The words of charts, workbook and page in English and Chinese, kept as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from gigawatch.model import InputError

LANGUAGES = ("en", "zh")


def say(key: str, language: str, **parts: object) -> str:
    """The words for a key in a language, with the named parts filled in; an InputError for a language there is not."""
    return check_language(words()[key], language).format(**parts)


def say_if_known(key: str, language: str, other: str) -> str:
    """The words for a key where there are any, else `other` as it stands."""
    return words()[key][language] if key in words() else other


def check_language(texts: Mapping[str, str], language: str) -> str:
    """The text of one of the languages."""
    if language not in texts:
        raise InputError(f"there are no words in {language!r}", hint=f"there are: {', '.join(LANGUAGES)}")
    return texts[language]


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Every text by its key, `table.name`, and language."""
    found = tomllib.loads(files(__package__).joinpath("data", "word.toml").read_text(encoding="utf-8"))
    return {f"{table}.{name}": texts for table, entries in found.items() for name, texts in entries.items()}

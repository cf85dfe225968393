"""The words that the commands of a workspace's index print, by language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "wording.toml"


def tell(key: str, language: str, **values: object) -> str:
    """A phrase in a language with its slots filled."""
    return _read()[key][language].format(**values)


def tell_code(kind: str, code: str, language: str) -> str:
    """What a code of the tables reads as in a language; one without words of its own stays as it is."""
    words = _read().get(f"{kind}_{code.replace(' ', '_')}")
    return code if words is None else words[language]


def list_heads(key: str, language: str) -> tuple[str, ...]:
    """The heads of a table's columns."""
    return tuple(_read()[key][language].split("|"))


def join(names: Iterable[object], language: str, mark: str = "mark") -> str:
    """Several as one text, with the mark that the language puts between them."""
    return _read()[mark][language].join(map(str, names))


@cache
def _read() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return found

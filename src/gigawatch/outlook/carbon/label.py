"""What codes of the carbon tables mean in a language: figures, chemistries, subjects, units and hedges."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from gigawatch.vocab import places

PATH = Path(__file__).parent / "data" / "label.toml"
BOUNDS = {"at least": "earliest", "up to": "latest"}


def label(kind: str, code: str, lang: str) -> str:
    """The words for a code of a kind (`figure`, `chemistry`, `unit`); KeyError for one that has none."""
    return _table()[kind][code]["zh" if lang == "zh" else "en"]


def find_label(kind: str, code: str, lang: str) -> str | None:
    """The words for a code of a kind; None for one that has none."""
    return label(kind, code, lang) if code in _table()[kind] else None


def name_subject(subject: str, lang: str) -> str:
    """A country, a group of them or the world."""
    if subject in _table()["subject"]:
        return label("subject", subject, lang)
    place = places().find(subject) or places().get(subject)
    return place.label(lang) if place else subject


def tell_hedged(value: str, qualifier: str, lang: str, *, is_time: bool = False) -> str:
    """A value as printed with its hedge; of a time, on which side of it the thing lies."""
    if not qualifier:
        return value
    code = BOUNDS.get(qualifier, qualifier) if is_time else qualifier
    return label("hedge", code, lang).format(value=value)


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))

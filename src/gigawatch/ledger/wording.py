"""What the ledger says of its facts, in English and Chinese from the same pieces."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gigawatch.ledger.perimeter import Perimeter, tell_perimeter
from gigawatch.model import Entity, Interval, Quantity
from gigawatch.quantity import format_quantity, tell_period
from gigawatch.vocab import label

WORDING = Path(__file__).parent / "data" / "wording.toml"
LANGUAGES = ("en", "zh")
MARKS = {";": "；", ",": "，", "+": " + "}


@dataclass(frozen=True, slots=True)
class Words:
    """One remark in both languages."""

    en: str
    zh: str

    def of(self, lang: str) -> str:
        """The remark in a language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Period:
    """An ISO period that a remark tells in words."""

    iso: str | None


Piece = str | int | Words | Quantity | Period | Entity | Perimeter


def say(key: str, **pieces: Piece) -> Words:
    """The remark of a key of `data/wording.toml` with its pieces told in each language; KeyError for an unknown key.

    >>> say("agrees", ground=say("less_precise")).en
    'agrees with the value kept; less precise wording'
    """
    templates = wording()[key]
    told = {
        lang: {name: p if isinstance(p, str) else tell(p, lang) for name, p in pieces.items()} for lang in LANGUAGES
    }
    return Words(templates["en"].format(**told["en"]), templates["zh"].format(**told["zh"]))


def name_code(table: str, code: str) -> Words:
    """A code of a table of the vocabulary by its names; an unlisted code is its own name."""
    return Words(*(label(table, code, lang) for lang in LANGUAGES))


def tell(piece: Piece, lang: str) -> str:
    """One piece of a remark as a language writes it."""
    if isinstance(piece, Words):
        return piece.of(lang)
    if isinstance(piece, Quantity):
        return format_quantity(piece, lang)
    if isinstance(piece, Period):
        return tell_period(piece.iso, lang)
    if isinstance(piece, Perimeter):
        return tell_perimeter(piece.code, lang)
    if isinstance(piece, Entity):
        return piece.names.get(lang, piece.name)
    return str(piece)


def join(pieces: Iterable[Piece], mark: str) -> Words:
    """Pieces in a row, set apart by `;`, `,` or `+` as each language writes it."""
    listed = list(pieces)
    spaced = f" {mark} " if mark == "+" else f"{mark} "
    return Words(spaced.join(tell(p, "en") for p in listed), MARKS[mark].join(tell(p, "zh") for p in listed))


def as_quantity(interval: Interval, unit: str) -> Quantity:
    """An interval as a quantity that can be told: one value, a range, or an open end as a hedge."""
    from math import inf

    from gigawatch.model import Bound

    if interval.high == inf:
        return Quantity(interval.low, unit, Bound.AT_LEAST)
    return Quantity(interval.low, unit, None, interval.high if interval.high != interval.low else None)


@cache
def wording() -> Mapping[str, Mapping[str, str]]:
    """Every remark by its key."""
    data: Mapping[str, Mapping[str, str]] = tomllib.loads(WORDING.read_text(encoding="utf-8"))
    return data

"""What a unit spelled in a table stands for: one of the ledger's units, and how many of it.

`bn CNY` is 10^9 CNY, `万辆` is 10^4 count, `yuan/Wh` is 10^3 CNY/kWh. A spelling that is not in `unit.toml`, or that
could mean two things (`$`, `¥`), is refused: a guessed unit is a wrong number that nobody notices.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from gigawatch.model import InputError

_ONE = Decimal(1)
UNIT_ALIKE = 75  # of 100: units are short, and many are alike
_YEARLY = re.compile(r"\s*(?:/\s*(?:y|yr|year|a|年)|per year|a year|p\.a\.|每年)$", re.IGNORECASE)
_AMBIGUOUS = {"$": "write USD, HKD, AUD ...", "¥": "write CNY or JPY", "￥": "write CNY or JPY", "m": "write million"}


@dataclass(frozen=True, slots=True)
class Unit:
    """`factor` of the ledger's unit `name`; `per_year` is the ledger's unit of as much a year, where there is one."""

    name: str
    factor: Decimal = _ONE
    per_year: str = ""


@dataclass(frozen=True, slots=True)
class _Spelling:
    exact: Mapping[str, Unit]
    words: Mapping[str, Unit]
    currency: Mapping[str, str]
    scale: Mapping[str, Decimal]
    per: Mapping[str, tuple[str, Decimal]]


@cache
def _spellings() -> _Spelling:
    data = tomllib.loads((Path(__file__).parent / "unit.toml").read_text(encoding="utf-8"))
    exact: dict[str, Unit] = {}
    words: dict[str, Unit] = {}
    for entry in data["unit"]:
        unit = Unit(entry["unit"], Decimal(entry.get("factor", "1")), entry.get("per_year", ""))
        exact |= {_tidy(spelling): unit for spelling in entry.get("exact", [])}
        words |= {_tidy(spelling).casefold(): unit for spelling in entry.get("words", [])}
    currency = {_tidy(name).casefold(): code for code, names in data["currency"].items() for name in names}
    scale = {_tidy(word).casefold(): Decimal(size) for word, size in data["scale"].items()}
    per = {_tidy(word): (of, Decimal(size)) for of, sizes in data["per"].items() for word, size in sizes.items()}
    return _Spelling(exact, words, currency, scale, per)


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def read_unit(text: str) -> Unit:
    """The ledger's unit for a spelling, or InputError when the spelling is unknown or ambiguous.

    >>> read_unit("bn CNY").name, int(read_unit("bn CNY").factor)
    ('CNY', 1000000000)
    """
    spelled = _tidy(text)
    found = _plain(spelled) or _yearly(spelled) or _rate(spelled) or _price(spelled)
    if found is None:
        hint = _AMBIGUOUS.get(spelled) or _near(spelled)
        raise InputError(f"unknown unit {text.strip()!r}", hint=hint)
    return found


def _near(text: str) -> str:
    """The units written most like a spelling, those of a known currency or unit within it first."""
    from gigawatch.vocab.near import hint, pick_near

    if len(parts := text.split()) > 1 and (unit := _bare(parts[-1])) is not None:
        return f"write mn {unit.name} or million {unit.name}, or another scale; units are listed in docs/figures.md"
    spelling = _spellings()
    near = hint(pick_near(text, (*spelling.words, *spelling.exact, *spelling.currency), UNIT_ALIKE))
    return (f"{near}; " if near else "") + "units are listed in docs/figures.md"


def _plain(text: str) -> Unit | None:
    return _bare(text) or _scaled(text)


def _bare(text: str) -> Unit | None:
    spelling = _spellings()
    code = spelling.currency.get(text.casefold())
    if code:
        return Unit(code)
    return spelling.exact.get(text) or spelling.words.get(text.casefold())


def _scaled(text: str) -> Unit | None:
    folded = text.casefold()
    for word, size in _spellings().scale.items():
        for rest in _around(text, folded, word):
            unit = _bare(rest)
            if unit:
                per_year = unit.per_year
                return Unit(unit.name, unit.factor * size, per_year)
    return None


def _around(text: str, folded: str, word: str) -> list[str]:
    """What is left of `text` without the scale word before or after it; Latin scale words need a space beside them."""
    gap = "" if not word[-1].isascii() else " "
    rests = []
    if folded.startswith(word + gap):
        rests.append(text[len(word + gap) :].strip())
    if folded.endswith(gap + word):
        rests.append(text[: -len(gap + word)].strip())
    return [rest for rest in rests if rest]


def _yearly(text: str) -> Unit | None:
    stem = _YEARLY.sub("", text)
    if stem == text:
        return None
    unit = _plain(stem)
    return Unit(unit.per_year, unit.factor) if unit and unit.per_year else None


def _rate(text: str) -> Unit | None:
    """An exchange rate, `CNY per USD`, kept as CNY/USD."""
    parts = re.split(r"\s+per\s+|\s*/\s*", text)
    codes = [_spellings().currency.get(part.casefold()) for part in parts]
    if len(codes) == 2 and codes[0] and codes[1]:
        return Unit(f"{codes[0]}/{codes[1]}")
    return None


def _price(text: str) -> Unit | None:
    money, slash, thing = (part.strip() for part in text.replace(" per ", "/").partition("/"))
    unit = _plain(money) if slash else None
    if unit is None or unit.name not in _spellings().currency.values() or thing not in _spellings().per:
        return None
    of, size = _spellings().per[thing]
    return Unit(f"{unit.name}/{of}", unit.factor / size)

"""How values and measures are printed that the vocabulary has no words for: days, and units of tables of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from gigawatch.model import Quantity
from gigawatch.outlook.carbon.label import find_label
from gigawatch.outlook.technology.text import find_phrase
from gigawatch.quantity import format_quantity
from gigawatch.quantity.telling import tell_period
from gigawatch.quantity.unit import COUNTED, units
from gigawatch.vocab import label

DAY, CALENDAR = "date", "year"
YEARS = range(1800, 2200)  # a length of time is never so many years
REMEMBERED = 1 << 15  # texts: a site prints most of them on several pages
NUMBER, YEAR, ALONE = r"\d+(?:[.,]\d+)*", r"(?:19|20)\d\d", r"(?<![\w.,/-])"
SCALES = (1e12, 1e8, 1e4)  # 万亿, 亿, 万
RANGES = (
    re.compile(rf"{ALONE}({NUMBER}(?: ?%)?) ?[-–] ?(?={NUMBER} ?%)", re.ASCII),
    re.compile(rf"{ALONE}({YEAR})-(?={YEAR}(?![\w/-]))", re.ASCII),
)
PER_CENT, MINUS = re.compile(r"(?<=\d) %"), re.compile(r"(?<![\w-])-(?=\d)")


@lru_cache(maxsize=REMEMBERED)
def print_quantity(quantity: Quantity, lang: str) -> str:
    """A quantity as a text prints it, hedge included."""
    if quantity.unit == DAY:
        return tell_period(iso_of(quantity.value), lang)
    if quantity.unit == CALENDAR and quantity.value in YEARS:
        return _print_year(quantity, lang)
    top, _, below = quantity.unit.partition("/")
    if all(part in units() or part in ("yr", "month", "day", "") for part in (top, below)) or _is_counted(top, below):
        return format_quantity(quantity, lang)
    name = find_label("unit", quantity.unit, lang) or find_phrase(quantity.unit, lang) or quantity.unit
    gap = "" if lang == "zh" else " "
    return f"{format_quantity(replace(quantity, unit='count'), lang)}{gap}{name}"


def _print_year(quantity: Quantity, lang: str) -> str:
    """A year that is meant itself and not its length: by 2030, not 2,030 years."""
    year = int(quantity.value)
    bare = format_quantity(replace(quantity, unit="count"), lang)
    return re.sub(rf"{year:,}|{year}", tell_period(str(year), lang), bare)


def _is_counted(top: str, below: str) -> bool:
    """True for what is counted bare, and for things counted in a time: vehicles a year."""
    return top == "count" or (top in COUNTED and bool(below))


@lru_cache(maxsize=REMEMBERED)
def name_measure(code: str, lang: str) -> str:
    """The name of a measure of the vocabulary, of a link whose amounts are told, or of a table of the outlook; an
    unlisted code is its own name.
    """
    known = label("measure", code, lang)
    known = known if known != code else label("link", code, lang)
    return known if known != code else find_label("figure", code, lang) or find_phrase(code, lang) or code


def print_words(words: str) -> str:
    """Words of a shipped table as the report writes ranges and per cents: 10–80%, 2005–2020; a code keeps its hyphen.

    >>> print_words("10-80 % at -30 C"), print_words("NCM-811, 2021-2023")
    ('10–80% at −30 C', 'NCM-811, 2021–2023')
    """
    for pattern in RANGES:
        words = pattern.sub(r"\1–", words)
    return MINUS.sub("−", PER_CENT.sub("%", words))


def iso_of(value: float) -> str:
    """The day or month of a number, year first: 20270218 is 2027-02-18."""
    text = f"{value:.0f}"
    year, month, day = text[:4], text[4:6], text[6:]
    return f"{year}-{month}" if day == "00" else f"{year}-{month}-{day}"


def round_scaled(value: float) -> float:
    """A value as Chinese reports print it behind 万, 亿 or 万亿: with two decimals at most.

    >>> round_scaled(69930.0), round_scaled(423.7e9)
    (69900.0, 423700000000.0)
    """
    scale = next((one for one in SCALES if abs(value) >= one), 1.0)
    return round(round(value / scale, 2) * scale, 6) if scale > 1 else value

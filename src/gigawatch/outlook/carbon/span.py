"""Intervals with either sign: differences, products and how they are told."""

from __future__ import annotations

from math import isinf

from gigawatch.chain.interval import round_digits
from gigawatch.model import Interval
from gigawatch.outlook.carbon.label import label
from gigawatch.quantity import part_thousands

TEN_THOUSAND = 10_000
WHOLE = Interval(1.0, 1.0)


def scale(interval: Interval, factor: float) -> Interval:
    """Every value times a factor that is not negative."""
    return Interval(interval.low * factor, interval.high * factor)


def subtract(one: Interval, other: Interval) -> Interval:
    """Every difference of a value of each.

    >>> subtract(Interval(10, 20), Interval(5, 12))
    Interval(low=-2, high=15)
    """
    return Interval(one.low - other.high, one.high - other.low)


def times(one: Interval, other: Interval) -> Interval:
    """Every product of a value of each, of either sign."""
    ends = [0.0 if 0 in (a, b) else a * b for a in (one.low, one.high) for b in (other.low, other.high)]
    return Interval(min(ends), max(ends))


def tell_span(interval: Interval, unit: str, lang: str) -> str:
    """An interval to three digits with its unit, a range where none is negative. Chinese counts in 万 from there on.

    >>> tell_span(Interval(-2.0, 15.0), "kg/kWh", "en")
    '−2 to 15 kg/kWh'

    >>> tell_span(Interval(1_640_000, 2_130_000), "t/yr", "zh")
    '164–213万吨/年'
    """
    name = label("unit", unit, lang)
    gap = "" if unit == "%" or (lang == "zh" and not name[:1].isascii()) else " "
    if lang == "zh" and interval.low >= TEN_THOUSAND and not isinf(interval.high):
        interval, name = scale(interval, 1 / TEN_THOUSAND), f"万{name}"
    low, high = (number(end, lang) for end in (interval.low, interval.high))
    if isinf(interval.high):
        return f"≥ {low}{gap}{name}"
    joint = "–" if interval.low >= 0 else "至" if lang == "zh" else " to "
    return f"{low}{gap}{name}" if low == high else f"{low}{joint}{high}{gap}{name}"


def number(value: float, lang: str) -> str:
    """A number to three digits, as a page of `lang` writes it."""
    rounded = round_digits(value)
    told = part_thousands(f"{rounded:,.0f}", lang) if abs(rounded) >= 100 else f"{rounded:g}"
    return told.replace("-", "−") if told.startswith("-") else told

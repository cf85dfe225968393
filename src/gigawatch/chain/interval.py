"""Intervals through multiplication and division, for positive amounts only; open ends stay open."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from math import floor, inf, isinf, log10
from operator import add

from gigawatch.model import Bound, Interval, Quantity
from gigawatch.quantity import format_quantity

DIGITS = 3


def multiply(one: Interval, other: Interval) -> Interval:
    """Every product of a value of each.

    >>> multiply(Interval(10, 20), Interval(300, 800))
    Interval(low=3000, high=16000)
    """
    return Interval(one.low * other.low, _times(one.high, other.high))


def divide(top: Interval, bottom: Interval) -> Interval | None:
    """Every quotient; None where the divisor may be nothing.

    >>> divide(Interval(60, 60), Interval(30, 120))
    Interval(low=0.5, high=2.0)
    """
    if bottom.low <= 0:
        return None
    low = 0.0 if isinf(bottom.high) else top.low / bottom.high
    return Interval(low, inf if isinf(top.high) else top.high / bottom.low)


def subtract(one: Interval, other: Interval) -> Interval | None:
    """By how much the one exceeds the other, never less than nothing; None where it cannot exceed it.

    >>> subtract(Interval(100, 200), Interval(60, 60)), subtract(Interval(40, 50), Interval(60, 60))
    (Interval(low=40, high=140), None)
    """
    if one.high <= other.low:
        return None
    low = 0.0 if isinf(other.high) else max(0.0, one.low - other.high)
    return Interval(low, one.high - other.low)


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of separate amounts; one open end opens the sum."""
    return reduce(add, intervals)


def hull(intervals: Iterable[Interval]) -> Interval:
    """The smallest interval that holds every one of them."""
    found = list(intervals)
    return Interval(min(i.low for i in found), max(i.high for i in found))


def format_interval(interval: Interval, unit: str, lang: str) -> str:
    """A computed interval in words, to three digits.

    >>> format_interval(Interval(34035.2, 120000), "t/yr", "en")
    '34,000–120,000 tonnes a year'
    """
    low, high = round_digits(interval.low), round_digits(interval.high)
    if isinf(high):
        return format_quantity(Quantity(low, unit, Bound.AT_LEAST), lang)
    if low <= 0 < high:
        return format_quantity(Quantity(high, unit, Bound.UP_TO), lang)
    return format_quantity(Quantity(low, unit, None, None if low == high else high), lang)


def round_digits(value: float) -> float:
    """A value to three significant digits.

    >>> round_digits(34035.2), round_digits(0.48765)
    (34000.0, 0.488)
    """
    if value == 0 or isinf(value):
        return value
    return round(value, DIGITS - 1 - floor(log10(abs(value))))


def _times(one: float, other: float) -> float:
    return 0.0 if 0 in (one, other) else one * other

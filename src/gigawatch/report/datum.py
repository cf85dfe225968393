"""What printed words say, as a machine reads it: a number with its unit, hedge and interval, or a day or period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isinf

from gigawatch.chain.interval import round_digits
from gigawatch.model import Bound, Interval, Quantity
from gigawatch.quantity import interval_of

NUMERAL = re.compile(r"[-−]?\d+(?:,\d{3})*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure: its value, unit and hedge, and what it allows from `low` to `high`; an open end is None.

    A range has no `value` of its own. An empty unit is that of a bare number.

    >>> Number.of(Quantity(30, "GWh", Bound.OVER))
    Number(value=30, unit='GWh', bound=<Bound.OVER: 'over'>, low=30, high=None)
    """

    value: float | None
    unit: str = ""
    bound: Bound | None = None
    low: float | None = None
    high: float | None = None

    @classmethod
    def of(cls, quantity: Quantity) -> Number:
        """The number of a quantity as a source words it."""
        interval = interval_of(quantity)
        value = quantity.value if quantity.high is None else None
        return cls(value, quantity.unit, quantity.bound, _end(interval.low), _end(interval.high))

    @classmethod
    def published(cls, interval: Interval, unit: str, hedge: str) -> Number:
        """The number of a row of a shipped table, where `about` has no width of its own."""
        value = interval.low if interval.low == interval.high else None
        if hedge in ("", Bound.ABOUT):
            return cls(value, unit, Bound(hedge) if hedge else None, interval.low, interval.high)
        return cls.of(Quantity(interval.low, unit, Bound(hedge), None if value is not None else interval.high))

    @classmethod
    def within(cls, interval: Interval, unit: str) -> Number:
        """The number of an interval that was worked out, to three digits as it is printed."""
        low, high = _end(round_digits(interval.low)), _end(round_digits(interval.high))
        return cls(low if low == high else None, unit, None, low, high)

    @classmethod
    def about(cls, value: float, interval: Interval | None, unit: str) -> Number:
        """An estimate with the interval that was worked out for it, where there is one."""
        if interval is None:
            return cls(value, unit)
        return cls(value, unit, None, _end(interval.low), _end(interval.high))

    @classmethod
    def share(cls, share: Interval, digits: int) -> Number:
        """A share from 0 to 1 in per cent, to so many decimals."""
        low, high = round(100 * share.low, digits), round(100 * share.high, digits)
        return cls(low if low == high else None, "%", None, low, high)

    @classmethod
    def read(cls, text: str) -> Number | None:
        """The number that a text is, where it is nothing but a numeral."""
        if NUMERAL.fullmatch(text) is None:
            return None
        value = float(text.replace(",", "").replace("−", "-"))
        return cls(value, "", None, value, value)


@dataclass(frozen=True, slots=True)
class Day:
    """A day or a period in ISO: 2031-05-08, 2031-05, 2031."""

    iso: str


Datum = Number | Day


def _end(value: float) -> float | None:
    return None if isinf(value) else value

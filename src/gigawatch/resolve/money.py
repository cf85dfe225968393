"""Two sums of money in two currencies: whether they may be one sum, at the rate of the days on which they were told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gigawatch.figures.rate import find_rate
from gigawatch.model import InputError, Quantity

MARGIN = 0.06  # rounding of both sums, and the way of a rate between the day of a deal and that of its report
APART = 0.3  # what no rounding and no rate of the same months makes of one sum


def may_be_one_sum(one: Quantity, other: Quantity, days: Iterable[date]) -> bool | None:
    """True where one sum is within 6 % of the other at the rate of one of the days; False where it is far off at all.

    None in between, and where no day or no rate is known.

    >>> may_be_one_sum(Quantity(1.2e10, "CNY"), Quantity(1.77e9, "USD"), [date(2022, 7, 1)])
    True
    """
    rates = (_rate(other.unit, one.unit, day) for day in days)
    worth = [other.value * rate for rate in rates if rate is not None]
    off = [abs(one.value - told) / max(abs(one.value), abs(told), 1.0) for told in worth]
    if not off or MARGIN < min(off) <= APART:
        return None
    return min(off) <= MARGIN


def _rate(currency: str, target: str, day: date) -> float | None:
    try:
        return find_rate(currency, target, day).value
    except InputError:
        return None

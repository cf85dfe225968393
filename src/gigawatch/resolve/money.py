"""Two sums of money in two currencies: whether they may be one sum, at a rate of the years in which plants are told."""

from __future__ import annotations

from datetime import date

from gigawatch.figures.rate import find_rate
from gigawatch.model import InputError, Quantity

DAYS = tuple(date(year, 7, 1) for year in range(2018, 2026))
MARGIN = 0.08  # rounding of both sums, and the way of a rate within a year


def may_be_one_sum(one: Quantity, other: Quantity) -> bool:
    """True where one sum is within 8 % of the other at the rate of some year since 2018; False without a rate.

    >>> may_be_one_sum(Quantity(1.2e10, "CNY"), Quantity(1.7e9, "USD"))
    True
    """
    rates = (_rate(other.unit, one.unit, day) for day in DAYS)
    worth = (other.value * rate for rate in rates if rate is not None)
    return any(abs(one.value - told) <= MARGIN * max(abs(one.value), abs(told)) for told in worth)


def _rate(currency: str, target: str, day: date) -> float | None:
    try:
        return find_rate(currency, target, day).value
    except InputError:
        return None

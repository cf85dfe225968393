"""How exact a printed figure is: the values that round to it, and arithmetic with them."""

from __future__ import annotations

import re
from functools import lru_cache
from math import inf, isinf

from gigawatch.ledger.setting import tolerance
from gigawatch.model import Bound, Interval, Quantity
from gigawatch.quantity import interval_of
from gigawatch.quantity.bound import last_digit_unit

NUMBER = re.compile(r"\d[\d,，]*(?:\.(\d+))?")
LARGE = 1e5
HUNDRED = 100.0
MOST_KEPT = 1 << 16


@lru_cache(maxsize=MOST_KEPT)
def printed_interval(quantity: Quantity, surface: str | None = None) -> Interval:
    """Every value that would be printed like this: half a unit of the last printed digit to either side.

    A hedge keeps its own interval. A value in words (a fifth) is rough; a table cell has the digits of its value.

    >>> printed_interval(Quantity(9.62e10, "CNY"), "96.2 billion yuan")
    Interval(low=96150000000.0, high=96250000000.0)
    """
    wide = interval_of(quantity)
    slack = _slack(quantity, surface)
    if quantity.bound in (None, Bound.ABOUT):
        inner = abs(wide.high - wide.low) / 2 if quantity.bound is Bound.ABOUT and quantity.high is None else 0.0
        more = max(0.0, slack - inner)
        return Interval(wide.low - more, wide.high + more)
    return wide


def divide(part: Interval, whole: Interval) -> Interval:
    """Every quotient of the two; a whole that may be nothing leaves the top open."""
    if whole.high <= 0:
        return Interval(-inf, inf)
    high = inf if whole.low <= 0 or isinf(part.high) else part.high / whole.low
    return Interval(part.low / whole.high, high)


def stretch(interval: Interval, factor: float) -> Interval:
    """The interval times a positive number."""
    return Interval(interval.low * factor, interval.high * factor)


def decimals_of(surface: str | None) -> int:
    """How many decimals a figure is printed with."""
    found = NUMBER.search(surface or "")
    return len(found[1] or "") if found else 0


def _slack(quantity: Quantity, surface: str | None) -> float:
    value = abs(quantity.value if quantity.high is None else quantity.high)
    if surface is None:
        digit = last_digit_unit(value)
        return digit / 2 if value >= LARGE else min(digit, 1.0) / 2
    numbers = list(NUMBER.finditer(surface))
    if not numbers or quantity.value == 0:
        return tolerance("fraction") * value
    last = min(numbers, key=lambda n: _misfit(n, value))
    number = float(re.sub(r"[,，]", "", last[0]))
    return value / number * 10.0 ** -len(last[1] or "") / 2 if number else 0.0


def _misfit(number: re.Match[str], value: float) -> float:
    """How far the digits are from those of the value: a surface may hold other numbers beside it."""
    digits = number[0].replace(",", "").replace("，", "").replace(".", "").strip("0")
    return 0.0 if digits and f"{value:.12e}".replace(".", "").startswith(digits) else 1.0

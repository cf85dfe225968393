"""Two sums of money in two currencies: whether they may be one sum, at a rate of those years."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from gigawatch.model import Quantity

RATES = Path(__file__).parent / "data" / "rate.toml"


def may_be_one_sum(one: Quantity, other: Quantity) -> bool:
    """True where two sums are within 15 % of each other in dollars; a currency without a rate fits nothing.

    >>> may_be_one_sum(Quantity(1.2e10, "CNY"), Quantity(1.7e9, "USD"))
    True
    """
    rates, margin = _rates()
    if one.unit not in rates or other.unit not in rates:
        return False
    left, right = one.value * rates[one.unit], other.value * rates[other.unit]
    return abs(left - right) <= margin * max(abs(left), abs(right))


@cache
def _rates() -> tuple[Mapping[str, float], float]:
    table = tomllib.loads(RATES.read_text(encoding="utf-8"))
    return table["usd"], float(table["margin"])

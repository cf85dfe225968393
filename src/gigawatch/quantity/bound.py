"""What a hedge stands for: the interval of values that about, over, at least, nearly, up to or a range allow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import floor, inf, log10

from gigawatch.model import Bound, Interval, Quantity
from gigawatch.vocab.shelf import read_entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """One hedge: its interval as factors of the value, and the words for it in English and Chinese."""

    bound: Bound
    low: float | None
    high: float | None
    digit: float
    share: float
    before: tuple[str, ...]
    after: tuple[str, ...]
    within: tuple[str, ...]
    words_en: str
    words_zh: str


def _hedge(entry: Mapping[str, object]) -> Hedge:
    def number(key: str) -> float | None:
        value = entry.get(key)
        return float(value) if isinstance(value, int | float) else None

    def texts(key: str) -> tuple[str, ...]:
        value = entry.get(key, [])
        return tuple(str(item) for item in value) if isinstance(value, list) else ()

    return Hedge(
        bound=Bound(str(entry["code"])),
        low=number("low"),
        high=number("high"),
        digit=number("digit") or 0.0,
        share=number("share") or 0.0,
        before=texts("before"),
        after=texts("after"),
        within=texts("within"),
        words_en=str(entry["words_en"]),
        words_zh=str(entry["words_zh"]),
    )


@cache
def hedges() -> Mapping[Bound, Hedge]:
    """Every hedge with its width and its words."""
    return {hedge.bound: hedge for hedge in map(_hedge, read_entries("bound.toml", "bound"))}


def interval_of(quantity: Quantity) -> Interval:
    """Every value that the quantity allows; a stated range is widened only at the end that its hedge opens.

    >>> interval_of(Quantity(30, "GWh", Bound.OVER))
    Interval(low=30, high=inf)
    >>> interval_of(Quantity(200, "GWh", Bound.NEARLY))
    Interval(low=180.0, high=200)
    """
    value, top = quantity.value, quantity.value if quantity.high is None else quantity.high
    if quantity.bound is None:
        return Interval(min(value, top), max(value, top))
    if value < 0:
        mirrored = interval_of(Quantity(-top, quantity.unit, quantity.bound, None if quantity.high is None else -value))
        return Interval(-mirrored.high, -mirrored.low)
    hedge = hedges()[quantity.bound]
    if quantity.bound is Bound.ABOUT:
        return Interval(value - _slack(value, hedge), top + _slack(top, hedge))
    low = value * hedge.low if hedge.low not in (None, 1.0) else value
    return Interval(low, top if hedge.high is not None else inf)


def _slack(value: float, hedge: Hedge) -> float:
    return max(hedge.digit * last_digit_unit(value), hedge.share * abs(value))


@lru_cache(maxsize=65_536)  # amounts recur, and several rules ask each for its digits
def last_digit_unit(value: float) -> float:
    """The size of the last significant digit: 0.1 of 96.2, 10 of 30.

    >>> last_digit_unit(30.0), last_digit_unit(2007.0)
    (10.0, 1.0)
    """
    if value == 0:
        return 1.0
    mantissa = f"{abs(value):.11e}".partition("e")[0].rstrip("0").rstrip(".")
    digits = len(mantissa.replace(".", ""))
    return 10.0 ** (floor(log10(abs(value))) - digits + 1)


def count_digits(value: float) -> int:
    """How many digits a number tells, zeros at its ends aside: few of them make a round number.

    >>> count_digits(96.2), count_digits(30.0), count_digits(1030.0)
    (3, 1, 3)
    """
    return len(f"{abs(value):.10g}".replace(".", "").strip("0"))

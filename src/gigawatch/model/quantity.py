"""A value as a source words it: number, unit and hedge; and the interval that the hedge stands for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf


class Bound(StrEnum):
    """The hedge of a value. `over 30` is [30, inf), never 30."""

    ABOUT = "about"
    OVER = "over"
    AT_LEAST = "at least"
    NEARLY = "nearly"
    UP_TO = "up to"


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value` (or `value`..`high` for a stated range) in `unit`, with its hedge; `bound` None means as stated.

    Money is in whole currency units, so 96.2 billion yuan is Quantity(9.62e10, "CNY"). Falls are negative.
    """

    value: float
    unit: str
    bound: Bound | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Every value that a hedged statement allows, from `low` to `high`, ends included; infinite ends stay open.

    >>> Interval(30, inf) + Interval(20, 24)
    Interval(low=50, high=inf)
    """

    low: float
    high: float

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def overlaps(self, other: Interval) -> bool:
        """True when some value satisfies both statements."""
        return self.low <= other.high and other.low <= self.high

    @property
    def is_open(self) -> bool:
        """True when one end is unbounded."""
        return self.low == -inf or self.high == inf

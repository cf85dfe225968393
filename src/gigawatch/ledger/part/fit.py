"""Fits: whether amounts can add up to a whole as intervals, which of many do, and how likely that is by chance."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from gigawatch.ledger.part.cover import add
from gigawatch.model import Interval

NEAR, WIDE = 0.1, 0.25
MOST_PARTS = 4
MOST_VALUES = 200
MOST_FOUND = 8
CHANCE = 0.02
EXACT = 1e-9


@dataclass(frozen=True, slots=True)
class Value:
    """An amount as printed: its hedge as an interval, the printed number, and what rounding may have taken from it.

    `grid` is the unit of the last printed digit (1 of 65, 0.1 of 14.6, 10 of 40): how finely the number is told.
    """

    interval: Interval
    nominal: float
    slack: float
    grid: float

    @property
    def widened(self) -> Interval:
        """The interval with room for rounding."""
        return Interval(self.interval.low - self.slack, self.interval.high + self.slack)

    @property
    def is_exact(self) -> bool:
        """True for a number without a hedge."""
        return self.interval.low == self.interval.high


def sum_of(parts: Iterable[Value]) -> Interval:
    """The sum of the stated intervals, open ends kept open."""
    return add(part.interval for part in parts) or Interval(0, 0)


def can_add_up(parts: Sequence[Value], whole: Value) -> bool:
    """True where some value of every part adds up to some value of the whole, rounding allowed for."""
    told = add(part.widened for part in parts) or Interval(0, 0)
    slack = EXACT * abs(whole.nominal)
    return Interval(told.low - slack, told.high + slack).overlaps(whole.widened)


def adds_up(parts: Sequence[Value], whole: Value, near: float = NEAR) -> bool:
    """True where the parts can add up to the whole and, where a hedge leaves room, nearly do as printed.

    `over 30` and `at most 24` can be anything from 30: that 54 is among it says nothing, that 30 + 24 is near it does.
    """
    return can_add_up(parts, whole) and abs(sum(p.nominal for p in parts) - whole.nominal) <= near * whole.nominal


def add_up_exactly(parts: Sequence[Value], whole: Value) -> bool:
    """True where the printed numbers add up, rounding allowed for, and none is hedged."""
    return whole.is_exact and all(part.is_exact for part in parts) and can_add_up(parts, whole)


def chance_of(tried: float, parts: Sequence[Value], whole: Value) -> float:
    """How many of so many tried sums would meet the whole by chance, were the numbers without relation.

    Digits that add up as printed meet it once in as many times as the whole has steps of the finest digit; where
    rounding or a hedge has to help, once in as many as it has room for.
    """
    grid = min(whole.grid, *(part.grid for part in parts))
    is_as_printed = abs(sum(part.nominal for part in parts) - whole.nominal) <= EXACT * whole.nominal
    room = whole.interval.high - whole.interval.low + 2 * (whole.slack + sum(part.slack for part in parts))
    return tried * (grid if is_as_printed else max(grid, room)) / max(abs(whole.nominal), EXACT)


def least_chance(tried: float, values: Sequence[Value], whole: Value) -> float:
    """The least chance that any sum of some of these values could have: whether a search is worth while."""
    return tried * min(whole.grid, *(value.grid for value in values)) / max(abs(whole.nominal), EXACT)


def count_subsets(values: int) -> int:
    """How many sets of two to four of so many values there are."""
    return sum(comb(values, size) for size in range(2, MOST_PARTS + 1))


def find_subsets(values: Sequence[Value], whole: Value) -> list[tuple[int, ...]]:
    """Sets of two to four exact values that add up to a whole, as positions; pairs of pairs meet in the middle.

    At most `MOST_VALUES` values are taken, and at most `MOST_FOUND` sets given back, small sets first.
    """
    usable = [n for n, v in enumerate(values) if v.is_exact and 0 < v.nominal < whole.nominal][:MOST_VALUES]
    pairs = sorted((values[a].nominal + values[b].nominal, (a, b)) for a, b in combinations(usable, 2))
    sums = [total for total, _ in pairs]
    found: dict[tuple[int, ...], None] = {}
    for rest, lead in _leads(values, usable, pairs, whole):
        room = whole.slack + EXACT * whole.nominal + MOST_PARTS * max((v.slack for v in values), default=0)
        for place in range(bisect_left(sums, rest - room), bisect_right(sums, rest + room)):
            chosen = tuple(sorted((*lead, *pairs[place][1])))
            if len(set(chosen)) == len(chosen) and adds_up([values[n] for n in chosen], whole):
                found.setdefault(chosen)
        if len(found) >= MOST_FOUND:
            break
    return sorted(found, key=lambda one: (len(one), one))[:MOST_FOUND]


def _leads(
    values: Sequence[Value], usable: Sequence[int], pairs: Sequence[tuple[float, tuple[int, int]]], whole: Value
) -> Iterable[tuple[float, tuple[int, ...]]]:
    """What is left for a pair to fill, after none, one or two other values."""
    yield whole.nominal, ()
    for one in usable:
        yield whole.nominal - values[one].nominal, (one,)
    for total, pair in pairs:
        yield whole.nominal - total, pair

"""A unit's strengths and weaknesses: where it stands best and worst, and what that brings to its score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.auditing.sample import read_turned
from gigawatch.index.input.column import Numbers
from gigawatch.index.result.ranking import rank_scores
from gigawatch.index.result.result import Result
from gigawatch.index.result.sheet import lay_out
from gigawatch.index.step.weigh.effective import weigh_effectively
from gigawatch.model import InputError

if TYPE_CHECKING:
    import polars as pl

COLUMNS = {
    "unit": "text",
    "period": "text",
    "side": "text",
    "place": "count",
    "code": "text",
    "name": "text",
    "parent": "text",
    "value": "number",
    "measure": "text",
    "rank": "number",
    "of_units": "count",
    "position": "number",
    "weight": "number",
    "contribution": "number",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """How strengths are chosen.

    `top` and `bottom`: how many. `unique`: indicators with no more than this share of different values among those
    given are left out, since nearly everybody is alike in them (COINr's unq_discard). `skip_last`: an indicator in
    which the unit stands last, alone or with others, is left out (COINr's min_discard). `ties`: the rank of equals.
    """

    top: int = 5
    bottom: int = 5
    unique: float = 0.0
    skip_last: bool = False
    ties: str = "min"


CHOOSING = Choosing()


def list_strengths(result: Result, unit: str, period: str | None = None, choosing: Choosing = CHOOSING) -> pl.DataFrame:
    """The indicators in which a unit stands best (`strength`) and worst (`weakness`), in the latest period it has.

    Ranks are among the units whose value was given in that period, 1 the best, after any denominating; only indicators
    given for the unit take part. `position` is 0 for the best and 1 for the worst, so that indicators with gaps
    compare; equal positions are ordered by weight. `weight` is that in the root, `contribution` the part of its score.
    Strengths are among the better half of the unit's indicators, weaknesses among the other.
    """
    at_unit, at_period = locate(result, unit, period)
    places = _order(result, at_unit, at_period, choosing)
    half = (len(places) + 1) // 2
    top, bottom = places[:half][: choosing.top], places[half:][::-1][: choosing.bottom]
    figures = _Figures.read(result, at_unit, at_period, choosing)
    rows = [
        (unit, result.values.periods[at_period], side, number, *figures.describe(column))
        for side, chosen in (("strength", top), ("weakness", bottom))
        for number, column in enumerate(chosen, 1)
    ]
    return lay_out(rows, COLUMNS)


def locate(result: Result, unit: str, period: str | None) -> tuple[int, int]:
    """The positions of a unit and a period (the unit's latest where none is named)."""
    values = result.values
    if unit not in values.units:
        raise InputError(f"there is no unit {unit!r}", where="audit", hint=f"there are: {', '.join(values.units[:20])}")
    at = values.units.index(unit)
    has = np.flatnonzero(values.present[:, at])
    if period is None:
        return at, int(has[-1])
    if period not in values.periods or values.periods.index(period) not in has:
        there = ", ".join(str(values.periods[place]) for place in has)
        raise InputError(f"{unit} has no value in period {period!r}", where="audit", hint=f"there are: {there}")
    return at, values.periods.index(period)


def read_given(result: Result, period: int) -> Numbers:
    """Units x indicators of one period after denominating, turned, only what was given."""
    step = result.method.find("denominate")
    x = read_turned(result, step.name if step else "raw")[period]
    return np.where(result.values.given[period], x, np.nan)


@dataclass(frozen=True)
class _Figures:
    """What is said of each indicator of one unit in one period."""

    result: Result
    unit: int
    period: int
    ranks: Numbers
    counts: Numbers
    weights: Numbers
    parts: Numbers

    @classmethod
    def read(cls, result: Result, unit: int, period: int, choosing: Choosing) -> _Figures:
        x = read_given(result, period)
        count = len(result.structure.indicators)
        weights = weigh_effectively(result.structure, result.weights)[:count]
        ranks = rank_scores(x, choosing.ties, axis=0)[unit]
        parts = _read_contributions(result, unit, period)
        return cls(result, unit, period, ranks, (~np.isnan(x)).sum(axis=0).astype(np.float64), weights, parts)

    @property
    def positions(self) -> Numbers:
        """0 for the best, 1 for the worst; 0 where nobody else was given."""
        found: Numbers = (self.ranks - 1) / np.maximum(self.counts - 1, 1)
        return found

    def describe(self, column: int) -> tuple[object, ...]:
        node = self.result.structure.by_code[self.result.structure.indicators[column]]
        value = float(self.result.values.x[self.period, self.unit, column])
        figures = (self.ranks[column], int(self.counts[column]), self.positions[column])
        shares = (self.weights[column], self.parts[column])
        return node.code, node.names.get("en"), node.parent, value, node.unit, *figures, *shares


def _read_contributions(result: Result, unit: int, period: int) -> Numbers:
    """The indicators' parts of the unit's score in the root they lie under; NaN without scores or without parts."""
    parts = np.full(len(result.structure.indicators), np.nan)
    if result.method.find("aggregate") is None:
        return parts
    name, label = result.values.units[unit], result.values.periods[period]
    for root in result.structure.roots:
        if result.list_indivisible(root):
            continue
        frame = result.list_contributions(root)
        for row_unit, code, row_period, part, _ in frame.iter_rows():
            if row_unit == name and row_period == label and part is not None:
                parts[result.structure.indicators.index(code)] = part
    return parts


def _order(result: Result, unit: int, period: int, choosing: Choosing) -> list[int]:
    """The indicators that take part, the unit's best first."""
    x = read_given(result, period)
    figures = _Figures.read(result, unit, period, choosing)
    kept = ~np.isnan(figures.ranks) & (_share_unique(x) > choosing.unique)
    if choosing.skip_last:
        kept &= ~(x[unit] == np.where(np.isnan(x), np.inf, x).min(axis=0))
    order = np.lexsort((-figures.weights, np.where(np.isnan(figures.positions), 1.0, figures.positions)))
    return [int(column) for column in order if kept[column]]


def _share_unique(x: Numbers) -> Numbers:
    found = [np.unique(column[~np.isnan(column)]) for column in x.T]
    counts = np.maximum((~np.isnan(x)).sum(axis=0), 1)
    shares: Numbers = np.array([values.size for values in found]) / counts
    return shares

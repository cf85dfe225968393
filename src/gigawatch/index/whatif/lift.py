"""What would lift a unit: for each indicator alone, the smallest change of its value that gains so many ranks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.apply import apply_step
from gigawatch.index.combine import Weighing, combine
from gigawatch.index.engine import rank_units
from gigawatch.index.fault import Fault, FaultyInput, StepError
from gigawatch.index.input.column import Numbers
from gigawatch.index.method.method import is_joint
from gigawatch.index.result.place import list_some
from gigawatch.index.result.result import Result

if TYPE_CHECKING:
    import polars as pl

SECTIONS, ROUNDS = 32, 8
"""The way to the best value is cut into so many sections so often: the change found is exact to 1e-12 of that way."""


def lift(
    result: Result, unit: str, *, of: str | None = None, period: str | None = None, places: int = 1
) -> pl.DataFrame:
    """One row for each indicator under `of` (the first root): what value would lift `unit` by `places` ranks.

    Columns: `code`, `value` (as given), `needed` (the nearest value in the good direction that gains the ranks, all
    other figures as they are; null when the best value of the period would not do), `change`, `share` (the change as a
    share of the way to the best value), `rank` and `rank_after` (at `needed`, else at the best value). The best value
    is that of any unit; of an indicator that is divided, the unit's own denominator times the best ratio.
    The least share first. The whole method is worked for each value tried, so that treating and scaling react. An
    indicator that the unit lacks is left out. Raises FaultyInput for an unknown unit, code or period, or when the unit
    has no such rank to gain.
    """
    import polars as pl

    search = _Search(result, *_check(result, unit, of, period, places))
    rows = [row for column in search.columns if (row := search.search(column)) is not None]
    schema = {
        "code": pl.String,
        **dict.fromkeys(("value", "needed", "change", "share", "rank", "rank_after"), pl.Float64),
    }
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.sort("share", "rank_after", nulls_last=True, maintain_order=True)


@dataclass(frozen=True)
class _Search:
    result: Result
    unit: int
    period: int
    target: int
    goal: float

    @cached_property
    def columns(self) -> list[int]:
        """The indicators under the target that the unit has."""
        structure = self.result.structure
        under = structure.under[structure.aggregates[self.target]]
        given = self.result.values.given[self.period, self.unit]
        return [at for code in under if given[at := structure.indicators.index(code)]]

    def search(self, column: int) -> tuple[object, ...] | None:
        """A row of the table for one indicator, or None when the unit has the best value already."""
        values, structure = self.result.values, self.result.structure
        now = float(values.x[self.period, self.unit, column])
        best = self._find_best(column)
        if best == now:
            return None
        share = self._narrow(column, now, best)
        needed = None if share is None else now + share * (best - now)
        after = float(self._rank(column, np.array([best if needed is None else needed]))[0])
        change = None if needed is None else needed - now
        rank = float(self.result.ranks[self.period, self.unit, self.target])
        return structure.indicators[column], now, needed, change, share, rank, after

    def _find_best(self, column: int) -> float:
        """The best value of any unit in the period; of a ratio, the unit's own denominator times the best ratio."""
        values, structure = self.result.values, self.result.structure
        x, direction = values.x[self.period, :, column], structure.directions[column]
        code, step = structure.indicators[column], self.result.method.find("denominate")
        divisor, size = structure.by_code[code].denominator, np.ones(x.size)
        only = () if step is None else step.choice.settings.texts("only")
        if divisor is not None and step is not None and (not only or code in only):
            size = values.divisors[self.period, :, structure.denominators.index(divisor)]
        return float(np.nanmax(x / size * direction) * direction * size[self.unit])

    def _narrow(self, column: int, now: float, best: float) -> float | None:
        """The least share of the way to the best value that reaches the goal; None when no section's end does."""
        low, high = 0.0, 1.0
        for _ in range(ROUNDS):
            shares = np.linspace(low, high, SECTIONS + 1)
            reaches = np.flatnonzero(self._rank(column, now + shares[1:] * (best - now)) <= self.goal)
            if not reaches.size:
                return None
            low, high = float(shares[reaches[0]]), float(shares[reaches[0] + 1])
        return high

    def _rank(self, column: int, tried: Numbers) -> Numbers:
        """The unit's rank with each of the values tried."""
        result = self.result
        aggregate = result.method.find("aggregate")
        assert aggregate is not None
        weighing = Weighing(result.structure, result.method.find("weigh"))
        combined = combine(aggregate, self._work(column, tried), weighing, result.values)
        ranks = rank_units(combined.scores, result.coverage.gated, result.method)
        found: Numbers = ranks[:, self.period, self.unit, self.target]
        return found

    def _work(self, column: int, tried: Numbers) -> Numbers:
        """The normalised table once for each value tried."""
        result, joint = self.result, any(is_joint(step) for step in self.result.method.data_steps)
        columns = list(range(len(result.values.codes))) if joint else [column]
        x = np.repeat(result.values.x[None, ..., columns], tried.size, axis=0)
        x[:, self.period, self.unit, columns.index(column)] = tried
        for step in result.method.data_steps:
            x = apply_step(step, x, result.values, result.structure, columns, mark=False).x
        full = np.repeat(result.tables[-2].x[None], tried.size, axis=0)
        full[..., columns] = x
        return full


def _miss(column: str, text: str, there: Iterable[object]) -> Fault:
    return Fault("lift", None, column, f"{text}; there are: {list_some(there)}")


def _check(result: Result, unit: str, of: str | None, period: str | None, places: int) -> tuple[int, int, int, float]:
    """Positions of unit, period and target, and the rank to reach."""
    if result.method.find("aggregate") is None:
        raise StepError("the method has no aggregate step: there are no ranks", where="lift")
    values, structure = result.values, result.structure
    target = of or structure.roots[0]
    faults = []
    if unit not in values.units:
        faults.append(_miss("unit", f"{unit!r} is no unit of the values", values.units))
    if target not in structure.aggregates:
        faults.append(_miss("of", f"{target!r} is no aggregate", structure.aggregates))
    if period is not None and period not in values.periods:
        faults.append(_miss("period", f"{period!r} is not in the values", values.periods))
    if faults:
        raise FaultyInput(faults)
    when = len(values.periods) - 1 if period is None else values.periods.index(period)
    at = values.units.index(unit), when, structure.aggregates.index(target)
    rank = result.ranks[at[1], at[0], at[2]]
    if np.isnan(rank) or not 1 <= places < rank + (places == 0):
        text = "has no rank" if np.isnan(rank) else f"has rank {rank:g} and cannot gain {places}"
        raise FaultyInput([Fault("lift", None, "unit", f"{unit} {text} in {target}")])
    return (*at, float(rank) - places)

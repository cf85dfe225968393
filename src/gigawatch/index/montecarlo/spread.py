"""The outcome of a Monte Carlo: scores and ranks of every run, their medians and intervals, and who is likely where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.input.column import Flags, Numbers
from gigawatch.index.montecarlo.design import Design
from gigawatch.index.montecarlo.doubt import Doubt
from gigawatch.index.montecarlo.draw import Draws
from gigawatch.index.montecarlo.scale import mark_runs
from gigawatch.index.result.place import find_aggregate
from gigawatch.index.result.result import Result

if TYPE_CHECKING:
    import polars as pl

INTERVAL = (0.05, 0.95)
PART = 1 << 22
"""How many numbers are summarised at a time."""


@dataclass(frozen=True)
class Uncertainty:
    """`scores` and `ranks` are runs x periods x units x aggregates, NaN where there is none."""

    nominal: Result
    design: Design
    draws: Draws
    scores: Numbers
    ranks: Numbers

    @cached_property
    def score_runs(self) -> Flags:
        """Of each run, whether the intervals of scores are taken from it: by the design's `scores_from`."""
        return mark_runs(self.nominal.method, self.nominal.structure, self.design, self.draws)

    def take(self, by: str, at: int) -> Numbers:
        """Runs x periods x units: what the intervals of `score` or of `rank` of an aggregate are taken from."""
        if by == "score":
            return self.scores[..., at][self.score_runs]
        return self.ranks[..., at]

    def summarise(self) -> pl.DataFrame:
        """One row for each unit, aggregate and period: the nominal score and rank, medians, means, 5 to 95 % intervals.

        Quantiles lie linearly between order statistics (type 7). Those of scores are taken from the runs of
        `score_runs`, all on the nominal scale unless the design says otherwise; those of ranks from every run.
        """
        import polars as pl

        frame = self.nominal.list_scores()
        columns: list[pl.Series] = []
        every = np.ones_like(self.score_runs)
        for name, x, runs in (("score", self.scores, self.score_runs), ("rank", self.ranks, every)):
            parts = (part if runs.all() else part[runs] for part in self._list_parts(x))
            found = np.concatenate([_describe(part) for part in parts], axis=1)
            named = zip(("low", "median", "high", "mean"), found, strict=True)
            columns += [pl.Series(f"{name}_{statistic}", values).fill_nan(None) for statistic, values in named]
        return frame.with_columns(columns)

    def list_acceptability(self, code: str | None = None) -> pl.DataFrame:
        """One row for each unit, period and rank: the share of runs in which the unit has that rank in `code`."""
        import polars as pl

        at = find_aggregate(self.nominal.structure, code, "acceptability")
        target = self.nominal.structure.aggregates[at]
        ranks = np.round(self.ranks[..., at])
        runs, periods, units = ranks.shape
        some = ~np.isnan(ranks)
        place = np.arange(periods * units).reshape(periods, units)
        keys, counts = np.unique(
            (place * units + np.where(some, ranks, 1).astype(np.intp) - 1)[some], return_counts=True
        )
        period, unit, rank = np.unravel_index(keys, (periods, units, units))
        values = self.nominal.values
        return pl.DataFrame(
            {
                "unit": pl.Series(values.units, dtype=pl.String).gather(unit),
                "code": [target] * unit.size,
                "period": pl.Series(values.periods, dtype=pl.String).gather(period),
                "rank": rank + 1,
                "share": counts / runs,
            }
        )

    def list_runs(self, code: str | None = None) -> pl.DataFrame:
        """One row for each run, unit and period: score and rank in `code` (the first root)."""
        import polars as pl

        at = find_aggregate(self.nominal.structure, code, "runs")
        values = self.nominal.values
        period, unit = np.nonzero(values.present)
        runs = self.scores.shape[0]
        return pl.DataFrame(
            {
                "run": np.repeat(np.arange(1, runs + 1), unit.size),
                "unit": pl.Series(values.units, dtype=pl.String).gather(np.tile(unit, runs)),
                "period": pl.Series(values.periods, dtype=pl.String).gather(np.tile(period, runs)),
                "score": pl.Series(self.scores[:, period, unit, at].ravel()).fill_nan(None),
                "rank": pl.Series(self.ranks[:, period, unit, at].ravel()).fill_nan(None),
            }
        )

    def list_draws(self) -> pl.DataFrame:
        """One row for each run: what was drawn for it."""
        return self.draws.frame(self.design, self.nominal.structure)

    def list_data(self) -> pl.DataFrame:
        """One row for each run and value that varies: the value drawn; empty when the data do not vary.

        Values that were filled in are not among them: their draw is added to what the rule of imputing gives.
        """
        import polars as pl

        doubt, values = Doubt(self.nominal, self.design), self.nominal.values
        mask = np.zeros(values.x.shape, dtype=np.bool_)
        for cells in (doubt.cells, doubt.optional):
            mask[cells] = True
        period, unit, column = np.nonzero(mask)
        runs = np.arange(self.draws.runs if unit.size else 0)
        drawn = np.empty((0, 0))
        if runs.size:
            drawn = doubt.vary(self.draws, runs)[:, period, unit, np.searchsorted(doubt.columns, column)]
        return pl.DataFrame(
            {
                "run": np.repeat(runs + 1, unit.size),
                "unit": pl.Series(values.units, dtype=pl.String).gather(np.tile(unit, runs.size)),
                "code": pl.Series(values.codes, dtype=pl.String).gather(np.tile(column, runs.size)),
                "period": pl.Series(values.periods, dtype=pl.String).gather(np.tile(period, runs.size)),
                "value": drawn.ravel(),
            }
        )

    def _list_parts(self, x: Numbers) -> Iterator[Numbers]:
        """Runs x rows, in the order of `list_scores`, so many rows at a time that a part stays small."""
        period, unit = np.nonzero(self.nominal.values.present)
        size = max(1, PART // max(1, x.shape[0] * x.shape[-1]))
        for start in range(0, unit.size, size):
            rows = slice(start, start + size)
            yield x[:, period[rows], unit[rows], :].reshape(x.shape[0], -1)


def _describe(x: Numbers) -> Numbers:
    """Low, median, high and mean of each row over the runs; NaN where there is no run."""
    if not x.shape[0]:
        return np.full((4, x.shape[1]), np.nan)
    return np.concatenate([_take_quantiles(x, (INTERVAL[0], 0.5, INTERVAL[1])), _average(x)[None]])


def _take_quantiles(x: Numbers, levels: tuple[float, ...]) -> Numbers:
    """Levels x rows; NaN where a row has no value in any run."""
    absent = np.isnan(x)
    found = np.full((len(levels), x.shape[1]), np.nan)
    whole, part = ~absent.any(axis=0), absent.any(axis=0) & ~absent.all(axis=0)
    if whole.any():
        found[:, whole] = np.quantile(x[:, whole], levels, axis=0)
    if part.any():
        found[:, part] = np.nanquantile(x[:, part], levels, axis=0)
    return found


def _average(x: Numbers) -> Numbers:
    some = (~np.isnan(x)).sum(axis=0)
    found: Numbers = np.where(some > 0, np.where(np.isnan(x), 0.0, x).sum(axis=0) / np.maximum(some, 1), np.nan)
    return found

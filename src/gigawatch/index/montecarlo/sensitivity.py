"""Which factor of a Monte Carlo moves scores and ranks most: Sobol indices of an index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from gigawatch.index.engine import build, read_tables
from gigawatch.index.fault import Fault, FaultyInput
from gigawatch.index.input.column import Numbers, Places
from gigawatch.index.input.source import Source
from gigawatch.index.method.method import Method, read_method
from gigawatch.index.montecarlo.design import Design
from gigawatch.index.montecarlo.draw import Draws, realise
from gigawatch.index.montecarlo.reading import read_design
from gigawatch.index.montecarlo.sobol import Indices, estimate_indices, sample_pair
from gigawatch.index.montecarlo.spread import Uncertainty
from gigawatch.index.montecarlo.work import Progress, measure_uncertainty
from gigawatch.index.result.place import find_aggregate, find_period
from gigawatch.index.result.result import Result

if TYPE_CHECKING:
    import polars as pl

OUTPUTS = ("shift", "score", "rank")


@dataclass(frozen=True)
class Sensitivity:
    """`spread` holds the runs: `base` rows of A, `base` of B, then `base` for each factor in the design's order."""

    spread: Uncertainty
    base: int
    seed: int

    @property
    def factors(self) -> tuple[str, ...]:
        """The names of what varies."""
        return self.spread.design.factors

    def list_indices(
        self, output: str = "shift", *, code: str | None = None, period: str | None = None, level: float = 0.9
    ) -> pl.DataFrame:
        """One row for each output, factor and order (`first`, `total`): value, standard error, confidence interval.

        `output` is `shift` (the mean absolute difference of all units' ranks from the nominal ones), or `score` or
        `rank` of every unit; of the aggregate `code` (the first root) in `period` (the last). An output that does not
        vary has no indices: null.
        """
        import polars as pl

        names, runs = self._pick(output, code, period)
        indices = self._estimate(runs, level)
        grid = [(unit, factor) for unit in names for factor in self.factors]
        frames = [
            pl.DataFrame(
                {
                    "output": [output] * len(grid),
                    "unit": pl.Series([unit for unit, _ in grid], dtype=pl.String),
                    "factor": pl.Series([factor for _, factor in grid], dtype=pl.String),
                    "order": [order] * len(grid),
                    "value": value.ravel(),
                    "error": error.ravel(),
                    "low": interval[0].ravel(),
                    "high": interval[1].ravel(),
                }
            )
            for order, value, error, interval in (
                ("first", indices.first, indices.first_error, indices.first_interval),
                ("total", indices.total, indices.total_error, indices.total_interval),
            )
        ]
        return pl.concat(frames).with_columns(pl.col("value", "error", "low", "high").fill_nan(None))

    def _estimate(self, runs: Numbers, level: float) -> Indices:
        parts = runs.T.reshape(runs.shape[1], len(self.factors) + 2, self.base)
        f_ab = np.moveaxis(parts[:, 2:], 1, 0)
        return estimate_indices(parts[:, 0], parts[:, 1], f_ab, seed=self.seed, level=level)

    def _pick(self, output: str, code: str | None, period: str | None) -> tuple[list[str | None], Numbers]:
        """The units (None for all together) and runs x units of an output."""
        if output not in OUTPUTS:
            raise FaultyInput([Fault("sensitivity", None, "output", f"{output!r} is none of {', '.join(OUTPUTS)}")])
        nominal = self.spread.nominal
        at = find_aggregate(nominal.structure, code, "sensitivity")
        when = find_period(nominal.values, period, "sensitivity")
        scores = self.spread.scores[:, when, :, at]
        ranks = self.spread.ranks[:, when, :, at]
        there = ~np.isnan(ranks).any(axis=0) & ~np.isnan(nominal.ranks[when, :, at])
        if output == "shift":
            shift = np.abs(ranks[:, there] - nominal.ranks[when, there, at]).mean(axis=1)
            return [None], shift[:, None]
        units = [unit for unit, is_there in zip(nominal.values.units, there, strict=True) if is_there]
        return list(units), (scores if output == "score" else ranks)[:, there]


@dataclass(frozen=True)
class Plan:
    """The runs of a sensitivity analysis: every factor at its rows of A, or one of them at its rows of B."""

    nominal: Result
    design: Design
    base: int
    seed: int

    @cached_property
    def pool(self) -> Draws:
        """What is drawn at the rows of A (the first half) and of B."""
        structure, runs = self.nominal.structure, 2 * self.base
        widths = {"alternatives": len(self.design.alternatives), "spans": len(self.design.spans)}
        widths |= {"removal": 1, "weight_sets": 1}
        pair = np.concatenate(sample_pair(self.base, sum(widths.values()), self.seed))
        ends = np.cumsum([0, *widths.values()])
        uniform = {name: pair[:, ends[at] : ends[at + 1]] for at, name in enumerate(widths)}
        uniform["weights"] = np.random.default_rng([self.seed, 1]).random((runs, len(structure.codes)))
        return realise(structure, self.design, self.seed, uniform)

    def draw(self) -> Draws:
        """All runs: base x (factors + 2)."""
        rows = {factor: self._list_rows(at) for at, factor in enumerate(self.design.factors)}
        still = np.zeros(self.base * (len(rows) + 2), dtype=np.intp)
        columns = [rows[found.name] for found in self.design.alternatives]
        moved = [rows[span.name] for span in self.design.spans]
        pool = self.pool
        return Draws(
            seed=self.seed,
            choices=_take(pool.choices, columns, still.size).astype(np.intp),
            noise=pool.noise[rows.get("weights", still)],
            removed=pool.removed[rows.get("removal", still)],
            shares=_take(pool.shares, moved, still.size).astype(np.float64),
            chosen=pool.chosen[rows.get("weight_sets", still)],
            rows={name: rows.get(name, still) for name in ("data", "sources", "imputation")},
        )

    def _list_rows(self, factor: int) -> Places:
        """Which row of the pool a factor takes in each run."""
        of_a, of_b = np.arange(self.base), np.arange(self.base, 2 * self.base)
        parts = [of_a, of_b, *(of_b if at == factor else of_a for at in range(len(self.design.factors)))]
        return np.concatenate(parts).astype(np.intp)


def _take(pool: npt.NDArray[Any], rows: list[Places], runs: int) -> npt.NDArray[Any]:
    """Runs x columns: each column of the pool at its own rows."""
    return np.stack([pool[row, at] for at, row in enumerate(rows)], axis=1) if rows else np.empty((runs, 0))


def sensitivity(
    values: Source,
    structure: Source,
    method: str | Path | Mapping[str, object] | Method,
    design: Mapping[str, object] | Design,
    *,
    seed: int,
    base: int = 1024,
    workers: int = 1,
    progress: Progress | None = None,
) -> Sensitivity:
    """Work base x (factors + 2) runs and keep them for Sobol indices; `base` is a power of two.

    Raises FaultyInput for faults of tables, method, design or base, StepError where a run cannot be worked.
    """
    steps = read_method(method)
    tree, panel = read_tables(values, structure, steps)
    plan = design if isinstance(design, Design) else read_design(design, steps, tree)
    return measure_sensitivity(
        build(panel, tree, steps), plan, seed=seed, base=base, workers=workers, progress=progress
    )


def measure_sensitivity(
    nominal: Result,
    design: Design,
    *,
    seed: int,
    base: int = 1024,
    workers: int = 1,
    progress: Progress | None = None,
) -> Sensitivity:
    """The same for a run that is there already."""
    if not design.factors:
        raise FaultyInput([Fault("design", None, "", "nothing varies: there is no factor to measure")])
    if base < 2 or base & (base - 1):
        raise FaultyInput([Fault("sensitivity", None, "base", f"{base} is not a power of two")])
    draws = Plan(nominal, design, base, seed).draw()
    return Sensitivity(measure_uncertainty(nominal, design, draws, workers=workers, progress=progress), base, seed)

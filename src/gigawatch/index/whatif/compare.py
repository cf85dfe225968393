"""Two runs side by side: whose rank differs, and where the runs part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.fault import Fault, FaultyInput
from gigawatch.index.result.place import list_some
from gigawatch.index.result.result import Result
from gigawatch.index.whatif.parting import KEYS, find_partings

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Comparison:
    """Two runs, of the same index or of two that share units and codes."""

    first: Result
    second: Result

    def list_ranks(self, code: str | None = None) -> pl.DataFrame:
        """One row for each unit and period: score and rank in `code` (the first root) in both runs, and the difference.

        Columns: unit, code, period, score_first, score_second, score_change, rank_first, rank_second, rank_change
        (negative: better in the second run); null where a run lacks it. The greatest movement first.
        """
        import polars as pl

        target = self._pick(code)
        both = [
            result.list_scores().filter(pl.col("code") == target).select(*KEYS, "score", "rank")
            for result in (self.first, self.second)
        ]
        frame = both[0].join(both[1], on=KEYS, how="full", coalesce=True, nulls_equal=True, suffix="_second")
        return (
            frame.rename({"score": "score_first", "rank": "rank_first"})
            .with_columns(
                score_change=pl.col("score_second") - pl.col("score_first"),
                rank_change=pl.col("rank_second") - pl.col("rank_first"),
            )
            .select(*KEYS, *(f"{name}_{end}" for name in ("score", "rank") for end in ("first", "second", "change")))
            .sort(pl.col("rank_change").abs(), "period", "unit", descending=[True, False, False], nulls_last=True)
        )

    def measure_agreement(self, code: str | None = None) -> pl.DataFrame:
        """One row for each period: units ranked in both, mean and greatest shift, Spearman's rho and Kendall's tau-b.

        Null where fewer than three units are ranked in both runs or all are equal.
        """
        import polars as pl
        from scipy.stats import kendalltau, spearmanr

        rows = []
        for (period,), part in self.list_ranks(code).group_by("period", maintain_order=True):
            pairs = part.drop_nulls(["rank_first", "rank_second"])
            x, y = pairs["rank_first"].to_numpy(), pairs["rank_second"].to_numpy()
            varies = pairs.height > 2 and np.ptp(x) > 0 and np.ptp(y) > 0
            rho = float(spearmanr(x, y).statistic) if varies else None
            tau = float(kendalltau(x, y).statistic) if varies else None
            shift = np.abs(y - x)
            rows.append((period, pairs.height, shift.mean() if x.size else None, shift.max(initial=0), rho, tau))
        schema = {"period": pl.String, "units": pl.Int64}
        schema |= dict.fromkeys(("mean_shift", "max_shift", "spearman", "kendall"), pl.Float64)
        return pl.DataFrame(rows, schema=schema, orient="row").sort("period")

    def list_partings(self) -> pl.DataFrame:
        """Where the runs part, in the order of the work: one row for each difference of input, method and tables.

        Columns: `where` (values, structure, method, or a step's name), `code` (null where it is of no one code),
        `cells` (how many figures differ) and `text`. The first row is where the runs part; an empty table says that
        they do not.
        """
        import polars as pl

        schema = {"where": pl.String, "code": pl.String, "cells": pl.Int64, "text": pl.String}
        return pl.DataFrame(find_partings(self.first, self.second), schema=schema, orient="row")

    def list_contributions(self, unit: str, period: str | None = None, code: str | None = None) -> pl.DataFrame:
        """One row for each indicator: its part of the unit's score in `code` in both runs, and the difference.

        The differences add up to that of the scores. The greatest first.
        """
        import polars as pl

        target = self._pick(code)
        when = self.first.values.periods[-1] if period is None else period
        parts = [
            result.list_contributions(target)
            .filter(pl.col("unit") == unit, pl.col("period").eq_missing(pl.lit(when)))
            .select("code", "contribution")
            for result in (self.first, self.second)
        ]
        if parts[0].is_empty() or parts[1].is_empty():
            raise FaultyInput([Fault("comparison", None, "unit", f"{unit!r} is not in both runs in that period")])
        frame = parts[0].join(parts[1], on="code", how="full", coalesce=True, suffix="_second").fill_null(0.0)
        return (
            frame.rename({"contribution": "first", "contribution_second": "second"})
            .with_columns(change=pl.col("second") - pl.col("first"))
            .sort(pl.col("change").abs(), "code", descending=[True, False])
        )

    def _pick(self, code: str | None) -> str:
        target = code or self.first.structure.roots[0]
        both = [one for one in self.first.structure.aggregates if one in self.second.structure.aggregates]
        if target not in both:
            text = f"{target!r} is no aggregate of both runs; there are: {list_some(both)}"
            raise FaultyInput([Fault("comparison", None, "code", text)])
        return target


def compare(first: Result, second: Result) -> Comparison:
    """Two runs side by side."""
    return Comparison(first, second)

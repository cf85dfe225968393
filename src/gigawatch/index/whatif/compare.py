"""Two runs side by side: whose rank differs, and where the runs part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.fault import Fault, FaultyInput
from gigawatch.index.result.result import Result

if TYPE_CHECKING:
    import polars as pl

KEYS = ["unit", "code", "period"]


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

        rows = [*self._part_values(), *self._part_structure(), *self._part_method(), *self._part_tables()]
        schema = {"where": pl.String, "code": pl.String, "cells": pl.Int64, "text": pl.String}
        return pl.DataFrame(rows, schema=schema, orient="row")

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
        if target not in self.first.structure.aggregates or target not in self.second.structure.aggregates:
            raise FaultyInput([Fault("comparison", None, "code", f"{target!r} is no aggregate of both runs")])
        return target

    @cached_property
    def _shared(self) -> list[str]:
        """The names of the steps that both runs have, in order."""
        return [name for name in self.first.steps if name in self.second.steps]

    def _part_values(self) -> list[tuple[str, str | None, int, str]]:
        rows: list[tuple[str, str | None, int, str]] = []
        for name in ("units", "periods"):
            ours, theirs = getattr(self.first.values, name), getattr(self.second.values, name)
            for text, more in (
                ("only in the first", set(ours) - set(theirs)),
                ("only in the second", set(theirs) - set(ours)),
            ):
                if more:
                    rows.append(("values", None, len(more), f"{name} {text}: {_list_names(more)}"))
        return rows + self._part_table("raw", "values")

    def _part_structure(self) -> list[tuple[str, str | None, int, str]]:
        ours, theirs = self.first.structure.by_code, self.second.structure.by_code
        rows: list[tuple[str, str | None, int, str]] = []
        for code in dict.fromkeys((*ours, *theirs)):
            if code not in ours or code not in theirs:
                rows.append(("structure", code, 1, f"only in the {'first' if code in ours else 'second'} run"))
                continue
            fields = ("parent", "kind", "weight", "direction", "low", "high", "target", "denominator")
            for name in fields:
                before, after = getattr(ours[code], name), getattr(theirs[code], name)
                if before != after:
                    rows.append(("structure", code, 1, f"{name}: {_say(before)} and {_say(after)}"))
        return rows

    def _part_method(self) -> list[tuple[str, str | None, int, str]]:
        ours = {step.name: step.describe() for step in self.first.method.steps}
        theirs = {step.name: step.describe() for step in self.second.method.steps}
        rows: list[tuple[str, str | None, int, str]] = []
        for name in dict.fromkeys((*ours, *theirs)):
            if name not in ours or name not in theirs:
                rows.append(("method", None, 1, f"step {name} only in the {'first' if name in ours else 'second'} run"))
                continue
            keys = dict.fromkeys((*ours[name], *theirs[name]))
            pairs = {key: (ours[name].get(key), theirs[name].get(key)) for key in keys}
            rows += [
                ("method", None, 1, f"step {name}, {key}: {_say(before)} and {_say(after)}")
                for key, (before, after) in pairs.items()
                if before != after
            ]
        return rows

    def _part_tables(self) -> list[tuple[str, str | None, int, str]]:
        return [row for name in self._shared if name != "raw" for row in self._part_table(name, name)]

    def _part_table(self, name: str, where: str) -> list[tuple[str, str | None, int, str]]:
        import polars as pl

        ours, theirs = self.first.steps[name].frame(), self.second.steps[name].frame()
        both = ours.join(theirs, on=KEYS, nulls_equal=True, suffix="_second")
        differs = both.filter(pl.col("value").ne_missing(pl.col("value_second")))
        counts = differs.group_by("code", maintain_order=True).agg(
            pl.len(), (pl.col("value_second") - pl.col("value")).abs().max().alias("most")
        )
        return [
            (where, code, cells, "missing in one run" if most is None else f"by up to {most:.4g}")
            for code, cells, most in counts.iter_rows()
        ]


def compare(first: Result, second: Result) -> Comparison:
    """Two runs side by side."""
    return Comparison(first, second)


def _say(value: object) -> str:
    return "none" if value is None else str(value)


def _list_names(names: set[str | None], most: int = 8) -> str:
    ordered = sorted(str(name) for name in names)
    return ", ".join(ordered[:most]) + (f" and {len(ordered) - most} more" if len(ordered) > most else "")

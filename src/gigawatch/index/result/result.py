"""What a run leaves behind: every table, the scores and ranks, and how they came about."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.fault import StepError
from gigawatch.index.input.column import Numbers
from gigawatch.index.input.structure import Structure
from gigawatch.index.input.values import Values
from gigawatch.index.method.method import Method
from gigawatch.index.result.contribution import decompose
from gigawatch.index.result.coverage import Coverage
from gigawatch.index.result.mark import Mark, list_marks
from gigawatch.index.result.place import find_aggregate
from gigawatch.index.result.table import Table
from gigawatch.index.step.weigh.effective import weigh_effectively

if TYPE_CHECKING:
    import polars as pl

ENGINE = "2"
"""Raised whenever the same tables and method would give other numbers."""


@dataclass(frozen=True)
class Result:
    """One run of the engine.

    `scores` and `ranks` are periods x units x aggregates, NaN where there is none; `weights` is codes, as they were
    used. `doubts` has, by the name of the step that filled values in, the standard deviation of each of them.
    """

    values: Values
    structure: Structure
    method: Method
    tables: tuple[Table, ...]
    weights: Numbers
    scores: Numbers
    ranks: Numbers
    coverage: Coverage
    marks: tuple[Mark, ...]
    doubts: Mapping[str, Numbers] = field(default_factory=dict)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of everything that decides the scores: both tables, the method, the engine's version."""
        parts = (ENGINE, self.values.hash, self.structure.hash, self.method.hash)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

    @cached_property
    def steps(self) -> Mapping[str, Table]:
        """Every step's full table by the step's name, `raw` first."""
        return {table.name: table for table in self.tables}

    def list_scores(self) -> pl.DataFrame:
        """One row for each unit, aggregate and period: score, rank, coverage, status.

        `status` is `ranked`; `not ranked: ` with where the coverage is too low and what is missing; or `ranked in spite
        of the gate: ` with the same, for a unit that the method includes by name.
        """
        import polars as pl

        frame = self._lay_out({"score": self.scores, "rank": self.ranks, "coverage": self.coverage.share})
        period, unit, code = self._rows()
        gated, scored = self.coverage.gated[period, unit, code], ~np.isnan(self.scores[period, unit, code])
        status = np.where(scored, "ranked", "not ranked: no value").tolist()
        forced = self.coverage.forced[period, unit, code] & scored
        for row in np.flatnonzero(gated | forced):
            name = self.structure.aggregates[int(code[row])]
            where = int(period[row]), int(unit[row])
            why = self.coverage.explain(self.values, self.structure, *where, name)
            status[row] = f"ranked in spite of the gate: {why}" if forced[row] else f"not ranked: {why}"
        return frame.with_columns(pl.Series("status", status, dtype=pl.String))

    def list_contributions(self, code: str | None = None) -> pl.DataFrame:
        """One row for each unit, period and indicator under `code` (the first root): its part of the score."""
        import polars as pl

        target = self.structure.aggregates[find_aggregate(self.structure, code, "contributions")]
        last = self.method.find("aggregate")
        if last is None:
            raise StepError("the method has no aggregate step: there is no score to take apart", where="contributions")
        if fixed := self.list_indivisible(target):
            named = ", ".join(f"{parent} ({rule})" for parent, rule in fixed.items())
            raise StepError(
                f"the score of {named} comes from comparing or ordering, not from adding up: it has no parts",
                where="contributions",
                hint="ask for an aggregate whose rule and those below it are means",
            )
        scores = self.tables[-1].x.reshape(-1, len(self.structure.codes))

        def counts_missing(parent: str) -> bool:
            return last.choose(parent, self.structure.levels[parent]).settings.values.get("missing") == "zero"

        parts = decompose(self.structure, scores, self.weights, target, counts_missing)
        table = Table(
            "contribution",
            self.values.units,
            self.values.periods,
            self.structure.indicators,
            parts.reshape(*self.values.present.shape, -1),
            self.values.present,
        )
        under = list(self.structure.under[target])
        rows = table.frame().filter(pl.col("code").is_in(under)).rename({"value": "contribution"})
        return rows.with_columns(of=pl.lit(target))

    def list_indivisible(self, code: str | None = None) -> dict[str, str]:
        """The aggregates at and under `code` (the first root) whose rule gives a score without parts, with the rule."""
        last = self.method.find("aggregate")
        target = self.structure.aggregates[find_aggregate(self.structure, code, "contributions")]
        found: dict[str, str] = {}
        for parent in self.structure.aggregates if last is not None else ():
            assert last is not None
            rule = last.choose(parent, self.structure.levels[parent]).rule
            is_under = set(self.structure.under[parent]) <= set(self.structure.under[target])
            if is_under and self.structure.levels[parent] <= self.structure.levels[target] and not rule.divisible:
                found[parent] = rule.name
        return found

    def list_marks(self) -> pl.DataFrame:
        """One row for each cell that a step changed: imputed, winsorised, put on a log scale, capped."""
        return list_marks(self.marks, self.values)

    def list_weights(self) -> pl.DataFrame:
        """One row for each code: its parent, its weight as used, and its effective weight in the root."""
        import polars as pl

        nodes = [self.structure.by_code[code] for code in self.structure.codes]
        columns = {
            "code": [node.code for node in nodes],
            "parent": pl.Series([node.parent for node in nodes], dtype=pl.String),
            "weight": self.weights,
            "effective": weigh_effectively(self.structure, self.weights),
        }
        return pl.DataFrame(columns)

    def _rows(self) -> tuple[np.typing.NDArray[np.intp], ...]:
        """Period, unit and aggregate of each row of a table of scores."""
        period, unit = np.nonzero(self.values.present)
        count = len(self.structure.aggregates)
        return np.repeat(period, count), np.repeat(unit, count), np.tile(np.arange(count), unit.size)

    def _lay_out(self, columns: Mapping[str, Numbers]) -> pl.DataFrame:
        import polars as pl

        period, unit, code = self._rows()
        return pl.DataFrame(
            [
                pl.Series("unit", self.values.units, dtype=pl.String).gather(unit),
                pl.Series("code", self.structure.aggregates, dtype=pl.String).gather(code),
                pl.Series("period", self.values.periods, dtype=pl.String).gather(period),
                *(pl.Series(name, x[period, unit, code]).fill_nan(None) for name, x in columns.items()),
            ]
        )

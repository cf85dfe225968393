"""The full table that a step leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Table:
    """`x` is periods x units x codes, NaN where missing; `present` says which (period, unit) is a row at all."""

    name: str
    units: tuple[str, ...]
    periods: tuple[str | None, ...]
    codes: tuple[str, ...]
    x: Numbers
    present: Flags

    def frame(self) -> pl.DataFrame:
        """The table as rows of unit, code, period, value; a missing value is null."""
        import polars as pl

        period, unit = np.nonzero(self.present)
        k = len(self.codes)
        labels = {"unit": np.repeat(unit, k), "code": np.tile(np.arange(k), unit.size), "period": np.repeat(period, k)}
        keys: tuple[tuple[str, tuple[str | None, ...]], ...] = (
            ("unit", self.units),
            ("code", self.codes),
            ("period", self.periods),
        )
        columns = [pl.Series(name, label, dtype=pl.String).gather(labels[name]) for name, label in keys]
        value = pl.Series("value", self.x[self.present].ravel()).fill_nan(None)
        return pl.DataFrame([*columns, value])

    def wide(self) -> pl.DataFrame:
        """The table as rows of unit and period with one column for each code."""
        import polars as pl

        period, unit = np.nonzero(self.present)
        columns = [
            pl.Series("unit", self.units, dtype=pl.String).gather(unit),
            pl.Series("period", self.periods, dtype=pl.String).gather(period),
        ]
        columns += [pl.Series(code, self.x[..., at][self.present]).fill_nan(None) for at, code in enumerate(self.codes)]
        return pl.DataFrame(columns)

    def column(self, code: str) -> Numbers:
        """Periods x units of one code."""
        found: Numbers = self.x[..., self.codes.index(code)]
        return found

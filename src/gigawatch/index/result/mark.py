"""Marks: which cells a step changed in a way worth telling, from what to what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags, Values

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Mark:
    """The cells (periods x units x indicators) that one step changed in one way."""

    step: str
    text: str
    cells: Flags
    before: Numbers
    after: Numbers


def list_marks(marks: Sequence[Mark], values: Values) -> pl.DataFrame:
    """One row for each changed cell: unit, code, period, step, mark, before, after."""
    import polars as pl

    schema = dict.fromkeys(("unit", "code", "period", "step", "mark"), pl.String)
    frames = [pl.DataFrame(schema={**schema, "before": pl.Float64, "after": pl.Float64})]
    for mark in marks:
        period, unit, column = np.nonzero(mark.cells)
        frame = pl.DataFrame(
            {
                "unit": pl.Series(values.units, dtype=pl.String).gather(unit),
                "code": pl.Series(values.codes, dtype=pl.String).gather(column),
                "period": pl.Series(values.periods, dtype=pl.String).gather(period),
                "step": [mark.step] * unit.size,
                "mark": [mark.text] * unit.size,
                "before": mark.before[mark.cells],
                "after": mark.after[mark.cells],
            },
            schema_overrides={**schema, "before": pl.Float64, "after": pl.Float64},
        )
        frames.append(frame.with_columns(pl.col("before", "after").fill_nan(None)))
    return pl.concat(frames)

"""Marks: which cells a step changed in a way worth telling, from what to what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigawatch.index.input.column import Numbers, Places
from gigawatch.index.input.values import Values

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Mark:
    """The cells that one step changed in one way: their positions, and the numbers before and after."""

    step: str
    text: str
    period: Places
    unit: Places
    column: Places
    before: Numbers
    after: Numbers


def list_marks(marks: Sequence[Mark], values: Values) -> pl.DataFrame:
    """One row for each changed cell: unit, code, period, step, mark, before, after."""
    import polars as pl

    schema = dict.fromkeys(("unit", "code", "period", "step", "mark"), pl.String)
    full = {**schema, "before": pl.Float64, "after": pl.Float64}
    frames = [pl.DataFrame(schema=full)]
    for mark in marks:
        columns = {
            "unit": pl.Series(values.units, dtype=pl.String).gather(mark.unit),
            "code": pl.Series(values.codes, dtype=pl.String).gather(mark.column),
            "period": pl.Series(values.periods, dtype=pl.String).gather(mark.period),
            "step": [mark.step] * mark.unit.size,
            "mark": [mark.text] * mark.unit.size,
            "before": mark.before,
            "after": mark.after,
        }
        frame = pl.DataFrame(columns, schema_overrides=full)
        frames.append(frame.with_columns(pl.col("before", "after").fill_nan(None)))
    return pl.concat(frames).sort("step", "mark", maintain_order=True)

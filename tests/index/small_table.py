"""Small tables that can be worked by hand: a few units, one column an indicator, with or without periods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from gigawatch.index import Result, run

Cell = float | None
Numbers = npt.NDArray[np.float64]


def table(cells: Mapping[str, Sequence[Cell]], periods: Sequence[str] | None = None) -> pl.DataFrame:
    """Rows of unit, code (, period), value; with periods a column runs u00 in all periods, then u01, and so on."""
    rows = []
    for code, column in cells.items():
        for at, value in enumerate(column):
            unit, period = (at, None) if periods is None else (at // len(periods), periods[at % len(periods)])
            rows.append((f"u{unit:02d}", code, period, value))
    schema = {"unit": pl.String, "code": pl.String, "period": pl.String, "value": pl.Float64}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.drop("period") if periods is None else frame


def tree(codes: Sequence[str], **columns: Sequence[object]) -> pl.DataFrame:
    """One parent, `all`, over these indicators."""
    base = pl.DataFrame({"code": list(codes), "parent": "all", "kind": "indicator", "weight": 1.0, "direction": 1})
    base = base.with_columns([pl.Series(name, cells, strict=False) for name, cells in columns.items()])
    top = pl.DataFrame({"code": ["all"], "kind": ["aggregate"]})
    return pl.concat([top, base], how="diagonal_relaxed")


def work(
    cells: Mapping[str, Sequence[Cell]],
    step: Mapping[str, object],
    periods: Sequence[str] | None = None,
    **columns: Sequence[object],
) -> Result:
    """The result of one step on the table."""
    return run(table(cells, periods), tree(list(cells), **columns), {"step": [dict(step)]})


def apply(
    cells: Sequence[Cell], step: Mapping[str, object], periods: Sequence[str] | None = None, **columns: Sequence[object]
) -> Numbers:
    """One column after one step: units, or periods x units. A second indicator keeps units without a value as rows."""
    beside = {"b": [float(at) for at in range(len(cells))]}
    both = {name: [*given, 1 if name == "direction" else None] for name, given in columns.items()}
    apart = {**step, "code": {"b": {"rule": "none"}}}
    found = work({"a": cells, **beside}, apart, periods, **both).steps[str(step["step"])].column("a")
    return found[0] if periods is None else found

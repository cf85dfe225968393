"""A values table with one row for each unit (and period) and one column for each code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.fault import Fault
from gigawatch.index.input.column import read_labels
from gigawatch.index.input.period import order_periods
from gigawatch.index.input.structure import Structure
from gigawatch.index.input.values import Values, allocate

if TYPE_CHECKING:
    import polars as pl


KEYS = ("unit", "period")


def is_wide(frame: pl.DataFrame, structure: Structure) -> bool:
    """Whether the table has a column for some code and none that says which code a row is of."""
    named = {node.code for node in structure.nodes if node.kind != "aggregate"}
    return "unit" in frame.columns and "code" not in frame.columns and bool(named & set(frame.columns))


def lengthen(frame: pl.DataFrame, structure: Structure, faults: list[Fault]) -> pl.DataFrame:
    """The same figures as one row for each unit, period and code; a fault for each column that is no code."""
    import polars as pl

    keys = [name for name in KEYS if name in frame.columns]
    known = {node.code: node.kind for node in structure.nodes}
    codes = [name for name in frame.columns if name not in keys]
    for name in codes:
        if known.get(name, "aggregate") == "aggregate":
            text = (
                "is not a code of the structure" if name not in known else "is an aggregate: it is computed, not given"
            )
            faults.append(Fault("values", None, name, f"the column {text}"))

    kept = _list_codes(frame, structure)
    numeric = all(frame[name].dtype.is_numeric() for name in kept)
    same = frame.select(*keys, *(pl.col(name).cast(pl.Float64 if numeric else pl.String) for name in kept))
    return same.unpivot(index=keys, on=kept, variable_name="code", value_name="value")


def read_clean(frame: pl.DataFrame, structure: Structure) -> Values | None:
    """The panel straight from the columns, where all is numbers and nothing is wrong; None where anything may be."""
    import polars as pl

    kept = _list_codes(frame, structure)
    numeric = structure.indicators + structure.denominators
    if set(frame.columns) - {*KEYS, *kept} or set(kept) != set(numeric):
        return None
    if not all(frame[name].dtype.is_numeric() for name in kept):
        return None
    units, periods = (read_labels(frame, name) for name in KEYS)
    order: tuple[str | None, ...] = order_periods(periods.names) if periods.names else (None,)
    at = {name: place for place, name in enumerate(order)}
    when = np.array([*(at[name] for name in periods.names), 0], dtype=np.intp)[periods.places]
    cell = when * len(units.names) + units.places
    if not units.given.all() or (periods.names and not periods.given.all()) or np.unique(cell).size < cell.size:
        return None
    full = allocate((len(order), len(units.names), len(numeric)))
    for column, name in enumerate(numeric):
        full[when, units.places, column] = frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
    x = full[..., : len(structure.indicators)]
    some = ~np.isnan(x)
    filled = some.any(axis=(0, 2)).all() and (~np.isnan(full)).any(axis=(0, 1)).all()
    if not filled or np.isinf(full).any():
        return None
    return Values(units.names, order, structure.indicators, x, x, x, full[..., x.shape[-1] :], {})


def point_back(fault: Fault, frame: pl.DataFrame, structure: Structure) -> Fault:
    """A fault of the lengthened table as one of the wide table: its row, and the code's column for a value."""
    if fault.row is None:
        return fault
    at, row = divmod(fault.row - 1, frame.height)
    named = _list_codes(frame, structure)
    column = fault.column if fault.column in KEYS else named[at]
    text = re.sub(r"in row (\d+)$", lambda found: f"in row {(int(found[1]) - 1) % frame.height + 1}", fault.text)
    return Fault(fault.table, row + 1, column, text)


def _list_codes(frame: pl.DataFrame, structure: Structure) -> list[str]:
    """The columns that are codes with given values."""
    given = {node.code for node in structure.nodes if node.kind != "aggregate"}
    return [name for name in frame.columns if name in given]

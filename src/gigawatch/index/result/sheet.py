"""Rows become a plain table: a figure that could not be worked out is null, never NaN."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

TYPES = {"text": "String", "number": "Float64", "count": "Int64", "flag": "Boolean"}


def lay_out(rows: Iterable[Sequence[object]], columns: Mapping[str, str]) -> pl.DataFrame:
    """A frame of the rows; `columns` names each column's kind: text, number, count or flag."""
    import polars as pl

    schema = {name: getattr(pl, TYPES[kind]) for name, kind in columns.items()}
    plain = [[_as_plain(cell) for cell in row] for row in rows]
    frame = pl.DataFrame(plain, schema=schema, orient="row")
    numbers = [name for name, kind in columns.items() if kind == "number"]
    return frame.with_columns(pl.col(numbers).fill_nan(None)) if numbers else frame


def _as_plain(cell: object) -> object:
    """numpy's numbers as Python's own."""
    item = getattr(cell, "item", None)
    return item() if callable(item) else cell

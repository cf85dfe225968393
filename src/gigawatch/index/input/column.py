"""Columns of an input table, as text, as labels or as numbers, with a fault for every cell that is neither."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from gigawatch.index.fault import Fault

if TYPE_CHECKING:
    import polars as pl

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
MISSING = ("", "NA", "NaN", "nan", "null")


@dataclass(frozen=True)
class Labels:
    """A column of text by its distinct labels: `places` has the position in `names` for each row, -1 where empty."""

    names: tuple[str, ...]
    places: Places

    @property
    def given(self) -> Flags:
        """Which rows have a label."""
        found: Flags = self.places >= 0
        return found

    def name(self, row: int | np.integer[Any]) -> str | None:
        """The label of a row, counted from 0."""
        place = int(self.places[row])
        return self.names[place] if place >= 0 else None


def require_columns(frame: pl.DataFrame, table: str, names: tuple[str, ...], faults: list[Fault]) -> bool:
    """True when every named column is there; a fault for each that is not."""
    absent = [name for name in names if name not in frame.columns]
    there = ", ".join(frame.columns)
    faults.extend(Fault(table, None, name, f"the column is missing; there are: {there}") for name in absent)
    return not absent


def read_text(frame: pl.DataFrame, column: str) -> pl.Series:
    """The column as text with blanks cut; an empty cell or an absent column is null."""
    import polars as pl

    if column not in frame.columns:
        return pl.Series(column, [None] * frame.height, dtype=pl.String)
    text = _as_text(frame[column]).str.strip_chars()
    return text.set(text == "", None)


def read_labels(frame: pl.DataFrame, column: str) -> Labels:
    """The column as labels in order of text, blanks cut: what `read_text` gives, fast for many rows of few labels."""
    import polars as pl

    if column not in frame.columns:
        return Labels((), np.full(frame.height, -1, dtype=np.intp))
    series = _as_text(frame[column])
    raw = series.drop_nulls().unique()
    place = series.cast(pl.Enum(raw)).to_physical().cast(pl.Int64).fill_null(raw.len()).to_numpy()
    clean = raw.str.strip_chars().to_list()
    names = sorted({label for label in clean if label})
    order = {label: at for at, label in enumerate(names)}
    by_raw = np.array([*(order.get(label, -1) for label in clean), -1], dtype=np.intp)
    return Labels(tuple(names), by_raw[place])


def _as_text(series: pl.Series) -> pl.Series:
    """Text of a column; whole numbers without a decimal point, whatever type they came in."""
    import polars as pl

    if series.dtype.is_float() and bool((series.drop_nulls() % 1 == 0).all()):
        series = series.cast(pl.Int64)
    return series.cast(pl.String)


def read_numbers(frame: pl.DataFrame, column: str, table: str, faults: list[Fault]) -> Numbers:
    """The column as numbers, NaN where the cell is empty or says NA; a fault for each other cell that is no number."""
    import polars as pl

    if column not in frame.columns:
        return np.full(frame.height, np.nan)
    series = frame[column]
    if series.dtype.is_numeric() or series.dtype == pl.Null:
        numbers = series.cast(pl.Float64)
    else:
        numbers = _parse_numbers(series.cast(pl.String), column, table, faults)
    result: Numbers = (numbers.fill_null(np.nan) if numbers.null_count() else numbers).to_numpy()
    endless = np.flatnonzero(np.isinf(result))
    faults.extend(Fault(table, int(row) + 1, column, "the number is infinite") for row in endless)
    return np.where(np.isinf(result), np.nan, result) if endless.size else result


def _parse_numbers(series: pl.Series, column: str, table: str, faults: list[Fault]) -> pl.Series:
    import polars as pl

    text = series.str.strip_chars()
    text = text.set(text.is_in(MISSING), None)
    numbers = text.cast(pl.Float64, strict=False)
    wrong = (numbers.is_null() & text.is_not_null()).arg_true().to_list()
    faults.extend(Fault(table, row + 1, column, f"{text[row]!r} is not a number") for row in wrong)
    return numbers

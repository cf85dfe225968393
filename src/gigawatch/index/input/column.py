"""Columns of an input table, as text or as numbers, with a fault for every cell that is neither."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Union

import numpy as np
import numpy.typing as npt

from gigawatch.index.fault import Fault
from gigawatch.model import InputError

if TYPE_CHECKING:
    import polars as pl

Source = Union[str, Path, "pl.DataFrame"]
Numbers = npt.NDArray[np.float64]
MISSING = ("", "NA", "NaN", "nan", "null")


def open_table(source: Source, table: str) -> pl.DataFrame:
    """A CSV file (every cell as text) or a frame as it is; columns named as in the file, blanks around names cut."""
    import polars as pl

    if isinstance(source, pl.DataFrame):
        return source
    path = Path(source)
    try:
        frame = pl.read_csv(path, infer_schema=False)
    except FileNotFoundError:
        raise InputError(f"no such {table} file", where=str(path), hint="check the path") from None
    except (pl.exceptions.PolarsError, UnicodeDecodeError) as error:
        first = str(error).splitlines()[0]
        raise InputError(f"not a CSV table: {first}", where=str(path), hint="save it as CSV in UTF-8") from None
    return frame.rename(lambda name: name.strip().lstrip("\ufeff"))


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
    series = frame[column]
    if series.dtype.is_float() and bool((series.drop_nulls() % 1 == 0).all()):
        series = series.cast(pl.Int64)
    text = series.cast(pl.String).str.strip_chars()
    return text.set(text == "", None)


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
    result = numbers.fill_null(np.nan).to_numpy().astype(np.float64)
    faults.extend(
        Fault(table, int(row) + 1, column, "the number is infinite") for row in np.flatnonzero(np.isinf(result))
    )
    return np.where(np.isinf(result), np.nan, result)


def _parse_numbers(series: pl.Series, column: str, table: str, faults: list[Fault]) -> pl.Series:
    import polars as pl

    text = series.str.strip_chars()
    text = text.set(text.is_in(MISSING), None)
    numbers = text.cast(pl.Float64, strict=False)
    wrong = (numbers.is_null() & text.is_not_null()).arg_true().to_list()
    faults.extend(Fault(table, row + 1, column, f"{text[row]!r} is not a number") for row in wrong)
    return numbers

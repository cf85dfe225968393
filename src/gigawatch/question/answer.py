"""An answer: the things found, in order, with the same as rows of named columns for any data frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from gigawatch.model import GigawatchError

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]  # ships no types
    import polars as pl
    import pyarrow as pa

T = TypeVar("T")
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Answer(Sequence[T], Generic[T]):
    """Found things as a sequence, and as a table: `columns` gives each column's name and type, `rows` its cells.

    Types are those of the schema: text, float, int, date, bool; empty where the frame's library is to tell.
    """

    items: tuple[T, ...]
    columns: Mapping[str, str]
    rows: tuple[Row, ...]

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def to_dicts(self) -> list[dict[str, object]]:
        """One dictionary a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_arrow(self) -> pa.Table:
        """An Arrow table; GigawatchError where pyarrow is not installed."""
        pa = _library("pyarrow")
        kinds = {"text": pa.string(), "float": pa.float64(), "int": pa.int64(), "date": pa.date32(), "bool": pa.bool_()}
        cells = list(zip(*self.rows, strict=True)) if self.rows else [()] * len(self.columns)
        arrays = [
            pa.array(list(cell), kinds.get(kind)) for cell, kind in zip(cells, self.columns.values(), strict=True)
        ]
        return pa.table(arrays, names=list(self.columns))

    def to_polars(self) -> pl.DataFrame:
        """A polars frame; GigawatchError where polars is not installed."""
        frame: pl.DataFrame = _library("polars").from_arrow(self.to_arrow())
        return frame

    def to_pandas(self) -> pd.DataFrame:
        """A pandas frame; GigawatchError where pandas is not installed."""
        _library("pandas")
        frame: pd.DataFrame = self.to_arrow().to_pandas()
        return frame


def _library(name: str) -> Any:
    """A module that is not everywhere installed."""
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise GigawatchError(f"{name} is not installed", hint=f"install it: pip install {name}") from error

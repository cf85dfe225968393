"""Where an input table may come from: a file, or a frame of any of the usual libraries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Union, runtime_checkable

from gigawatch.model import InputError

if TYPE_CHECKING:
    import polars as pl


@runtime_checkable
class Arrow(Protocol):
    """A table that can be read through Arrow's interface for streams: pandas, pyarrow, polars frames."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The table as a stream of Arrow batches."""
        ...


@runtime_checkable
class Relation(Protocol):
    """A query of DuckDB, run when the table is read."""

    def to_arrow_table(self) -> Any:
        """The rows of the query as an Arrow table."""
        ...


Source = Union[str, Path, Arrow, Relation, "pl.DataFrame"]
"""A path (CSV, TSV or Parquet), a frame of polars or pandas, an Arrow table, a relation of DuckDB."""


def open_table(source: Source, table: str) -> pl.DataFrame:
    """The table as a polars frame; of a text file every cell is text. `table` is what errors call it.

    Raises InputError when there is no such file, it is no table, or the source is of no known kind.
    """
    import polars as pl

    if isinstance(source, pl.DataFrame):
        return source
    if isinstance(source, (str, Path)):
        return _open_file(Path(source), table)
    if isinstance(source, Relation):
        source = source.to_arrow_table()
    if isinstance(source, Arrow):
        frame = pl.DataFrame(source)
        return frame.drop([name for name in frame.columns if name.startswith("__index_level_")])
    raise InputError(
        f"a {table} table cannot be read from {type(source).__name__}",
        hint="give a path (CSV, Parquet), a polars or pandas frame, an Arrow table or a DuckDB relation",
    )


def _open_file(path: Path, table: str) -> pl.DataFrame:
    import polars as pl

    kind = "Parquet" if path.suffix.lower() in (".parquet", ".pq") else "CSV"
    try:
        if kind == "Parquet":
            return pl.read_parquet(path)
        separator = "\t" if path.suffix.lower() in (".tsv", ".tab") else ","
        frame = pl.read_csv(path, infer_schema=False, separator=separator)
    except FileNotFoundError:
        raise InputError(f"no such {table} file", where=str(path), hint="check the path") from None
    except (pl.exceptions.PolarsError, UnicodeDecodeError, OSError) as error:
        first = (str(error).splitlines() or ["unreadable"])[0]
        hint = "save it as CSV in UTF-8" if kind == "CSV" else "check the file"
        raise InputError(f"not a {kind} table: {first}", where=str(path), hint=hint) from None
    return frame.rename(lambda name: name.strip().lstrip("\ufeff"))

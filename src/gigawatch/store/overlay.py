"""Tables changed in part: the whole file stays as it was written, two small ones beside it tell what differs.

`X.gone.parquet` holds the places (counted from 0) of rows of `X.parquet` that hold no longer, `X.more.parquet` the rows
that came since. Whoever reads `X.parquet` here reads the three as one table, in its order; one of the two small ones
alone is damage, not a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.model import WorkspaceError

if TYPE_CHECKING:
    import pyarrow as pa

ORDER: Mapping[str, tuple[str, ...]] = {
    "entity": ("id",),
    "mention": ("claim", "role"),
    "judgement": ("id",),
    "fact": ("id",),
    "candidate": ("fact", "claim"),
    "finding": ("about", "kind", "text", "evidence", "severity", "suggestion"),
    "milestone": ("entity", "valid_on", "status", "claim"),
    "source_standing": ("publisher",),
    "source_count": ("publisher", "thing"),
}
WHOLE, GONE, MORE, ROW = ".parquet", ".gone.parquet", ".more.parquet", "file_row_number"


def gone_path(path: Path) -> Path:
    """The file that tells which rows of a whole table hold no longer."""
    return path.with_suffix(GONE)


def more_path(path: Path) -> Path:
    """The file of the rows that came since a table was written whole."""
    return path.with_suffix(MORE)


def is_changed(path: Path) -> bool:
    """True for a table that was changed in part since it was written whole; WorkspaceError where a part is missing."""
    parts = find_parts(path)
    if len(parts) == 1:
        what = f"the table is not whole: {parts[0].name} lies there without the other file of what changed"
        raise WorkspaceError(what, where=str(path), hint="run: gigawatch build")
    return bool(parts)


def find_parts(path: Path) -> tuple[Path, ...]:
    """The files beside a table that tell what differs from its whole file; none for what is never changed in part."""
    if path.stem not in ORDER or path.suffix != WHOLE:
        return ()
    return tuple(part for part in (gone_path(path), more_path(path)) if part.exists())


def forget_changes(path: Path) -> None:
    """Take a table's whole file for all there is, as when it was written anew."""
    for part in (gone_path(path), more_path(path)):
        part.unlink(missing_ok=True)


def query_table(path: Path, *, is_ordered: bool = False) -> str:
    """The SQL that reads a table as it is now."""
    whole = f"read_parquet('{quote(path)}')"
    if not is_changed(path):
        return f"SELECT * FROM {whole}"
    numbered = f"read_parquet('{quote(path)}', file_row_number = true)"
    order = ", ".join(f'"{key}"' for key in ORDER[path.stem]) if is_ordered else ""
    return (
        f"SELECT * EXCLUDE ({ROW}) FROM {numbered} WHERE {ROW} NOT IN (FROM read_parquet('{quote(gone_path(path))}'))"
        f" UNION ALL BY NAME FROM read_parquet('{quote(more_path(path))}')"
        + (f" ORDER BY {order}" if is_ordered else "")
    )


def read_batches(path: Path, size: int) -> Iterator[pa.RecordBatch]:
    """The rows of a table that was changed in part, in its order, so many at once; OSError where a file is damaged."""
    import duckdb

    try:
        with duckdb.connect() as con:
            reader: pa.RecordBatchReader = con.sql(query_table(path, is_ordered=True)).to_arrow_reader(size)
            yield from reader
    except duckdb.Error as error:
        raise OSError(str(error)) from error


def quote(path: Path) -> str:
    """A path as it stands between the quotes of an SQL text."""
    return str(path).replace("'", "''")

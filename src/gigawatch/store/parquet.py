"""Parquet files between the steps: typed by the schema, written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.model import WorkspaceError
from gigawatch.store.schema import Table, tables

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, object]


def write_rows(path: Path, table: str, rows: Iterable[Row]) -> None:
    """Write `rows` as the Parquet file of `table`; the file appears complete or not at all."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(tables()[table])
    data = pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".fresh")
    pq.write_table(data, fresh, compression="zstd")
    fresh.replace(path)


def read_rows(path: Path) -> list[dict[str, object]]:
    """The rows of a Parquet file, in order; WorkspaceError when it is missing or damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        rows: list[dict[str, object]] = pq.read_table(path).to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise WorkspaceError("the file is missing or damaged", where=str(path), hint="run: gigawatch build") from error
    return rows


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table, with each column's meaning in its metadata."""
    import pyarrow as pa

    kinds = {
        "text": pa.string(),
        "float": pa.float64(),
        "int": pa.int64(),
        "date": pa.date32(),
        "bool": pa.bool_(),
    }
    fields = [pa.field(c.name, kinds[c.type], metadata={"comment": c.comment}) for c in table.columns]
    return pa.schema(fields, metadata={"comment": table.comment})

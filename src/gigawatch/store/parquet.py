"""Parquet files between the steps: typed by the schema, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.model import WorkspaceError
from gigawatch.store.column import Columns
from gigawatch.store.overlay import forget_changes, is_changed, read_batches
from gigawatch.store.schema import Table, tables
from gigawatch.store.whole import put_in_place

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, object]
BATCH = 32_768  # rows held as Python objects at once


def write_rows(path: Path, table: str, rows: Iterable[Row]) -> None:
    """Write `rows` as the Parquet file of `table`; the file appears complete or not at all.

    Rows are taken a batch at a time, so an iterator of any length needs little memory.
    """
    import pyarrow.parquet as pq

    schema = arrow_schema(tables()[table])
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".fresh")
    running = iter(rows)
    try:
        with pq.ParquetWriter(fresh, schema, compression="zstd") as writer:
            while batch := list(islice(running, BATCH)):
                writer.write_batch(_batch(batch, schema))
        put_in_place(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    forget_changes(path)


@contextmanager
def write_batches(path: Path, table: str) -> Iterator[Callable[[pa.RecordBatch], None]]:
    """Write the Parquet file of `table` from columns: what is yielded takes batches with its columns in any order.

    The file appears complete or not at all; small batches are gathered, so that how they came leaves no trace.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(tables()[table])
    held: list[pa.RecordBatch] = []
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".fresh")
    try:
        with pq.ParquetWriter(fresh, schema, compression="zstd") as writer:

            def take(batch: pa.RecordBatch) -> None:
                held.append(batch.select(schema.names).cast(schema))
                if sum(one.num_rows for one in held) < BATCH:
                    return
                whole = pa.Table.from_batches(held, schema).combine_chunks()
                full = whole.num_rows // BATCH * BATCH
                for start in range(0, full, BATCH):
                    writer.write_table(whole.slice(start, BATCH))
                held[:] = whole.slice(full).to_batches()

            yield take
            if sum(one.num_rows for one in held):
                writer.write_table(pa.Table.from_batches(held, schema).combine_chunks())
        put_in_place(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    forget_changes(path)


def read_rows(path: Path) -> list[dict[str, object]]:
    """The rows of a Parquet file, in order; WorkspaceError when it is missing or damaged."""
    return list(stream_rows(path))


def stream_rows(path: Path) -> Iterator[dict[str, object]]:
    """The rows of a Parquet file one after the other, a batch in memory at once; equal texts are one object.

    Of a table that was changed in part, the rows as they are now.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = Columns()
    try:
        if is_changed(path):
            for batch in read_batches(path, BATCH):
                yield from columns.rows(batch)
            return
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=BATCH):
                yield from columns.rows(batch)
    except (pa.ArrowException, OSError, UnicodeDecodeError, OverflowError) as error:
        raise WorkspaceError("the file is missing or damaged", where=str(path), hint="run: gigawatch build") from error


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


def _batch(rows: list[Row], schema: pa.Schema) -> pa.RecordBatch:
    import pyarrow as pa

    columns = [pa.array([row.get(field.name) for row in rows], field.type) for field in schema]
    return pa.RecordBatch.from_arrays(columns, schema=schema)

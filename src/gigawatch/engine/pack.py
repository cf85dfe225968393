"""A pack to the two tables of a source, row by row in its order."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.engine.notice import Notices
from gigawatch.engine.protocol import ROW, BatchWork, Change, Engine, TaskError
from gigawatch.engine.reading import CLAIMS, DOCUMENT, NOTICES, Reading, reading_schema
from gigawatch.intake.limit import Limits
from gigawatch.intake.pack import list_groups, read_pack
from gigawatch.model.split import ProcessEndedError
from gigawatch.store.parquet import write_batches

if TYPE_CHECKING:
    import pyarrow as pa

AT_ONCE = 200  # documents in one batch


@dataclass(frozen=True, slots=True)
class PackTask:
    """Changes the rows of a group in batches that have the columns of a pack and `row`."""

    pack: Path
    where: str
    firsts: Sequence[int]
    change: Change

    def __call__(self, number: int) -> Iterator[pa.RecordBatch]:
        """The changed batches of the group of a number."""
        import pyarrow as pa

        first = self.firsts[number]
        for whole in read_pack(self.pack, self.where, only=number):
            for start in range(0, whole.num_rows, AT_ONCE):
                batch = whole.slice(start, AT_ONCE)
                rows = pa.array(range(first, first + batch.num_rows), pa.int64())
                first += batch.num_rows
                yield self.change(batch.append_column(ROW, rows))


def map_pack(
    engine: Engine, pack: Path, where: str, work: BatchWork, schema: pa.Schema, folder: Path, limits: Limits
) -> list[Path]:
    """Work on the rows of a pack batch by batch; Parquet files in a folder that hold the results in order.

    `where` is what faults of the pack as a whole call it. The changed batches have the columns of `schema`. Where a row
    ends its process, all that is left is done carefully.
    """
    firsts, pack = list_groups(pack, where, limits), pack.resolve()
    try:
        try:
            return engine.map_tasks(len(firsts), PackTask(pack, where, firsts, work), schema, folder)
        except ProcessEndedError:
            return engine.map_tasks(len(firsts), PackTask(pack, where, firsts, work.careful), schema, folder)
    except TaskError:
        for _ in read_pack(pack, where, limits):
            pass  # where the pack is damaged, this says so
        raise


def read_documents(
    engine: Engine, pack: Path, reading: Reading, targets: tuple[Path, Path], scratch: Path
) -> list[str]:
    """Read a pack into the tables of its documents and of their claims; what was set aside and why."""
    notices = Notices(reading.where)
    parts = map_pack(engine, pack, reading.where, reading, reading_schema(), scratch, reading.limits)
    with ExitStack() as stack:
        document, claim = (
            stack.enter_context(write_batches(path, table))
            for path, table in zip(targets, (DOCUMENT, "claim"), strict=True)
        )
        for batch in _stream(parts):
            document(_rows(batch.column(DOCUMENT)))
            claim(_rows(batch.column(CLAIMS).flatten()))
            notices.add(batch.column(NOTICES).flatten().to_pylist())
    shutil.rmtree(scratch, ignore_errors=True)
    return notices.tell()


def _stream(parts: Iterable[Path]) -> Iterator[pa.RecordBatch]:
    import pyarrow.parquet as pq

    for part in parts:
        with pq.ParquetFile(part) as file:
            yield from file.iter_batches(AT_ONCE)


def _rows(values: pa.StructArray) -> pa.RecordBatch:
    """The values that are there as rows."""
    import pyarrow as pa

    return pa.RecordBatch.from_struct_array(values.drop_null())

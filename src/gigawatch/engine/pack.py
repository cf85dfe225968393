"""A pack to the two tables of a source, row by row in its order."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.engine.protocol import Engine
from gigawatch.engine.reading import CLAIMS, DOCUMENT, NOTICES, Reading, reading_schema
from gigawatch.store.parquet import write_batches

if TYPE_CHECKING:
    import pyarrow as pa

MOST_TOLD = 1_000  # notices of one pack in the manifest; of more only the number is told


def read_documents(
    engine: Engine, pack: Path, reading: Reading, targets: tuple[Path, Path], scratch: Path
) -> list[str]:
    """Read a pack into the tables of its documents and of their claims; what was set aside and why."""
    notices: list[str] = []
    parts = engine.map_pack(pack, reading.where, reading, reading_schema(), scratch, reading.limits)
    with ExitStack() as stack:
        document, claim = (
            stack.enter_context(write_batches(path, table))
            for path, table in zip(targets, (DOCUMENT, "claim"), strict=True)
        )
        for batch in _stream(parts):
            document(_rows(batch.column(DOCUMENT)))
            claim(_rows(batch.column(CLAIMS).flatten()))
            notices += batch.column(NOTICES).flatten().to_pylist()
    shutil.rmtree(scratch)
    return _shorten(notices, reading.where)


def _stream(parts: Iterable[Path]) -> Iterator[pa.RecordBatch]:
    import pyarrow.parquet as pq

    for part in parts:
        with pq.ParquetFile(part) as file:
            yield from file.iter_batches()


def _rows(values: pa.StructArray) -> pa.RecordBatch:
    """The values that are there as rows."""
    import pyarrow as pa

    return pa.RecordBatch.from_struct_array(values.drop_null())


def _shorten(notices: list[str], where: str) -> list[str]:
    """The notices, of very many the first ones and how many more there are."""
    left = notices[MOST_TOLD:]
    if not left:
        return notices
    faults = sum(text.startswith("fault: ") for text in left)
    told = f"{where}: {len(left):,} more notices, {faults:,} of them of documents set aside"
    return [*notices[:MOST_TOLD], f"{'fault' if faults else 'notice'}: {told}"]

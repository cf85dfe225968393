"""The engine of one machine: processes split from this one, each with a task at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.engine.protocol import Task
from gigawatch.model.machine import can_split, count_cores
from gigawatch.model.split import map_split

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Splits as many processes as there are cores. A part that lies there already is not made again."""

    name: str = "local"
    processes: int = 0

    def map_tasks(self, count: int, task: Task, schema: pa.Schema, folder: Path) -> list[Path]:
        """Do the tasks whose part does not lie in the folder yet."""
        folder.mkdir(parents=True, exist_ok=True)
        parts = [folder / f"part-{number:06}.parquet" for number in range(count)]
        left = [number for number in range(count) if not _is_whole(parts[number])]

        def work(place: int) -> None:
            _write(task(left[place]), schema, parts[left[place]])

        if can_split():
            for _ in map_split(work, len(left), min(len(left), self.processes or count_cores())):
                pass
        else:
            for place in range(len(left)):
                work(place)
        return parts

    def close(self) -> None:
        """Nothing is held."""


def _is_whole(part: Path) -> bool:
    """True for a part that can be read; one that a machine losing its power left torn is made again."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        pq.read_metadata(part)
    except (OSError, pa.ArrowException):
        return False
    return True


def _write(batches: Iterator[pa.RecordBatch], schema: pa.Schema, part: Path) -> None:
    import pyarrow.parquet as pq

    fresh = part.with_suffix(f".{os.getpid()}.fresh")
    try:
        with pq.ParquetWriter(fresh, schema, compression="zstd") as writer:
            for batch in batches:
                writer.write_batch(batch.cast(schema))
        fresh.replace(part)
    finally:
        fresh.unlink(missing_ok=True)

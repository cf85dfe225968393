"""The engine of one machine: processes split from this one, each with a task at a time."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gigawatch.engine.protocol import MOST_ROWS, ROW, BatchWork, Change, Task
from gigawatch.intake.limit import Limits
from gigawatch.intake.pack import list_groups, read_pack
from gigawatch.model import GigawatchError
from gigawatch.model.machine import can_split, count_cores

if TYPE_CHECKING:
    import pyarrow as pa

ENDED = "a process of the build was ended from outside, perhaps for want of memory"
HINT = "run the build again: it goes on from what is done"


class ProcessEndedError(GigawatchError):
    """A process that was split off ended before its work did."""


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Splits as many processes as there are cores. A part that lies there already is not made again."""

    name: str = "local"
    processes: int = 0

    def map_pack(
        self, pack: Path, where: str, work: BatchWork, schema: pa.Schema, folder: Path, limits: Limits
    ) -> list[Path]:
        """Work on the rows of a pack, a group of its rows being a task."""
        firsts = list_groups(pack, where, limits)

        def task(change: Change, number: int) -> Iterator[pa.RecordBatch]:
            return map(change, _numbered(pack, where, number, firsts[number]))

        try:
            return self.map_tasks(len(firsts), partial(task, work), schema, folder)
        except ProcessEndedError:
            return self.map_tasks(len(firsts), partial(task, work.careful), schema, folder)

    def map_tasks(self, count: int, task: Task, schema: pa.Schema, folder: Path) -> list[Path]:
        """Do the tasks whose part does not lie in the folder yet."""
        folder.mkdir(parents=True, exist_ok=True)
        parts = [folder / f"part-{number:06}.parquet" for number in range(count)]
        left = [number for number in range(count) if not parts[number].exists()]
        processes = min(len(left), self.processes or count_cores())
        if not left or not can_split():
            for number in left:
                _write(task(number), schema, parts[number])
        else:
            _split(processes, left, lambda number: _write(task(number), schema, parts[number]))
        return parts

    def close(self) -> None:
        """Nothing is held."""


def _numbered(pack: Path, where: str, number: int, first: int) -> Iterator[pa.RecordBatch]:
    """The rows of one group in batches, with the column that counts them."""
    import pyarrow as pa

    for whole in read_pack(pack, where, only=number):
        for start in range(0, whole.num_rows, MOST_ROWS):
            batch = whole.slice(start, MOST_ROWS)
            rows = pa.array(range(first, first + batch.num_rows), pa.int64())
            first += batch.num_rows
            yield batch.append_column(ROW, rows)


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


def _split(count: int, numbers: Sequence[int], work: Any) -> None:
    """Work through the numbers in several processes; what one of them raises is raised here."""
    context = multiprocessing.get_context("fork")
    turn, pipes = context.Value("q", 0), [context.Pipe(duplex=False) for _ in range(count)]
    processes = [context.Process(target=_take, args=(turn, numbers, work, sender), daemon=True) for _, sender in pipes]
    for process in processes:
        process.start()
    for _, sender in pipes:
        sender.close()
    errors = [_receive(receiver) for receiver, _ in pipes]
    for process in processes:
        process.join()
    if error := next(filter(None, errors), None):
        raise error


def _take(turn: Any, numbers: Sequence[int], work: Any, sender: Any) -> None:
    """Take one number after the other until none is left."""
    try:
        while True:
            with turn.get_lock():
                place, turn.value = turn.value, turn.value + 1
            if place >= len(numbers):
                break
            work(numbers[place])
        sender.send(None)
    except Exception as error:
        with turn.get_lock():
            turn.value = len(numbers)
        sender.send(error)


def _receive(receiver: Any) -> Exception | None:
    try:
        error: Exception | None = receiver.recv()
    except EOFError:
        return ProcessEndedError(ENDED, hint=HINT)
    return error

"""The seam: what a build asks of an engine. Work is told as functions to columns, and whoever carries it out, the rows
are the same and in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gigawatch.model import GigawatchError

if TYPE_CHECKING:
    import pyarrow as pa

ROW = "row"  # the column that counts the rows of a pack from 0
Change = Callable[["pa.RecordBatch"], "pa.RecordBatch"]
Task = Callable[[int], Iterator["pa.RecordBatch"]]


class TaskError(GigawatchError):
    """What a task raised on an engine that tells it in words only."""


class BatchWork(Protocol):
    """What is done with the batches of a pack."""

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The batch changed."""

    def careful(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The same, in whatever way a row may end the process: asked for where a process was ended."""


class Engine(Protocol):
    """Carries out work in parallel; each piece ends in a Parquet file, so that no more than a batch is in memory."""

    @property
    def name(self) -> str:
        """What `--engine` calls it."""

    def map_tasks(self, count: int, task: Task, schema: pa.Schema, folder: Path) -> list[Path]:
        """Do `count` tasks, each told its number from 0; Parquet files in a folder, in the order of the tasks.

        ProcessEndedError where a process ended before its task did.
        """

    def close(self) -> None:
        """Let go of what the engine holds."""

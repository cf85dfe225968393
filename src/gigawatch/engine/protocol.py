"""The seam: what a build asks of an engine. Work is told as functions from columns to columns, and whoever carries it
out, the rows are the same and in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gigawatch.intake.limit import Limits

if TYPE_CHECKING:
    import pyarrow as pa

ROW = "row"  # the column that counts the rows of a pack from 0
Change = Callable[["pa.RecordBatch"], "pa.RecordBatch"]
Task = Callable[[int], Iterator["pa.RecordBatch"]]
MOST_ROWS = 200  # documents in one batch


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

    def map_pack(
        self, pack: Path, where: str, work: BatchWork, schema: pa.Schema, folder: Path, limits: Limits
    ) -> list[Path]:
        """Work on the rows of a pack batch by batch; Parquet files in a folder that hold the results in order.

        `where` is what faults of the pack as a whole call it.

        A batch has the columns of a pack and `row`. The changed batches have the columns of `schema`.
        """

    def map_tasks(self, count: int, task: Task, schema: pa.Schema, folder: Path) -> list[Path]:
        """Do `count` tasks, each told its number from 0; Parquet files in a folder, in the order of the tasks."""

    def close(self) -> None:
        """Let go of what the engine holds."""

"""The larger engine: PySpark, with columns (Arrow) across the border to Python and Parquet behind every piece of work.

Where nothing else is set, Spark runs inside this machine, bound to it alone. `[engine.spark]` in gigawatch.toml hands
Spark its own settings: a cluster (`spark.master`), object storage (`spark.hadoop.fs.s3a...`). The machines of a cluster
must see the workspace under the same path and have Gigawatch installed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.engine.protocol import MOST_ROWS, ROW, BatchWork, Change, Task
from gigawatch.intake.limit import Limits
from gigawatch.intake.pack import list_groups
from gigawatch.model import GigawatchError, WorkspaceError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

CRASHED = "Python worker exited unexpectedly"
LOOPBACK = "127.0.0.1"
SMALLEST, LARGEST = 1 << 20, 32 << 20  # bytes of a file that one task reads
TASKS_A_CORE = 4
SETTINGS = {
    "spark.master": "local[*]",
    "spark.app.name": "gigawatch",
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": LOOPBACK,
    "spark.driver.host": LOOPBACK,
    "spark.log.level": "ERROR",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(MOST_ROWS),
}


class WorkerEndedError(GigawatchError):
    """A Python process of Spark ended before its work did."""


class SparkEngine:
    """Work on Spark; a session that runs already is used and left running."""

    name = "spark"

    def __init__(self, scratch: Path, settings: Mapping[str, str]) -> None:
        self._session, self._is_own = _open_session(scratch, settings)

    def map_pack(
        self, pack: Path, where: str, work: BatchWork, schema: pa.Schema, folder: Path, limits: Limits
    ) -> list[Path]:
        """Work on the rows of a pack; Spark cuts the file where its groups of rows begin."""
        list_groups(pack, where, limits)
        cores = self._session.sparkContext.defaultParallelism
        size = max(SMALLEST, min(LARGEST, pack.stat().st_size // (cores * TASKS_A_CORE) + 1))
        self._session.conf.set("spark.sql.files.maxPartitionBytes", str(size))
        rows = self._session.read.parquet(pack.as_uri())
        numbered = rows.withColumn(ROW, rows["_metadata.row_index"])
        try:
            parts = self._write(numbered, _each(work), schema, folder)
        except WorkerEndedError:
            parts = self._write(numbered, _each(work.careful), schema, folder)
        return sorted(parts, key=_first_row)

    def map_tasks(self, count: int, task: Task, schema: pa.Schema, folder: Path) -> list[Path]:
        """Do the tasks, each a partition of its own."""
        if count == 0:
            return []
        numbers = self._session.range(0, count, numPartitions=count)
        return self._write(numbers, _numbers(task), schema, folder)

    def close(self) -> None:
        """End the session where it is the engine's own."""
        if self._is_own:
            self._session.stop()

    def _write(
        self,
        rows: DataFrame,
        work: Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]],
        schema: pa.Schema,
        folder: Path,
    ) -> list[Path]:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql.pandas.types import from_arrow_schema

        try:
            found = rows.mapInArrow(work, from_arrow_schema(schema))
            found.write.mode("overwrite").parquet(folder.resolve().as_uri())
        except (PySparkException, Py4JError) as error:
            fault = WorkerEndedError if CRASHED in str(error) else GigawatchError
            raise fault(f"Spark could not do its work: {_cause(error)}", where=str(folder)) from error
        return sorted(folder.glob("part-*.parquet"))


def _each(change: Change) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    return lambda batches: map(change, batches)


def _numbers(task: Task) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for number in batch.column(0).to_pylist():
                yield from task(number)

    return work


def _first_row(part: Path) -> int:
    """The number of the first row in a part; a part holds the rows of one stretch of a pack."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(part) as file:
        first = next(file.iter_batches(1, columns=[ROW]), None)
        return int(first.column(0)[0].as_py()) if first is not None and first.num_rows else -1


def _open_session(scratch: Path, settings: Mapping[str, str]) -> tuple[SparkSession, bool]:
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        return running, False
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if {**SETTINGS, **settings}["spark.master"].startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", LOOPBACK)
    scratch.mkdir(parents=True, exist_ok=True)
    own = {"spark.local.dir": str(scratch), "spark.sql.warehouse.dir": str(scratch / "warehouse")}
    builder = SparkSession.Builder()
    for key, value in {**SETTINGS, **own, **settings}.items():
        builder = builder.config(key, value)
    try:
        return builder.getOrCreate(), True
    except (PySparkException, OSError, RuntimeError) as error:
        raise WorkspaceError(f"Spark does not start: {_cause(error)}", hint="Java 17 or later is needed") from error


def _cause(error: Exception) -> str:
    """The line that tells what went wrong: the last of the Python worker's where there is one."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    own = [line for line in lines if "Error: " in line or "Exception: " in line]
    return (own or lines or [type(error).__name__])[-1]

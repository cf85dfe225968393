"""The larger engine: PySpark, with columns (Arrow) across the border to Python and Parquet behind every piece of work.

Where nothing else is set, Spark runs inside this machine, bound to it alone. `[engine.spark]` in gigawatch.toml hands
Spark its own settings, a cluster (`spark.master`) among them. The machines of a cluster must see the workspace under
the same path, have Gigawatch installed and reach the machine that builds.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.engine.protocol import Task, TaskError
from gigawatch.model import WorkspaceError
from gigawatch.model.split import ProcessEndedError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

CRASHED = "Python worker exited unexpectedly"
LOGGING = Path(__file__).resolve().parent / "log4j2.properties"
OWN_SPARK = ("SPARK_HOME", "SPARK_CONF_DIR")  # name a Spark of the user's own, which has logging of its own
NOISE = b"WARNING: Using incubator modules"  # said by Java of what Spark asks it for, before it can be told not to
STANDARD_ERROR = 2
LOOPBACK = "127.0.0.1"
SETTINGS = {
    "spark.master": "local[*]",
    "spark.app.name": "gigawatch",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.compression.codec": "zstd",
}
ALONE = {"spark.driver.bindAddress": LOOPBACK, "spark.driver.host": LOOPBACK}  # a cluster could not call back there


class SparkEngine:
    """Work on Spark; a session that runs already is used and left running."""

    name = "spark"

    def __init__(self, scratch: Path, settings: Mapping[str, str]) -> None:
        self._session, self._is_own = _open_session(scratch.resolve(), settings)

    def map_tasks(self, count: int, task: Task, schema: pa.Schema, folder: Path) -> list[Path]:
        """Do the tasks, each a partition of its own."""
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql.pandas.types import from_arrow_schema

        if count == 0:
            return []
        numbers = self._session.range(0, count, numPartitions=count)
        try:
            found = numbers.mapInArrow(_numbers(task), from_arrow_schema(schema))
            found.write.mode("overwrite").parquet(_address(folder))
        except (PySparkException, Py4JError) as error:
            fault = ProcessEndedError if CRASHED in str(error) else TaskError
            raise fault(f"Spark could not do its work: {_cause(error)}", where=str(folder)) from error
        return sorted(folder.glob("part-*.parquet"), key=_number)

    def close(self) -> None:
        """End the session where it is the engine's own."""
        if self._is_own:
            self._session.stop()


def _address(folder: Path) -> str:
    """A folder as Hadoop takes it: its characters as they are, since it would take `%20` for what it says."""
    return f"file://{folder.resolve()}"


def _number(part: Path) -> int:
    """The number of the partition that wrote a part."""
    return int(part.name.split("-")[1])


def _numbers(task: Task) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for number in batch.column(0).to_pylist():
                yield from task(number)

    return work


def _open_session(scratch: Path, settings: Mapping[str, str]) -> tuple[SparkSession, bool]:
    from pyspark import SparkConf
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        return running, False
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    is_alone = {**SETTINGS, **settings}["spark.master"].startswith("local")
    if is_alone:
        os.environ.setdefault("SPARK_LOCAL_IP", LOOPBACK)
    shutil.rmtree(scratch, ignore_errors=True)  # of a build that was killed
    scratch.mkdir(parents=True)
    own = {"spark.local.dir": str(scratch), "spark.sql.warehouse.dir": str(scratch / "warehouse")}
    bound = ALONE if is_alone else {}
    conf = SparkConf().setAll(list({**SETTINGS, **bound, **_logging(), **own, **settings}.items()))
    try:
        _start_java(conf)
        return SparkSession.Builder().config(conf=conf).getOrCreate(), True
    except (PySparkException, OSError, RuntimeError) as error:
        raise WorkspaceError(f"Spark does not start: {_cause(error)}", hint="Java 17 or later is needed") from error


def _logging() -> dict[str, str]:
    """Settings by which Spark tells errors alone; the user's own `spark.driver.extraJavaOptions` prevails."""
    if any(name in os.environ for name in OWN_SPARK):
        return {"spark.log.level": "ERROR"}
    return {"spark.driver.defaultJavaOptions": f"-Dlog4j2.configurationFile={LOGGING.as_uri()}"}


def _start_java(conf: SparkConf) -> None:
    """Start Spark's Java, unless it runs, so that its noise does not come to standard error, and all else does."""
    from pyspark import SparkContext
    from pyspark.errors import PySparkException
    from pyspark.java_gateway import launch_gateway

    if SparkContext._gateway is not None:
        return
    said, saying = os.pipe()
    listener = threading.Thread(target=_pass_on, args=(said,), daemon=True)
    listener.start()
    try:
        with os.fdopen(saying, "wb") as pipe:
            gateway = launch_gateway(conf, popen_kwargs={"stderr": pipe})  # type: ignore[no-untyped-call]  # PySpark's own
    except PySparkException:
        listener.join(1.0)  # why Java does not start is told before it is told that it does not
        raise
    SparkContext(conf=conf, gateway=gateway)


def _pass_on(said: int) -> None:
    """Write what comes from Java where it would have gone, as long as it speaks; past Python's own buffers, which a
    process that is split off meanwhile would find locked.
    """
    with os.fdopen(said, "rb") as lines:
        for line in lines:
            if not line.startswith(NOISE):
                os.write(STANDARD_ERROR, line)


def _cause(error: Exception) -> str:
    """The line that tells what went wrong: the last of the Python worker's where there is one."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    own = [line for line in lines if "Error: " in line or "Exception: " in line]
    return (own or lines or [type(error).__name__])[-1]

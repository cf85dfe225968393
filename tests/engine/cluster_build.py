"""The heavy steps of a build, parted: `python cluster_build.py ROOT` does them on the engine that the workspace names.
Then it loses a machine of its cluster, and prints as JSON where work was done.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from gigawatch.engine import Borrow, Engine, lend_engine, portion
from gigawatch.engine.settling import group, layout
from gigawatch.run.build import Outcome, run_steps
from gigawatch.run.plan import plan_steps
from gigawatch.run.workspace import open_workspace

STEPS = {"read", "table", "package", "gather", "review", "resolve", "settle"}
PARTED = ((portion, "STRETCH", 15), (layout, "STRETCH", 15), (group, "BUCKET", 150))
"""What work is cut by, so that a few documents are several portions, which a cluster shares out."""
TASKS = 8


def build_heavy(root: Path, borrow: Borrow) -> Outcome:
    """Do the heavy steps of a workspace on an engine."""
    place, day = open_workspace(root), date(2026, 1, 1)
    steps = [step for step in plan_steps(place, day, borrow) if step.group in STEPS]
    return run_steps(place, lambda: steps, version="0", date=day.isoformat(), report=lambda *_: None)


def main() -> None:
    """Build, then have tasks tell in which folder they ran, once undisturbed and once with a machine lost."""
    for module, name, value in PARTED:
        setattr(module, name, value)
    place = open_workspace(Path(sys.argv[1]))
    with lend_engine(place.settings.engine, place.build / "spark", place.settings.engine_settings) as borrow:
        notices = build_heavy(place.root, borrow).notices
        done = find_folders(borrow(), place.build / "told", lambda _: None)
        lost = find_folders(borrow(), place.build / "lost", end_executor_once(place.build / "mark"))
        from pyspark import SparkContext

        driver = SparkContext.getOrCreate().getConf().get("spark.driver.host")
    print(json.dumps({"notices": notices, "done": done, "lost": lost, "driver": driver}))


def find_folders(engine: Engine, folder: Path, before: Callable[[int], None]) -> list[str]:
    """In which folder each of some tasks ran, in their order."""
    schema = pa.schema([("number", pa.int64()), ("folder", pa.string())])

    def task(number: int) -> Iterator[pa.RecordBatch]:
        before(number)
        yield pa.RecordBatch.from_pylist([{"number": number, "folder": str(Path.cwd())}], schema=schema)

    parts = engine.map_tasks(TASKS, task, schema, folder)
    rows = [row for part in parts for row in pq.read_table(part).to_pylist()]
    assert [row["number"] for row in rows] == list(range(TASKS))
    return [row["folder"] for row in rows]


def end_executor_once(mark: Path) -> Callable[[int], None]:
    """What kills the Java process that a task works for, the first time that it is asked to."""

    def parent_of(process: int) -> int:
        return int(Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])

    def end(_: int) -> None:
        if not mark.exists():
            mark.touch()
            os.kill(parent_of(os.getppid()), signal.SIGKILL)

    return end


if __name__ == "__main__":
    main()

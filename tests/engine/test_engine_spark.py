"""What Spark says on the terminal: errors, and nothing of its own make. In a process of its own, which starts Java."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from live_spark import has_spark

WORK = """
import sys
from pathlib import Path

import pyarrow as pa

from gigawatch.engine import lend_engine

schema = pa.schema([("number", pa.int64())])
settings = {"spark.master": "local[1]", "spark.driver.memory": "512m"}

def task(number):
    yield pa.RecordBatch.from_pylist([{"number": number}], schema=schema)

with lend_engine("spark", Path(sys.argv[1]) / "scratch", settings) as borrow:
    print(len(borrow().map_tasks(2, task, schema, Path(sys.argv[1]) / "parts")))
    from pyspark import SparkContext

    log = SparkContext._gateway.jvm.org.slf4j.LoggerFactory.getLogger("synthetic.Disk")
    log.warn("the disk is getting full")
    log.error("the disk is full")
"""
pytestmark = pytest.mark.skipif(not has_spark(), reason="PySpark or Java is not installed")


def work(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WORK, str(folder)]
    known = {key: value for key, value in os.environ.items() if not key.startswith("SPARK_")}
    return subprocess.run(command, capture_output=True, text=True, env=known | environment, check=False)


def test_spark_tells_the_terminal_of_errors_and_of_nothing_else(tmp_path: Path) -> None:
    done = work(tmp_path)
    assert (done.returncode, done.stdout.split()) == (0, ["2"]), done.stderr
    assert [line.partition(" ERROR ")[2] for line in done.stderr.splitlines()] == ["Disk: the disk is full"]


def test_where_java_does_not_start_both_what_it_says_and_what_is_needed_are_told(tmp_path: Path) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\necho this Java is too old >&2\nexit 1\n", encoding="utf-8")
    java.chmod(0o755)
    done = work(tmp_path, JAVA_HOME=str(tmp_path))
    assert done.returncode == 1
    assert "this Java is too old" in done.stderr.splitlines()
    assert "Spark does not start: " in done.stderr.splitlines()[-1]
    assert "Java 17 or later is needed" in done.stderr.splitlines()[-1]

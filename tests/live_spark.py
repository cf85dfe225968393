"""A Spark cluster of one's own for tests: a master and two workers on the loopback, each a process with a core."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import IO

LOOPBACK = "127.0.0.1"
WORKERS = 2
MASTER, WORKER = "org.apache.spark.deploy.master.Master", "org.apache.spark.deploy.worker.Worker"
STARTED = re.compile(r"Starting Spark master at (spark://\S+)")
REGISTERED = re.compile(r"Successfully registered with master (spark://\S+)")


def has_spark() -> bool:
    """True where PySpark and Java are installed."""
    return find_spec("pyspark") is not None and which("java") is not None


@contextmanager
def running_cluster(folder: Path) -> Iterator[str]:
    """The address of a new cluster whose workers keep what they do below `folder/worker-N`; ended at the end."""
    with ExitStack() as stack:
        address = stack.enter_context(_running(MASTER, (), folder, STARTED))
        for number in range(WORKERS):
            own = ("--cores", "1", "--memory", "1g", "--work-dir", str(folder / f"worker-{number}"), address)
            stack.enter_context(_running(WORKER, own, folder, REGISTERED))
        yield address


@contextmanager
def _running(what: str, options: tuple[str, ...], folder: Path, ready: re.Pattern[str]) -> Iterator[str]:
    """A daemon of Spark from when it says that it is ready; what it says then."""
    import pyspark

    command = (str(Path(pyspark.__file__).parent / "bin" / "spark-class"), what, "--host", LOOPBACK, "--port", "0")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SPARK_", "PYTHONPATH"))}
    own = {"SPARK_LOCAL_IP": LOOPBACK, "SPARK_DAEMON_MEMORY": "256m", "PYSPARK_PYTHON": sys.executable}
    process = subprocess.Popen(
        (*command, "--webui-port", "0", *options),
        cwd=folder,
        env=environment | own | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stderr is not None
            told = _await(process.stderr, ready)
            threading.Thread(target=process.stderr.read, daemon=True).start()  # else it would wait to be heard
            yield told
        finally:
            process.terminate()


def _await(said: IO[str], ready: re.Pattern[str]) -> str:
    """What a daemon names when it is ready."""
    told = []
    for line in said:
        if found := ready.search(line):
            return found[1]
        told.append(line)
    raise RuntimeError(f"Spark does not start: {''.join(told)}")

"""Spark on a cluster: a master and two workers, which are processes apart, build what one process builds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gigawatch.run.build import Outcome
from gigawatch.run.table import REASONED
from gigawatch.store import read_rows
from live_spark import has_spark, running_cluster

pytestmark = [
    pytest.mark.skipif(not has_spark(), reason="PySpark or Java is not installed"),
    pytest.mark.skipif(sys.platform != "linux", reason="it asks Linux for addresses and processes"),
]
PATIENCE = 600  # seconds: a cluster that gives no machine is waited for without end
DRIVER = "127.0.0.2"  # of the loopback too; where Spark hears the cluster is for Spark and its user to say
Told = tuple[Path, dict[str, Any]]


@pytest.fixture(scope="module")
def cluster(fill: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The workspace built on a cluster, and what was told of its work."""
    folder = tmp_path_factory.mktemp("cluster")
    root = fill(folder / "synthetic")
    with running_cluster(folder) as address, (root / "gigawatch.toml").open("a", encoding="utf-8") as settings:
        own = {"spark.master": address, "spark.driver.memory": "512m", "spark.executor.memory": "512m"}
        told = "".join(f'"{name}" = "{value}"\n' for name, value in own.items())
        settings.write(f'\n[engine]\nname = "spark"\n\n[engine.spark]\n{told}')
        settings.flush()
        command = (sys.executable, str(Path(__file__).with_name("cluster_build.py")), str(root))
        known = {name: value for name, value in os.environ.items() if not name.startswith("SPARK_")}
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            env=known | {"SPARK_LOCAL_IP": DRIVER},
            timeout=PATIENCE,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return root, json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("table", REASONED)
def test_a_cluster_makes_row_for_row_what_one_process_makes(
    cluster: Told, at_once: tuple[Path, Outcome], table: str
) -> None:
    found, wanted = (read_rows(root / "build" / "step" / f"{table}.parquet") for root in (cluster[0], at_once[0]))
    assert found == wanted


def test_a_cluster_sets_the_same_documents_aside_with_the_same_reasons(
    cluster: Told, at_once: tuple[Path, Outcome]
) -> None:
    assert cluster[1]["notices"] == list(at_once[1].notices)


def test_the_work_is_done_by_both_workers(cluster: Told) -> None:
    workers = {Path(folder).relative_to(cluster[0].parent).parts[0] for folder in cluster[1]["done"]}
    assert workers == {"worker-0", "worker-1"}


def test_what_a_machine_was_at_when_it_was_lost_is_done_by_others(cluster: Told) -> None:
    assert (cluster[0] / "build" / "mark").exists()
    assert set(cluster[1]["lost"]) != set(cluster[1]["done"])  # a new executor has a folder of its own
    assert len(cluster[1]["lost"]) == len(cluster[1]["done"])


def test_the_machines_of_a_cluster_find_the_build_where_spark_is_told_that_it_is(cluster: Told) -> None:
    assert cluster[1]["driver"] == DRIVER

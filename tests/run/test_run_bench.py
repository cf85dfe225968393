"""The benchmark prints its table, and says plainly which peers are not there."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_benchmark_without_peers_times_its_own_jobs_and_names_who_is_missing() -> None:
    # One round beside other tests says nothing of speed, and a test writes no record into the project.
    command = [sys.executable, str(ROOT / "tools" / "bench"), "--no-peers", "--rounds", "1", "--no-record"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    for job in ("quantities", "quantity claims", "claims of all kinds", "index"):
        assert f"Gigawatch, {job}" in done.stdout
    assert done.stdout.count("not installed") == 5
    assert "Not installed: spaCy" in done.stdout


def test_no_peer_of_the_benchmark_is_in_the_lock_file() -> None:
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pinned = {line.partition("==")[0] for line in lock}
    assert {one.partition("==")[0].partition(">")[0] for one in extra["bench"]}.isdisjoint(pinned)

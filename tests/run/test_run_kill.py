"""A build killed at any moment leaves a workspace that opens, and the next build completes to the same result.

The sample is small enough to be settled anew; test_run_damage.py stops a build that adds at each of its tables.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gigawatch.run.fingerprint import hash_path

KILLS = 20
LONGEST = 12.0
BUILD = (sys.executable, "-m", "gigawatch", "build", "--date", "2026-01-01")


def build(place: Path, limit: float | None = None) -> int:
    process = subprocess.Popen([*BUILD, str(place)], stderr=subprocess.DEVNULL)
    try:
        return process.wait(limit)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        return process.wait()


def results(place: Path) -> dict[str, str]:
    build_folder = place / "build"
    kept = [*(build_folder / "step").glob("*.parquet"), build_folder / "report", build_folder / "chain.json"]
    return {path.name: hash_path(path) for path in kept}


@pytest.mark.slow
def test_a_build_killed_at_any_moment_completes_next_time_to_the_same_result(tmp_path: Path) -> None:
    place = tmp_path / "yibin"
    subprocess.run([sys.executable, "-m", "gigawatch", "init", str(place), "--sample", "yibin"], check=True)
    assert build(place) == 0
    wanted = results(place)
    chance = random.Random(2022)
    killed = 0
    for _ in range(KILLS):
        shutil.rmtree(place / "build")
        killed += build(place, chance.uniform(0.2, LONGEST)) == -signal.SIGKILL
        assert build(place) == 0
        assert results(place) == wanted
    assert killed >= KILLS // 2

"""The kills of the soak: what is told of a process that was ended."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from soak.kill.process import run_apart

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="it kills by process handles of Linux")


def test_a_process_that_leaves_by_itself_tells_its_status_its_words_and_how_many_swaps_it_made(tmp_path: Path) -> None:
    def work() -> None:
        for number in range(3):
            (tmp_path / f"{number}.fresh").touch()
            (tmp_path / f"{number}.fresh").rename(tmp_path / str(number))
        os.write(1, b"done\n")
        sys.exit(3)

    ended = run_apart(work, tmp_path / "log")
    assert (ended.status, ended.output, ended.swaps, ended.is_killed) == (3, "done\n", 3, False)


def test_a_process_that_is_killed_while_it_writes_how_many_swaps_it_made_is_told_as_killed(tmp_path: Path) -> None:
    def work() -> None:
        (tmp_path / "log.swaps").touch()
        os.kill(os.getpid(), signal.SIGKILL)

    ended = run_apart(work, tmp_path / "log")
    assert (ended.is_killed, ended.swaps) == (True, 0)

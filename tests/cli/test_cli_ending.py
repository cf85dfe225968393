"""A command that is asked to end does so wherever it is asked: Python drops what is raised in some places."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

LONG = 60  # seconds
BEGIN = """
import asyncio, os, sys, time, weakref
from gigawatch.cli.ending import heeding_the_system
def ask(_=None):
    os.kill(os.getpid(), int(sys.argv[1]))
"""
DROPPED = """
with heeding_the_system():
    thing = set()
    mark = weakref.ref(thing, ask)
    del thing
    time.sleep(60)
"""
RUNNING = """
async def wait():
    asyncio.get_running_loop().call_soon(ask)
    await asyncio.sleep(60)
with heeding_the_system():
    asyncio.run(wait())
"""
OTHER = """
def fail(_):
    raise ValueError("a fault that is no request")
with heeding_the_system():
    thing = set()
    mark = weakref.ref(thing, fail)
    del thing
"""


LEFT_AS_IT_WAS = """
import signal
before = [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGALRM)], sys.unraisablehook, signal.getitimer(0)
signal.setitimer(signal.ITIMER_REAL, 50)
with heeding_the_system():
    pass
assert signal.getitimer(signal.ITIMER_REAL)[0] > 40
signal.setitimer(signal.ITIMER_REAL, 0)
after = [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGALRM)], sys.unraisablehook, signal.getitimer(0)
assert after == before
"""


def run(program: str, number: int) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-c", BEGIN + program, str(number))
    return subprocess.run(command, capture_output=True, text=True, timeout=LONG / 2, check=False)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, -signal.SIGINT)])
@pytest.mark.parametrize("program", [DROPPED, RUNNING], ids=["while something goes", "in a loop of tasks"])
def test_a_request_to_end_is_heard_where_python_or_a_library_would_drop_it(
    program: str, number: signal.Signals, status: int
) -> None:
    assert run(program, number).returncode == status


def test_a_command_that_nobody_asks_to_end_leaves_signals_and_timers_as_they_were() -> None:
    done = run(LEFT_AS_IT_WAS, 0)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_dropped_and_is_no_request_to_end_is_told_as_ever() -> None:
    done = run(OTHER, 0)
    assert done.returncode == 0
    assert "a fault that is no request" in done.stderr

"""One party of the benchmark in a process of its own, on one core: a job's name comes in on a line, its time goes out.

`python worker.py own|peer CORE`: the first line in is the texts, the first line out the versions and the jobs.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
import warnings
from collections.abc import Callable


def main() -> None:
    """Load the party, then time what is asked for until the input ends."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints stays off the channel
    pin(int(sys.argv[2]))
    warnings.simplefilter("ignore")
    party = importlib.import_module(sys.argv[1])
    jobs = party.jobs(json.loads(sys.stdin.readline()))
    answer = {"versions": party.versions(), "jobs": list(jobs)}
    print(json.dumps(answer), file=out, flush=True)
    for line in sys.stdin:
        party.forget()
        print(timed(jobs[line.rstrip("\n")]), file=out, flush=True)


def pin(core: int) -> None:
    """Keep this process to one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})


def timed(work: Callable[[], object]) -> float:
    """CPU seconds of one run, of all its threads."""
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()

"""A command watched from outside: how long it takes, of the processor too, and the most memory its processes hold."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from soak.task import Cost

EVERY = 0.2  # seconds between two looks
PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")
MIB = 2**20


def watch(command: Sequence[str]) -> Cost:
    """What a command takes; what it finds is the JSON of its last line, if that is any. RuntimeError when it fails.

    Memory is that of the process and all that it split off, together; what they share is counted for each of them.
    """
    began, peak = time.perf_counter(), 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        while True:
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            peak = max(peak, _memory(process.pid) / MIB)
            time.sleep(EVERY)
        process.returncode = os.waitstatus_to_exitcode(status)
        output = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed with status {process.returncode}")
    lines = output.strip().splitlines()
    found = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, peak, found)


def _memory(root: int) -> int:
    """Bytes that a process and its descendants hold."""
    held, children = {}, defaultdict(list)
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        held[int(entry.name)] = int(fields[21]) * PAGE_SIZE
        children[int(fields[1])].append(int(entry.name))
    family, total = [root], 0
    while family:
        one = family.pop()
        total += held.get(one, 0)
        family += children[one]
    return total

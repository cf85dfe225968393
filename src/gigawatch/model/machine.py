"""What this process may use of the machine."""

from __future__ import annotations

import multiprocessing
import os


def count_cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_split() -> bool:
    """True where this process may split others off that go on with what it holds."""
    return "fork" in multiprocessing.get_all_start_methods() and not multiprocessing.current_process().daemon

"""Work in a process of its own that may end in any way: a fault of native code, or the system's want of memory."""

from __future__ import annotations

import os
from collections.abc import Callable


def run_apart(work: Callable[[], bytes]) -> bytes | None:
    """What some work gives, done in a process split from this one; None where that process ended before it gave it."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _give(work, reader, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as told:
        found = told.read()
    _, status = os.waitpid(child, 0)
    return found if status == 0 else None


def _give(work: Callable[[], bytes], reader: int, writer: int) -> None:
    """Do the work in the process that was split off, and end it without what its parent would do at its end."""
    status = 1
    try:
        os.close(reader)
        with os.fdopen(writer, "wb") as told:
            told.write(work())
        status = 0
    finally:
        os._exit(status)

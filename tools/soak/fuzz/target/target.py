"""A target: a name, and what is done with one input."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PART = b"\n%%%%\n"
"""What stands between the files of an input that is several files."""


@dataclass(frozen=True, slots=True)
class Target:
    """One border. `ask` puts an input to it: it returns, or raises a GigawatchError; all else is a crash.

    `longest` bounds the bytes of an input. `again` is asked instead of `ask` where an input ended the whole process:
    what the product really does, where `ask` takes a shorter way.
    """

    name: str
    ask: Callable[[bytes], object]
    longest: int = 4096
    again: Callable[[bytes], object] | None = None


@cache
def _scratch() -> Path:
    """A folder of this process for inputs that must be files, in memory where the system has such a place."""
    memory = Path("/dev/shm")
    root = memory if os.access(memory, os.W_OK) else None
    folder = tempfile.mkdtemp(prefix="gigawatch-fuzz-", dir=root)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def put(name: str, data: bytes) -> Path:
    """A file that holds an input."""
    path = _scratch() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def parts(data: bytes, count: int) -> list[bytes]:
    """The files that an input is, empty ones where it has fewer."""
    found = data.split(PART, count - 1)
    return [*found, *[b""] * (count - len(found))]


def pick(data: bytes, choices: int) -> tuple[int, bytes]:
    """Which of some ways an input goes, by its first byte, and the rest."""
    return (data[0] % choices, data[1:]) if data else (0, b"")


def characters(data: bytes) -> str:
    """An input as text: bytes that are no UTF-8 become halves of characters, which a JSON text may bring as well."""
    return data.decode("utf-8", "surrogateescape")

"""What is dear to make and never changed by a test: made by the first worker that asks, and taken by the others."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

Made = TypeVar("Made")


def stamp_files(folders: Iterable[Path]) -> dict[str, tuple[int, int]]:
    """When every file under some folders was written last, and its size: other where one was written into."""
    return {entry.path: (found.st_mtime_ns, found.st_size) for entry in _files(folders) if (found := entry.stat())}


def _files(folders: Iterable[str | Path]) -> Iterator[os.DirEntry[str]]:
    for folder in folders:
        for entry in os.scandir(folder):
            if entry.is_dir():
                yield from _files([entry.path])
            else:
                yield entry


def make_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Made]) -> tuple[Path, Made]:
    """The folder of a name, and what was made in it; with several workers one makes it and the rest wait for that."""
    base = factory.getbasetemp()
    root = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / f"shared-{name}"
    root.mkdir(exist_ok=True)
    answer = root / "made.pickle"
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not answer.exists():
            answer.write_bytes(pickle.dumps(make(root / "work")))
    made: Made = pickle.loads(answer.read_bytes())
    return root / "work", made

"""A small disk that a test may fill; where none can be mounted the test is skipped."""

from __future__ import annotations

import errno
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

FILLER = ".filler"


class SmallDisk:
    """A disk of its own below a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def fill(self, room: int = 0) -> None:
        """Take all room but for so many bytes."""
        self.free()
        with (self.root / FILLER).open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(1 << 16))
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
            file.truncate(max(file.tell() - room, 0))

    def free(self) -> None:
        """Give the room back."""
        (self.root / FILLER).unlink(missing_ok=True)

    def forbid_writing(self) -> None:
        """Let nothing be written on it any more."""
        _mount("-o", "remount,ro", str(self.root))

    def allow_writing(self) -> None:
        """Let it be written on again."""
        _mount("-o", "remount,rw", str(self.root))


@contextmanager
def mount_disk(folder: Path, size: int = 64 << 20) -> Iterator[SmallDisk]:
    """A disk of so many bytes at a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be mounted here")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(("umount", "-l", str(folder)), check=True)


def _mount(*arguments: str) -> None:
    subprocess.run(("mount", *arguments), check=True, capture_output=True)

"""Copies of what was kept, laid aside in `backup/` of a workspace before anything there is changed."""

from __future__ import annotations

from pathlib import Path

from gigawatch.store.whole import write_kept

BACKUP = "backup"


def free_place(wanted: Path) -> Path:
    """A path where nothing is yet, named for the one wanted: a copy never takes the place of an older one."""
    names = (wanted, *(wanted.with_name(f"{wanted.name}-{number}") for number in range(2, 10_000)))
    return next(path for path in names if not path.exists())


def lay_aside(path: Path, copy: Path) -> None:
    """Copy a file whole or not at all, for the same persons to read."""
    write_kept(copy, path.read_bytes(), like=path)

"""Copies of what was kept, laid aside in `backup/` of a workspace before anything there is changed."""

from __future__ import annotations

import stat
from pathlib import Path

BACKUP = "backup"


def free_place(wanted: Path) -> Path:
    """A path where nothing is yet, named for the one wanted: a copy never takes the place of an older one."""
    names = (wanted, *(wanted.with_name(f"{wanted.name}-{number}") for number in range(2, 10_000)))
    return next(path for path in names if not path.exists())


def lay_aside(path: Path, copy: Path) -> None:
    """Copy a file whole or not at all, for the same persons to read."""
    write_aside(copy, path.read_bytes(), like=path)


def write_aside(path: Path, content: bytes, *, like: Path | None = None) -> None:
    """Write a file whole or not at all, for those to read who may read the one there, or the one that it is `like`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh, known = path.with_name(f".{path.name}.fresh"), like or path
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    fresh.write_bytes(content)
    fresh.chmod(stat.S_IMODE(known.stat().st_mode) if known.exists() else 0o644)
    fresh.replace(path)

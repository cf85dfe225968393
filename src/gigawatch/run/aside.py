"""Copies of what was kept, laid aside in `backup/` of a workspace before anything there is changed."""

from __future__ import annotations

from pathlib import Path

BACKUP = "backup"


def free_place(wanted: Path) -> Path:
    """A path where nothing is yet, named for the one wanted: a copy never takes the place of an older one."""
    names = (wanted, *(wanted.with_name(f"{wanted.name}-{number}") for number in range(2, 10_000)))
    return next(path for path in names if not path.exists())


def write_aside(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.fresh")
    fresh.write_bytes(content)
    fresh.replace(path)

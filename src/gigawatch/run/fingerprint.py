"""Content hashes: of files, of folders, and of the code of the rooms a step uses."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from gigawatch.run.known_hash import recall_hash
from gigawatch.store.overlay import find_parts

PACKAGE = Path(__file__).parent.parent
MISSING = "missing"
LEFT_OUT = {"__pycache__", "sample"}


def hash_path(path: Path) -> str:
    """SHA-256 of a file's bytes, or of a folder's files with their names; `missing` when there is none.

    A table that was changed in part is hashed with the files that tell what changed.
    """
    if path.is_file():
        parts = find_parts(path)
        return hash_text("\n".join(map(_hash_file, (path, *parts)))) if parts else _hash_file(path)
    if not path.is_dir():
        return MISSING
    parts_of_folder = (f"{p.relative_to(path)}:{hash_path(p)}" for p in sorted(path.rglob("*")) if p.is_file())
    return hash_text("\n".join(parts_of_folder))


def hash_text(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def hash_room(room: str) -> str:
    """SHA-256 of a room's code and data, samples left out: a step whose room changed is stale."""
    return hash_text("\n".join(f"{p.relative_to(PACKAGE)}:{hash_path(p)}" for p in room_files(room)))


def room_files(room: str) -> list[Path]:
    """The files of a room that a step's result depends on: code and data, but no samples."""
    folder = PACKAGE / room
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in files if not LEFT_OUT & set(path.relative_to(folder).parts)]


def _hash_file(path: Path) -> str:
    return recall_hash(path, _digest)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

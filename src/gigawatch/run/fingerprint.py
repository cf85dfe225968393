"""Content hashes: of files, of folders, and of the code of the rooms a step uses."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
MISSING = "missing"


def hash_path(path: Path) -> str:
    """SHA-256 of a file's bytes, or of a folder's files with their names; `missing` when there is none."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    if not path.is_dir():
        return MISSING
    parts = (f"{p.relative_to(path)}:{hash_path(p)}" for p in sorted(path.rglob("*")) if p.is_file())
    return hash_text("\n".join(parts))


def hash_text(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def hash_room(room: str) -> str:
    """SHA-256 of a room's code and data: a step whose room changed is stale."""
    folder = PACKAGE / room
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and "__pycache__" not in p.parts)
    return hash_text("\n".join(f"{p.relative_to(PACKAGE)}:{hash_path(p)}" for p in files))

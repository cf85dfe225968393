"""Content hashes: of files, of folders, and of the code of the rooms a step uses."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from gigawatch.run.known_hash import recall_hash
from gigawatch.store.overlay import find_parts

PACKAGE = Path(__file__).parent.parent
MISSING = "missing"
PIECE = 1 << 16  # bytes read at once
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
    names = sorted(_files_below(path), key=lambda name: name.split("/"))
    return hash_text("\n".join(f"{name}:{hash_path(path / name)}" for name in names))


def _files_below(folder: Path, stem: str = "") -> Iterator[str]:
    """The files of a folder and of those in it by their paths from there; a site has more than a hundred thousand."""
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir(follow_symlinks=False):
                yield from _files_below(folder / one.name, f"{stem}{one.name}/")
            elif one.is_file():
                yield f"{stem}{one.name}"


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
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()

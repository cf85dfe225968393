"""Derived files put in place whole: a reader sees the old file or the new one, whatever happens meanwhile."""

from __future__ import annotations

import shutil
from pathlib import Path


def put_in_place(fresh: Path, target: Path) -> None:
    """Let a file that was written aside take its place; a folder that came to lie there makes room for it."""
    try:
        fresh.replace(target)
    except IsADirectoryError:
        shutil.rmtree(target)
        fresh.replace(target)


def clear_away(path: Path) -> None:
    """Take a derived file away, or a folder that came to lie in its place; nothing where there is neither."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def write_whole(target: Path, text: str) -> None:
    """Write a derived file so that it appears complete or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.fresh")
    try:
        fresh.write_text(text, encoding="utf-8")
        put_in_place(fresh, target)
    finally:
        fresh.unlink(missing_ok=True)

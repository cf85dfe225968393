"""Files put in place whole: a reader sees the old file or the new one, whatever happens meanwhile."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
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
    with _beside(target) as fresh:
        fresh.write_text(text, encoding="utf-8")
        put_in_place(fresh, target)


def write_kept(target: Path, content: bytes, *, like: Path | None = None) -> None:
    """Write a file that is kept so that it appears complete or not at all; what is no file in its place stays there.

    Those may read it who may read the one there, or the one that it is `like`; of a new one whoever the system says.
    """
    known = like or target
    with _beside(target) as fresh:
        if known.exists():
            fresh.touch(mode=0o600)
            fresh.write_bytes(content)
            fresh.chmod(stat.S_IMODE(known.stat().st_mode))
        else:
            fresh.write_bytes(content)
        fresh.replace(target)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A place beside a file to write it; nothing is left there, neither from now nor from before."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.fresh")
    fresh.unlink(missing_ok=True)
    try:
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)

"""A folder written whole: made aside, then swapped in, so that a reader never sees half of it, or none."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gigawatch.store.whole import clear_away

HERE, EXCHANGE = -100, 2  # of renameat2(2): paths count from the working folder; the two swap their names


@contextmanager
def fresh_folder(target: Path) -> Iterator[Path]:
    """An empty folder to fill; it replaces `target` when the block ends well, and is dropped when it does not.

    What a swap that was cut short had moved aside is put back first.
    """
    fresh, old = target.with_name(f".{target.name}.fresh"), target.with_name(f".{target.name}.old")
    if old.exists() and not target.exists():
        old.rename(target)  # a swap in two steps was cut short
    for left in (fresh, old):
        _remove(left)
    fresh.mkdir(parents=True)
    try:
        yield fresh
        _swap_in(fresh, target, old)
    finally:
        _remove(fresh)
        _remove(old)


def _swap_in(fresh: Path, target: Path, old: Path) -> None:
    """Put the fresh folder in the place of the target, in one step where the system can."""
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        target.rename(old)
        try:
            fresh.rename(target)
        except BaseException:
            old.rename(target)
            raise


def _exchange(one: Path, other: Path) -> bool:
    """Swap the names of two paths at once; False where the system or the disk cannot."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE) == 0)


def _remove(path: Path) -> None:
    with suppress(OSError):
        clear_away(path)

"""Hashes of large files that are known already: a file of the same size, times and inode is not read again.

Whoever writes to a file or puts another in its place changes one of them. What changes bytes behind the file system's
back is found by `gigawatch doctor`, which reads every file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from gigawatch.store.whole import write_whole

LARGE = 1 << 20  # bytes; what is smaller is read each time, faster than a file system tells two writes apart
Marks = tuple[int, int, int, int]
_known: dict[Path, tuple[Marks, str]] = {}


def recall_hash(path: Path, read: Callable[[Path], str]) -> str:
    """The hash of a file; `read` makes it where it is not known or the file is another now."""
    status = path.stat()
    if status.st_size < LARGE:
        return read(path)
    marks = _marks(status)
    before, digest = _known.get(path, (None, ""))
    if before != marks:
        digest = read(path)
        _known[path] = marks, digest
    return digest


def learn_hashes(file: Path, root: Path) -> None:
    """Take the hashes that `keep_hashes` left in a file, of files below `root` that are older than it; else none."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        told_at = file.stat().st_mtime_ns
        found = {root / name: (_as_marks(marks), str(digest)) for name, (marks, digest) in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return
    _known.update({path: known for path, known in found.items() if max(known[0][2:]) < told_at and path not in _known})


def keep_hashes(file: Path, root: Path) -> None:
    """Keep the known hashes of files below `root`; the file is written only where they differ from what it says."""
    own = {path: known for path, known in sorted(_known.items()) if path.is_relative_to(root)}
    told = {path.relative_to(root).as_posix(): known for path, known in own.items()}
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    if told and not (file.is_file() and file.read_bytes() == text.encode()):
        write_whole(file, text)


def _marks(status: os.stat_result) -> Marks:
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _as_marks(marks: object) -> Marks:
    inode, size, changed, moved = (int(number) for number in marks)  # type: ignore[attr-defined]  # a JSON list
    return inode, size, changed, moved

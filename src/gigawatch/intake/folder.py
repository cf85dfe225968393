"""Which files of a folder are sources: no hidden ones, no sidecars, and nothing that a link leads to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from gigawatch.intake.limit import DEFAULT, Limits
from gigawatch.intake.metadata import SIDECAR
from gigawatch.model.error import show_plainly

FETCHED = "fetched.csv"  # the log of what was fetched, beside the documents
ARCHIVES = "archives.csv"  # the log of the web archives that were gone through, beside the documents
LINKS = "links, which are not followed (name what they lead to itself)"
OTHERS = "pipes, sockets or devices"
NAMED = 5  # names told of what is left out
MARKS = {"_SUCCESS"}  # beside the files of a table that Spark wrote


def find_files(source: Path, limits: Limits = DEFAULT, left_out: list[Path] | None = None) -> Iterator[Path]:
    """The files of a path: itself, or in order of name every file below a folder that is not hidden and no sidecar.

    Links inside a folder are not followed, neither to files nor to folders: they may lead out of it. `left_out` gathers
    them, and what is neither a file nor a folder.
    """
    if not source.is_dir():
        yield source
        return
    found: list[Path] = []
    besides = [] if left_out is None else left_out
    for folder, folders, names in os.walk(source, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(folder, name) for name in names if may_be_source(name)):
            (found if path.is_file() and not path.is_symlink() else besides).append(path)
        besides += [path for name in folders if (path := Path(folder, name)).is_symlink()]
        if len(found) > limits.folder_files:
            raise limits.refuse("folder_files", f"there are over {limits.folder_files:,} files in it", str(source))
    yield from sorted(found)


def is_sidecar(path: Path) -> bool:
    """True for the metadata file of another file."""
    return path.name.endswith(SIDECAR)


def tell_left_out(source: Path, left_out: Iterable[Path]) -> Iterator[str]:
    """A line for the links that lie in a folder, and one for the pipes, sockets and devices."""
    groups: dict[str, list[str]] = {LINKS: [], OTHERS: []}
    for path in sorted(left_out):
        groups[LINKS if path.is_symlink() else OTHERS].append(show_plainly(path.relative_to(source).as_posix()))
    for kind, names in groups.items():
        more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
        if names:
            yield f"left out of {show_plainly(str(source))}, {kind}: {', '.join(names[:NAMED])}{more}"


def may_be_source(name: str) -> bool:
    """True for a name in a folder that is neither hidden, nor a sidecar's, nor a mark of a table that Spark wrote."""
    return name not in MARKS and not name.startswith(".") and not name.endswith(SIDECAR)

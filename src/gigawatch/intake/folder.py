"""Which files of a folder are sources: no hidden ones, no sidecars, and nothing that a link leads to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from gigawatch.intake.limit import DEFAULT, Limits
from gigawatch.intake.metadata import SIDECAR

FETCHED = "fetched.csv"  # the log of what was fetched, beside the documents
ARCHIVES = "archives.csv"  # the log of the web archives that were gone through, beside the documents
MARKS = {"_SUCCESS"}  # beside the files of a table that Spark wrote


def find_files(source: Path, limits: Limits = DEFAULT) -> Iterator[Path]:
    """The files of a path: itself, or in order of name every file below a folder that is not hidden and no sidecar.

    Links inside a folder are not followed, neither to files nor to folders: they may lead out of it.
    """
    if not source.is_dir():
        yield source
        return
    found = []
    for folder, folders, names in os.walk(source, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [path for name in names if _is_source(path := Path(folder, name))]
        if len(found) > limits.folder_files:
            raise limits.refuse("folder_files", f"there are over {limits.folder_files:,} files in it", str(source))
    yield from sorted(found)


def is_sidecar(path: Path) -> bool:
    """True for the metadata file of another file."""
    return path.name.endswith(SIDECAR)


def _is_source(path: Path) -> bool:
    if path.name in MARKS:
        return False
    return not path.name.startswith(".") and not is_sidecar(path) and path.is_file() and not path.is_symlink()

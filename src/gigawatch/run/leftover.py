"""What writing that was cut short left behind: files and folders aside of the ones they were to become."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from gigawatch.run.aside import BACKUP, free_place
from gigawatch.run.workspace import Workspace
from gigawatch.store.whole import clear_away

OLD = re.compile(r"^\.(.+)\.old$")  # a folder that was moved aside for its swap
HIDDEN = re.compile(r"^\.(.+)\.fresh(?:\.csv)?$")  # what was not written to its end, hidden beside its place
BUILT = re.compile(r"\.fresh$|\.fresh\.duckdb(?:\.wal)?$|\.whole\.parquet$|^held-\w+\.json$|\.duckdb\.wal$")
SKIPPED = {".git", ".venv", BACKUP}


def clear_leftovers(workspace: Workspace) -> Iterator[str]:
    """Put right what a cut left, while no build is at work; each with what was done. What was kept is never deleted:
    a former folder goes back to its place where that is empty, else into `backup/`.
    """
    for path in list(find_leftovers(workspace)):
        name = path.relative_to(workspace.root).as_posix()
        if OLD.match(path.name) and not path.is_relative_to(workspace.build):
            yield _put_back(workspace, path)
            continue
        clear_away(path)
        yield f"{name}: removed, it was not written to its end"


def find_leftovers(workspace: Workspace) -> Iterator[Path]:
    """Files and folders that a writing which was cut short left in a workspace."""
    for folder, folders, files in os.walk(workspace.root):
        place = Path(folder)
        is_built = place == workspace.build or place.is_relative_to(workspace.build)
        found = [name for name in (*folders, *files) if _is_left(name, is_built=is_built)]
        folders[:] = sorted(name for name in folders if name not in SKIPPED and name not in found)
        yield from (place / name for name in sorted(found))


def _is_left(name: str, *, is_built: bool) -> bool:
    return bool(OLD.match(name) or HIDDEN.match(name) or (is_built and BUILT.search(name)))


def _put_back(workspace: Workspace, path: Path) -> str:
    found = OLD.match(path.name)
    assert found is not None
    place, name = path.with_name(found[1]), path.relative_to(workspace.root).as_posix()
    if not place.exists():
        path.rename(place)
        return f"{place.relative_to(workspace.root).as_posix()}: put back, its replacement was cut short"
    aside = free_place(workspace.root / BACKUP / found[1])
    aside.parent.mkdir(parents=True, exist_ok=True)
    path.rename(aside)
    return f"{name}: moved to {aside.relative_to(workspace.root).as_posix()}, another stands in its place"

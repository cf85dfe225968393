"""What became of a workspace's sources since its last build: changed, new and gone, told by their content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from gigawatch.intake.folder import FETCHED
from gigawatch.run.fingerprint import MISSING, hash_path
from gigawatch.run.kept import LOG
from gigawatch.run.manifest import read_manifest
from gigawatch.run.workspace import Workspace

SOURCES = ("read:", "table:")
MOST = 20_000_000  # bytes read at most where only a notice is wanted


def tell_drift(workspace: Workspace, *, is_quick: bool = False) -> str | None:
    """One line on the sources that are not as the last build read them; None when all are, or nothing is built.

    `is_quick` reads only files that were touched since the build, and none where they are large.
    """
    inputs = _inputs(workspace)
    if not inputs:
        return None
    fresh = {name for name in _kept(workspace) if name not in inputs}
    gone = {name for name, digest in inputs.items() if digest != MISSING and not (workspace.root / name).exists()}
    changed = {name for name in _suspects(workspace, inputs, is_quick=is_quick) if name not in gone}
    groups = ((changed, "changed"), (fresh, "new"), (gone, "gone"))
    told = [f"{_count(names)} {word}" for names, word in groups if names]
    return f"{', '.join(told)} since the build; run gigawatch build" if told else None


def _count(names: set[str]) -> str:
    """How many documents and how many tables, in words."""
    tables = sum(name.startswith("tables/") for name in names)
    counts = ((len(names) - tables, "document"), (tables, "table"))
    return " and ".join(f"{n} {noun}{'s' if n > 1 else ''}" for n, noun in counts if n)


def _inputs(workspace: Workspace) -> dict[str, str]:
    """The content hash of every source of the last build by its path, sidecars with them."""
    records = read_manifest(workspace.manifest).records
    sources = (record for name, record in records.items() if name.startswith(SOURCES))
    return {path: digest for record in sources for path, digest in record.inputs.items()}


def _kept(workspace: Workspace) -> Iterator[str]:
    """Every file that a build would read, by its path."""
    from gigawatch.intake import find_files

    for folder in (workspace.documents, workspace.tables):
        files = find_files(folder, workspace.settings.limits) if folder.is_dir() else ()
        yield from (str(file.relative_to(workspace.root)) for file in files if file.name not in (LOG, FETCHED))


def _suspects(workspace: Workspace, inputs: Mapping[str, str], *, is_quick: bool) -> Iterator[str]:
    """The sources whose content is another now."""
    there = {name: workspace.root / name for name in inputs if (workspace.root / name).is_file()}
    if is_quick:
        built = workspace.manifest.stat().st_mtime
        there = {name: path for name, path in there.items() if _touched(path) >= built}
        if sum(path.stat().st_size for path in there.values()) > MOST:
            return
    yield from (name for name, path in there.items() if hash_path(path) != inputs[name])


def _touched(path: Path) -> float:
    """When a file was last written, moved or put there."""
    told = path.stat()
    return max(told.st_mtime, told.st_ctime)

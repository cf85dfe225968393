"""A look at a workspace's health: settings, kept files, outputs against the manifest."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

from gigawatch.model import InputError, WorkspaceError
from gigawatch.run.build import AT_WORK
from gigawatch.run.drift import tell_drift
from gigawatch.run.fingerprint import hash_path
from gigawatch.run.kept import LOG, read_log
from gigawatch.run.leftover import find_leftovers
from gigawatch.run.manifest import read_manifest
from gigawatch.run.workspace import FOLDERS, Workspace

REBUILD = "run: gigawatch build"
REPAIR = "run: gigawatch doctor --repair"


def examine(workspace: Workspace) -> list[str]:
    """What is not in order, each with what to do; empty when all is well."""
    damaged = find_damaged(workspace)
    return [
        *_missing_folders(workspace),
        *_damaged_logs(workspace),
        *_faulty_judgements(workspace),
        *_faulty_reviewers(workspace),
        *_drifted_sources(workspace),
        *_stale_outputs(workspace, damaged),
        *_unfinished_build(workspace),
        *(f"{path.relative_to(workspace.root)}: {what} ({REBUILD})" for path, what in damaged.items()),
        *_leftovers(workspace),
    ]


def _missing_folders(workspace: Workspace) -> Iterator[str]:
    """The folders of documents and tables that the build read from; a workspace may have one of them alone."""
    needed = FOLDERS[:2]
    gone = [name for name in needed if not (workspace.root / name).is_dir()]
    read = {path.partition("/")[0] for one in read_manifest(workspace.manifest).records.values() for path in one.inputs}
    for name in gone:
        if len(gone) == len(needed) or name in read:
            yield f"{workspace.root / name}: the folder is missing (make it, or restore it from your copy)"


def _damaged_logs(workspace: Workspace) -> Iterator[str]:
    for folder in (workspace.documents, workspace.tables):
        try:
            read_log(folder / LOG)
        except WorkspaceError as fault:
            yield str(fault)


def _drifted_sources(workspace: Workspace) -> Iterator[str]:
    """The sources that are not as the build read them."""
    if (told := tell_drift(workspace)) is not None:
        yield told


def _faulty_judgements(workspace: Workspace) -> Iterator[str]:
    """The lines of the review log that cannot be read."""
    from gigawatch.ledger.review import read_log as read_judgements

    yield from (str(fault) for fault in read_judgements(workspace.reviews).faults)


def _faulty_reviewers(workspace: Workspace) -> Iterator[str]:
    """What keeps persons from the review desk, or shows others the hashes of their tokens."""
    from gigawatch.site.desk.reviewer import read_reviewers
    from gigawatch.site.desk.workplace import REVIEWERS

    file = workspace.desk / REVIEWERS
    try:
        read_reviewers(file)
    except InputError as fault:
        yield str(fault)
    if file.exists() and file.stat().st_mode & 0o077:
        yield f"{file}: others than its owner may read it (run: chmod 600 {file})"


def _unfinished_build(workspace: Workspace) -> Iterator[str]:
    """The step at which the last build ended, where it did not come to its end."""
    mark = workspace.build / AT_WORK
    if mark.is_file():
        step = mark.read_text(encoding="utf-8", errors="replace")
        yield f"the last build stopped in step {step}: what is shown is older ({REBUILD})"


def find_damaged(workspace: Workspace) -> dict[Path, str]:
    """The tables between the steps and the database, where they cannot be read, each with what is wrong."""
    from gigawatch.store import fetch_rows, open_database, read_rows, tables

    found = {}
    for path in sorted(workspace.steps.rglob("*.parquet")):
        try:
            read_rows(path)
        except WorkspaceError:
            found[path] = "damaged, it cannot be read"
    try:
        if workspace.database.exists():
            with open_database(workspace.database) as con:
                for table in tables():
                    fetch_rows(con, f'SELECT * FROM "{table}"')
    except WorkspaceError as fault:
        found[workspace.database] = fault.what
    return found


def _leftovers(workspace: Workspace) -> Iterator[str]:
    """What a writing that was cut short left behind, unless a build is at work just now."""
    from gigawatch.run.underway import is_running

    if not is_running(workspace):
        for path in find_leftovers(workspace):
            yield f"{path.relative_to(workspace.root)}: left by a writing that was cut short ({REPAIR})"


def _stale_outputs(workspace: Workspace, damaged: Container[Path]) -> Iterator[str]:
    """What is not as the manifest has it, but for what is told already as damaged."""
    manifest = read_manifest(workspace.manifest)
    if not manifest.records:
        yield f"{workspace.root}: nothing is built here yet, or the manifest is damaged ({REBUILD})"
    for name, record in manifest.records.items():
        for output, digest in record.outputs.items():
            path = workspace.root / output
            if path not in damaged and hash_path(path) != digest:
                yield f"{output}: missing or not as step {name} made it ({REBUILD})"

"""A damaged log of when files were kept, written again from its good lines and from what the last build read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from gigawatch.intake.pack import is_packed
from gigawatch.model import WorkspaceError
from gigawatch.run.aside import BACKUP, free_place, lay_aside
from gigawatch.run.kept import HEAD, LOG, LOGS, Row, read_log, write_log
from gigawatch.run.manifest import read_manifest
from gigawatch.run.table import table_rows
from gigawatch.run.workspace import Workspace

DIGEST = re.compile(r"[0-9a-f]{64}")


def mend_logs(workspace: Workspace) -> Iterator[str]:
    """Write every damaged log again, a copy of it laid aside; each with what was done and what is lost."""
    for folder in (workspace.documents, workspace.tables):
        log = folder / LOG
        try:
            read_log(log)
        except WorkspaceError:
            yield _mend(workspace, log)


def _mend(workspace: Workspace, log: Path) -> str:
    name = log.relative_to(workspace.root).as_posix()
    damaged = log.read_bytes()
    aside = free_place(workspace.root / BACKUP / f"damaged-{log.parent.name}-{LOG}")
    lay_aside(log, aside)
    good = list(_good_lines(damaged))
    built = dict(_built_days(workspace, log.parent.name))
    rows = [
        *good,
        *((path, digest, built[path, digest]) for path, digest in built if digest not in {r[1] for r in good}),
    ]
    write_log(log, rows)
    files = [path for path in log.parent.rglob("*") if path.is_file() and path.name not in LOGS]
    lost = len(_unknown(files, rows))
    told = f"{name}: written again, {len(good)} lines of it and {len(rows) - len(good)} from the last build"
    counted = f"; {lost} files count as held from the next build on" if lost else ""
    return f"{told}{counted} (the damaged one is {aside.relative_to(workspace.root).as_posix()}; or restore your copy)"


def _unknown(files: list[Path], rows: list[Row]) -> list[Path]:
    """The files of which no line tells when they were first held; sidecars have none of their own."""
    from gigawatch.intake.folder import is_sidecar
    from gigawatch.run.fingerprint import hash_path

    known = {digest for _, digest, _ in rows}
    sources = (path for path in files if not path.name.startswith(".") and not is_sidecar(path))
    return [path for path in sources if hash_path(path) not in known]


def _good_lines(damaged: bytes) -> Iterator[Row]:
    for line in damaged.decode("utf-8", errors="replace").splitlines():
        try:
            path, digest, day = next(csv.reader([line], strict=True))
            date.fromisoformat(day)
        except (ValueError, csv.Error, StopIteration):
            continue
        if (path, digest, day) != HEAD and DIGEST.fullmatch(digest):
            yield path, digest, day


def _built_days(workspace: Workspace, folder: str) -> Iterator[tuple[tuple[str, str], str]]:
    """What the tables of the last build tell: path and hash of a file, and the day from which it was held."""
    try:
        if folder == workspace.documents.name:
            packs = _read_digests(workspace, "read:")
            for row in table_rows(workspace, "document"):
                path, digest = str(row["path"]), str(row["sha256"])
                if is_packed(path):
                    path = next((one for one in map(str, PurePosixPath(path).parents) if one in packs), path)
                    digest = packs.get(path, digest)
                yield (_within(folder, path), digest), str(row["kept"])
            return
        digests = _read_digests(workspace, "table:")
        for name, day in {(str(row["table_name"]), str(row["kept"])) for row in table_rows(workspace, "observation")}:
            if name in digests and day != "None":
                yield (_within(folder, name), digests[name]), day
    except WorkspaceError:
        return


def _read_digests(workspace: Workspace, steps: str) -> Mapping[str, str]:
    """The hash of every file of the workspace as steps of the last build read it."""
    records = read_manifest(workspace.manifest).records
    inputs = (record.inputs for name, record in records.items() if name.startswith(steps))
    return {path: digest for found in inputs for path, digest in found.items()}


def _within(folder: str, path: str) -> str:
    return path.removeprefix(f"{folder}/")

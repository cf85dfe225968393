"""The plan: every step of a workspace's build, in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from gigawatch.engine import Borrow, LocalEngine
from gigawatch.intake import Limits, find_files
from gigawatch.intake.pack import is_pack
from gigawatch.model import WorkspaceError
from gigawatch.run.following import follow_step
from gigawatch.run.indexing import index_step
from gigawatch.run.kept import LOGS, record_kept
from gigawatch.run.measuring import measure_step
from gigawatch.run.publishing import chain_step, export_step, outlook_step, report_step, search_step, site_step
from gigawatch.run.reading import gather_step, pack_step, package_step, read_step, table_step
from gigawatch.run.reviewing import review_step
from gigawatch.run.settling import age_step, resolve_step, settle_step, store_step
from gigawatch.run.step import Step
from gigawatch.run.workspace import Workspace

NO_UTF8 = re.compile("[\udc80-\udcff]")


def plan_steps(workspace: Workspace, today: date, borrow: Borrow = LocalEngine) -> list[Step]:
    """Every step in the order in which it may be done; a step needs only what stands before it.

    Files not seen before are logged as held from `today`; the caller holds the lock of the build. `borrow` gives the
    engine for the heavy steps when one of them is done.
    """
    sources = [
        *_kept_steps(workspace, workspace.documents, partial(_source_step, borrow=borrow), today),
        *_kept_steps(workspace, workspace.tables, table_step, today),
        *(package_step(workspace, name) for name in workspace.settings.packages),
    ]
    return [
        *sources,
        gather_step(workspace, sources, borrow),
        review_step(workspace),
        resolve_step(workspace, borrow=borrow),
        settle_step(workspace, borrow),
        follow_step(workspace),
        age_step(workspace, today),
        measure_step(workspace, today),
        index_step(workspace),
        store_step(workspace),
        chain_step(workspace),
        outlook_step(workspace),
        search_step(workspace),
        export_step(workspace),
        report_step(workspace),
        site_step(workspace),
    ]


def _source_step(workspace: Workspace, file: Path, kept: date | None, *, borrow: Borrow) -> Step:
    """The step that reads a kept document, or all those of a pack."""
    return pack_step(workspace, file, kept, borrow) if is_pack(file.name) else read_step(workspace, file, kept)


def is_empty(workspace: Workspace) -> bool:
    """True where no document and no table of its own is kept in a workspace."""
    return not any(_files(folder, workspace.settings.limits) for folder in (workspace.documents, workspace.tables))


def _kept_steps(
    workspace: Workspace, folder: Path, make: Callable[[Workspace, Path, date], Step], today: date
) -> list[Step]:
    files = _files(folder, workspace.settings.limits)
    kept = record_kept(folder, files, today)
    return [make(workspace, file, kept[file]) for file in files]


def _files(folder: Path, limits: Limits) -> list[Path]:
    files = [file for file in find_files(folder, limits) if file.name not in LOGS] if folder.is_dir() else []
    for file in files:
        if NO_UTF8.search(str(file)):
            raise WorkspaceError("the file's name is not UTF-8", where=ascii(str(file)), hint="rename the file")
    return files

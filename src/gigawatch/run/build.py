"""Building: walk the steps in order, do what is stale, keep the record."""

from __future__ import annotations

import fcntl
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from gigawatch.model import WorkspaceError
from gigawatch.run.known_hash import keep_hashes, learn_hashes
from gigawatch.run.manifest import Manifest, read_manifest, write_manifest
from gigawatch.run.step import Record, Step, fingerprint, hash_inputs, hash_outputs, is_stale
from gigawatch.run.workspace import Workspace
from gigawatch.store.whole import clear_away, write_whole

AT_WORK = ".at-work"  # in the build's folder, with the name of the step at work; what stays there was cut short
LOCK = ".lock"  # in the build's folder, held by the process that builds
STORED = "store"  # the step with which the date of the build becomes that of the ledger
LEFTOVER = re.compile(r"\.(fresh|fresh\.duckdb|whole\.parquet)$")  # files and folders that were being written
PATIENCE = 0.2  # seconds in which a question that only looked at the lock has let it go
Plan = Callable[[], Sequence[Step]]
Report = Callable[[Step, int, int], None]


@dataclass(slots=True)
class Outcome:
    """What a build did: the steps done and left as they were, their notices, and the time it took."""

    done: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    seconds: float = 0.0


def run_steps(workspace: Workspace, plan: Plan, *, version: str, date: str, report: Report) -> Outcome:
    """Bring every step of the plan up to date; `report` is told each step before its turn, its number and their count.

    The plan is made when the build has its lock, since planning logs new files as held.

    A step that fails leaves the steps before it done and recorded; the next build goes on from there.
    """
    started = time.perf_counter()
    with locked(workspace.build):
        _clear_leftovers(workspace)
        learn_hashes(workspace.hashes, workspace.root)
        steps = plan()
        old = read_manifest(workspace.manifest)
        fresh = Manifest(version, date)
        outcome = Outcome()
        for number, step in enumerate(steps, start=1):
            report(step, number, len(steps))
            _bring_up_to_date(workspace, step, old, fresh, outcome)
        if (old.version, old.date, old.records) != (version, date, fresh.records):
            write_manifest(fresh, workspace.manifest)
        clear_away(workspace.build / AT_WORK)
        keep_hashes(workspace.hashes, workspace.root)
    outcome.seconds = time.perf_counter() - started
    return outcome


def _clear_leftovers(workspace: Workspace) -> None:
    """Take away what a build that was broken off had not put in place yet: no step may come to make it again."""
    if not (workspace.build / AT_WORK).exists():
        return
    for folder in (workspace.build, workspace.steps, *workspace.steps.glob("*/")):
        left = [path for path in folder.iterdir() if LEFTOVER.search(path.name)] if folder.is_dir() else []
        for path in left:
            clear_away(path)


def _bring_up_to_date(workspace: Workspace, step: Step, old: Manifest, fresh: Manifest, outcome: Outcome) -> None:
    inputs = hash_inputs(step, workspace.root)
    record = old.records.get(step.name)
    if record is None or is_stale(step, record, inputs, workspace.root):
        write_whole(workspace.build / AT_WORK, step.name)
        record = _work(workspace.root, step, inputs)
        outcome.done.append(step.name)
        fresh.records[step.name] = record
        rest = {name: kept for name, kept in old.records.items() if name not in fresh.records}
        is_stored = STORED in fresh.records or not old.date
        version, date = (fresh.version, fresh.date) if is_stored else (old.version, old.date)
        write_manifest(Manifest(version, date, {**rest, **fresh.records}), workspace.manifest)
    else:
        outcome.kept.append(step.name)
        fresh.records[step.name] = record
    outcome.notices.extend(record.notices)


def _work(root: Path, step: Step, inputs: dict[str, str]) -> Record:
    started = time.perf_counter()
    notices = tuple(step.work())
    seconds = round(time.perf_counter() - started, 3)
    return Record(fingerprint(step, inputs), inputs, hash_outputs(step, root), seconds, notices)


def _open_lock(build: Path) -> TextIO:
    try:
        build.mkdir(parents=True, exist_ok=True)
        return (build / LOCK).open("w")
    except OSError as error:
        hint = "check that the workspace may be written"
        raise WorkspaceError(f"nothing can be built here: {error.strerror}", where=str(build), hint=hint) from error


@contextmanager
def locked(build: Path) -> Iterator[None]:
    """Hold a build's folder, so that nothing in it is made anew; WorkspaceError while another process holds it."""
    with _open_lock(build) as file:
        try:
            _take(file)
        except OSError as error:
            hint = "wait for it to end, then run it again"
            raise WorkspaceError("another build is running here", where=str(build.parent), hint=hint) from error
        yield


def _take(file: TextIO) -> None:
    """Take the lock; a second time where it is held, since a question that looks at it holds it for a moment."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        time.sleep(PATIENCE)
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

"""Putting a workspace right: what can be derived is made again, the rest is told, nothing that was kept is deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from gigawatch.model import GigawatchError
from gigawatch.run.build import AT_WORK, locked
from gigawatch.run.diagnosis import examine, find_damaged
from gigawatch.run.drift import tell_drift
from gigawatch.run.fingerprint import MISSING, hash_path
from gigawatch.run.leftover import clear_leftovers
from gigawatch.run.manifest import Manifest, read_manifest
from gigawatch.run.migration.step import migrate
from gigawatch.run.salvage import mend_logs
from gigawatch.run.workspace import Workspace
from gigawatch.store.whole import clear_away

TAKEN = "it is built from them as they are now: if that is not meant, restore them from your copy and build again"
Build = Callable[[date], object]


@dataclass(frozen=True, slots=True)
class Repair:
    """What was done, and what is left to do by hand."""

    done: tuple[str, ...]
    left: tuple[str, ...]


def repair(workspace: Workspace, build: Build, today: date) -> Repair:
    """Put right what can be; WorkspaceError while a build is at work. `build` builds the workspace for a day.

    It is built for the day of its last build, so that it comes to what it was; for `today` where none is known.
    """
    with locked(workspace.build):
        done = [*migrate(workspace.root), *clear_leftovers(workspace), *mend_logs(workspace), *_close_desk(workspace)]
        manifest = read_manifest(workspace.manifest)
        drift = tell_drift(workspace)
        dropped = list(_drop_damaged(workspace, manifest))
    left = []
    if dropped or (workspace.build / AT_WORK).exists():
        day = date.fromisoformat(manifest.date) if manifest.date else today
        try:
            build(day)
        except GigawatchError as fault:
            left.append(f"nothing could be built anew: {fault}")
        else:
            done += [*dropped, f"built anew for {day}"]
            left += [f"{drift}; {TAKEN}"] if drift else []
    return Repair(tuple(done), (*left, *examine(workspace)))


def _drop_damaged(workspace: Workspace, manifest: Manifest) -> Iterator[str]:
    """Take away what of the build is damaged, so that it is made anew; what is known of unread files goes with it."""
    if workspace.manifest.exists() and not manifest.records:
        clear_away(workspace.manifest)
        yield "build/manifest.json: damaged; all is made anew"
    stale = {
        workspace.root / output: "not as it was made"
        for record in manifest.records.values()
        for output, digest in record.outputs.items()
        if _is_built(workspace, output) and hash_path(workspace.root / output) != digest
    }
    stale |= dict.fromkeys(find_damaged(workspace), "damaged")
    for path, what in sorted(stale.items()):
        found = what if path.exists() else MISSING
        clear_away(path)
        yield f"{path.relative_to(workspace.root).as_posix()}: {found}; made anew"
    if stale:
        workspace.hashes.unlink(missing_ok=True)


def _is_built(workspace: Workspace, output: str) -> bool:
    """True for a path below the build's folder: a manifest that someone else wrote may name any other."""
    path = workspace.root / output
    return path.name not in ("", "..") and path.parent.resolve().is_relative_to(workspace.build.resolve())


def _close_desk(workspace: Workspace) -> Iterator[str]:
    """Let nobody but its owner read the file of reviewers."""
    from gigawatch.site.desk.workplace import REVIEWERS

    file = workspace.desk / REVIEWERS
    if file.exists() and file.stat().st_mode & 0o077:
        file.chmod(0o600)
        yield f"{file.relative_to(workspace.root).as_posix()}: others than its owner may read it no more"

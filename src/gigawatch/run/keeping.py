"""Keeping an edition: the built ledger's manifest and fact table, laid beside the build and never overwritten."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date

from gigawatch.ledger.edition import Edition, fact_text, find_edition, list_editions, status_text, write_edition
from gigawatch.ledger.load import open_ledger
from gigawatch.ledger.state import State, state_of
from gigawatch.model import InputError, WorkspaceError, make_id
from gigawatch.question.query import DATE
from gigawatch.run.build import locked
from gigawatch.run.manifest import Manifest, read_manifest
from gigawatch.run.underway import read_step, tell_broken_off, tell_underway
from gigawatch.run.workspace import Workspace

UNFINISHED = "no edition is kept of what is not built to its end"
FORBIDDEN = "/\\"


def keep_edition(workspace: Workspace, name: str | None) -> tuple[Edition, bool]:
    """Keep the ledger as it is built; the edition, and False when this very edition is kept already.

    Its id is made from its facts and statuses: the same ledger gives the same edition. InputError for a name in use.
    """
    with ExitStack() as held:
        try:
            held.enter_context(locked(workspace.build))
        except WorkspaceError as error:
            raise WorkspaceError(UNFINISHED, hint=tell_underway(workspace) or error.hint) from error
        return _keep(workspace, name)


def _keep(workspace: Workspace, name: str | None) -> tuple[Edition, bool]:
    """Keep the ledger while no build begins."""
    if (step := read_step(workspace)) is not None:
        raise WorkspaceError(UNFINISHED, hint=tell_broken_off(workspace, step))
    manifest = read_manifest(workspace.manifest)
    day = date.fromisoformat(manifest.date) if manifest.date else None
    state = state_of(open_ledger(workspace.database), name or "", day)
    edition = _edition(manifest, state, name)
    folder = workspace.editions / edition.id
    if folder.exists():
        return _kept_already(workspace, edition), False
    _require_free_name(workspace, name)
    try:
        write_edition(folder, edition, state)
    except OSError as error:
        raise WorkspaceError(f"the edition cannot be kept: {error.strerror}", where=str(folder)) from error
    return edition, True


def _edition(manifest: Manifest, state: State, name: str | None) -> Edition:
    key = make_id("edition", fact_text(state), status_text(state))
    inputs = {path: digest for record in manifest.records.values() for path, digest in record.inputs.items()}
    sources = {path: digest for path, digest in sorted(inputs.items()) if not path.startswith("build/")}
    return Edition(key, name, manifest.date, manifest.version, len(state.facts), sources)


def _kept_already(workspace: Workspace, edition: Edition) -> Edition:
    kept = find_edition(workspace.editions, edition.id)
    if edition.name not in (None, kept.name):
        told = f"named {kept.name!r}" if kept.name else "without a name"
        raise InputError(f"this ledger is kept already, {told}: {kept.id}", hint="an edition is never changed")
    return kept


def _require_free_name(workspace: Workspace, name: str | None) -> None:
    if name is None:
        return
    if not name.strip() or any(letter in name for letter in FORBIDDEN) or _is_date(name):
        raise InputError(f"{name!r} is no name for an edition", hint="choose one that is no date and has no slash")
    taken = next((one for one in list_editions(workspace.editions) if one.is_called(name)), None)
    if taken is not None:
        raise InputError(f"the name {name!r} is taken by {taken.id}", hint="an edition is never overwritten")


def _is_date(name: str) -> bool:
    """True for what stands for a day wherever a day or an edition may be named: 2022, 2022-12, 2022-12-31."""
    if DATE.fullmatch(name):
        return True
    try:
        date.fromisoformat(name)
    except ValueError:
        return False
    return True

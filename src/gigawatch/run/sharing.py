"""Handing the built ledger of a workspace over to the server of a team."""

from __future__ import annotations

import json
from contextlib import ExitStack
from datetime import date

from gigawatch.model import WorkspaceError
from gigawatch.run.build import locked
from gigawatch.run.defined import own_definitions
from gigawatch.run.manifest import Manifest, manifest_text, read_manifest
from gigawatch.run.underway import read_step, tell_broken_off, tell_underway
from gigawatch.run.workspace import SETTINGS, Workspace
from gigawatch.store.shared import About, Address, Handed, hand_over

UNFINISHED = "nothing is handed over of what is not built to its end"


def share(workspace: Workspace, address: Address, *, replace: bool = False) -> Handed:
    """Hand the ledger over as it is built, while no build begins; WorkspaceError where it cannot be."""
    with ExitStack() as held:
        try:
            held.enter_context(locked(workspace.build))
        except WorkspaceError as error:
            raise WorkspaceError(UNFINISHED, hint=tell_underway(workspace) or error.hint) from error
        if (step := read_step(workspace)) is not None:
            raise WorkspaceError(UNFINISHED, hint=tell_broken_off(workspace, step))
        return hand_over(workspace.database, address, _tell_about(workspace), replace=replace)


def _tell_about(workspace: Workspace) -> About:
    manifest = read_manifest(workspace.manifest)
    day = date.fromisoformat(manifest.date) if manifest.date else None
    return About(workspace.settings.name, manifest.version, day, _small_files(workspace, manifest))


def _small_files(workspace: Workspace, manifest: Manifest) -> dict[str, str]:
    """What questions need beside the tables: settings, definitions of indices, and for which day it was built."""
    files = {SETTINGS: _settings_text(workspace)}
    for path in own_definitions(workspace):
        files[path.relative_to(workspace.root).as_posix()] = path.read_text(encoding="utf-8")
    name = workspace.manifest.relative_to(workspace.root).as_posix()
    return {**files, name: manifest_text(Manifest(manifest.version, manifest.date))}


def _settings_text(workspace: Workspace) -> str:
    """The settings that answers depend on, as a settings file of its format; no addresses, and no style of pages."""
    sections = []
    for section, values in {"workspace": {}, **workspace.settings.raw}.items():
        assert isinstance(values, dict)
        own = {"format": workspace.settings.format} if section == "workspace" else {}
        told = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in {**own, **values}.items())
        sections.append("\n".join((f"[{section}]", *told)))
    return "\n\n".join(sections) + "\n"


def tell_handed(handed: Handed, address: Address) -> str:
    """One line on what was handed over, and what it took the place of."""
    now, before = handed.edition, handed.before
    if handed.is_unchanged:
        return f"{address} holds this edition already ({now.id}, {now.facts:,} facts): nothing was written."
    told = f"Handed over to {address}: edition {now.id}, {now.facts:,} facts, {len(handed.written)} tables written"
    if before is None:
        return f"{told}."
    day = f" of {before.built_on}" if before.built_on else ""
    return f"{told}, in place of edition {before.id}{day} of {before.name} with {before.facts:,} facts."

"""A look at a workspace's health: settings, kept files, outputs against the manifest."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.run.fingerprint import hash_path
from gigawatch.run.manifest import read_manifest
from gigawatch.run.workspace import FOLDERS, Workspace

REBUILD = "run: gigawatch build"


def examine(workspace: Workspace) -> list[str]:
    """What is not in order, each with what to do; empty when all is well."""
    return [*_missing_folders(workspace), *_stale_outputs(workspace)]


def _missing_folders(workspace: Workspace) -> Iterator[str]:
    for name in FOLDERS[:2]:
        if not (workspace.root / name).is_dir():
            yield f"{workspace.root / name}: the folder is missing (make it, or restore it from your copy)"


def _stale_outputs(workspace: Workspace) -> Iterator[str]:
    manifest = read_manifest(workspace.manifest)
    if not manifest.records:
        yield f"{workspace.root}: nothing is built here yet, or the manifest is damaged ({REBUILD})"
    for name, record in manifest.records.items():
        for output, digest in record.outputs.items():
            if hash_path(workspace.root / output) != digest:
                yield f"{output}: missing or not as step {name} made it ({REBUILD})"

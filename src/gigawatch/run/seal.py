"""The seal of a step's tables: what they were when the step had made them, so that no damaged one is added to."""

from __future__ import annotations

import json
from pathlib import Path

from gigawatch.run.basis import BASIS
from gigawatch.run.fingerprint import hash_path
from gigawatch.run.increment import BEFORE
from gigawatch.run.known_hash import keep_hashes, learn_hashes
from gigawatch.run.memory import FILE as MEMORY
from gigawatch.run.table import RESOLVED
from gigawatch.run.workspace import Workspace
from gigawatch.store.whole import write_whole

BESIDE = (*BASIS, MEMORY, f"{BEFORE}/entity.parquet", f"{BEFORE}/mention.parquet")  # what resolving keeps besides


def keep_seal(workspace: Workspace, group: tuple[str, ...]) -> None:
    """Keep what the tables of a step are now, with what changed of them and what they are added to from."""
    write_whole(_seal_path(workspace, group), json.dumps(_hash(workspace, group), indent=1) + "\n")
    keep_hashes(workspace.hashes, workspace.root)


def is_sealed(workspace: Workspace, group: tuple[str, ...]) -> bool:
    """True where the tables of a step are as they were when their seal was kept."""
    learn_hashes(workspace.hashes, workspace.root)
    try:
        kept = json.loads(_seal_path(workspace, group).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(kept == _hash(workspace, group))


def _hash(workspace: Workspace, group: tuple[str, ...]) -> dict[str, str]:
    names = [f"{table}.parquet" for table in group]
    return {name: hash_path(workspace.steps / name) for name in (*names, *(BESIDE if group is RESOLVED else ()))}


def _seal_path(workspace: Workspace, group: tuple[str, ...]) -> Path:
    return workspace.steps / f"{group[0]}.seal"

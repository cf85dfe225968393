"""What several steps of one build read, made once: the ledger, the chain, the outlook, the publication."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeVar, cast

from gigawatch.run.fingerprint import hash_path, hash_text
from gigawatch.run.table import SETTLED, TABLES, table_path, table_paths
from gigawatch.run.workspace import Workspace

MOST_BYTES = 20_000_000  # of the tables of facts: beyond it each step loads what it needs and lets it go
T = TypeVar("T")
_held: dict[str, object] = {}


def hold(workspace: Workspace, name: str, make: Callable[[], T]) -> T:
    """The thing of a name, made where it is not held for the workspace's tables and settings as they are now."""
    if sum(_size(workspace, table) for table in SETTLED) > MOST_BYTES:
        return make()
    state = _state(workspace)
    key = f"{name} {state}"
    if key not in _held:
        if any(not other.endswith(state) for other in _held):
            _held.clear()
        _held[key] = make()
    return cast(T, _held[key])


def let_go() -> None:
    """Hold nothing any more."""
    _held.clear()


def _state(workspace: Workspace) -> str:
    settings = json.dumps(workspace.settings.raw, sort_keys=True, default=str)
    tables = (hash_path(path) for path in table_paths(workspace, TABLES))
    return hash_text("\n".join((str(workspace.root), settings, hash_path(workspace.root / "index"), *tables)))


def _size(workspace: Workspace, table: str) -> int:
    path = table_path(workspace, table)
    return path.stat().st_size if path.is_file() else 0

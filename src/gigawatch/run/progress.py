"""Whether a ledger can be added to or must be settled anew: what it was last settled from, kept beside its tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.run.fingerprint import hash_path, hash_room, hash_text
from gigawatch.run.table import RESOLVED, SETTLED, table_path
from gigawatch.run.workspace import Workspace

if TYPE_CHECKING:
    from gigawatch.store.folder import Tables

ROOMS = ("model", "vocab", "quantity", "store", "figures", "resolve", "ledger", "run")
ALL = "*"
SMALLEST = 5000  # documents; below that all is settled anew in seconds, and exactly
All = Callable[[Workspace], None]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a ledger rests on: a digest of each document, and one of code, tables and persons' judgements."""

    documents: dict[str, str]
    rest: str


def touched_path(workspace: Workspace) -> Path:
    """The file that names the things whose facts must be settled again; it says `null` where all must."""
    return workspace.steps / "touched.json"


def add_or_else(workspace: Workspace, resolve_all: All) -> None:
    """Resolve the documents that came since; all of them where anything else changed."""
    from gigawatch.run.increment import add_resolution, digest_documents, find_added
    from gigawatch.store.folder import Tables

    before = _read_basis(workspace)
    with Tables(workspace.steps) as tables:
        now = Basis(digest_documents(tables), _digest_rest(workspace))
        is_large = len(now.documents) >= SMALLEST and before is not None and before.rest == now.rest
        added = find_added(before.documents, now.documents) if is_large and before is not None else None
        things = None
        with _marked(workspace):
            if added is None:
                resolve_all(workspace)
                _order(tables, RESOLVED)
            else:
                things = sorted({*add_resolution(tables, added), *_pending(workspace)})
                things = None if ALL in things else things
            touched_path(workspace).write_text(json.dumps(things), encoding="utf-8")
            _basis_path(workspace).write_text(json.dumps([now.documents, now.rest]), encoding="utf-8")


def settle_touched_or_else(workspace: Workspace, settle_all: All) -> None:
    """Settle the things that added documents touch; everything where all was resolved anew."""
    from gigawatch.run.increment import add_facts
    from gigawatch.store.folder import Tables

    things = json.loads(touched_path(workspace).read_text(encoding="utf-8"))
    is_whole = all(table_path(workspace, table).exists() for table in SETTLED) and not _mark(workspace).exists()
    with Tables(workspace.steps) as tables, _marked(workspace):
        if things is None or not is_whole or not add_facts(tables, things):
            settle_all(workspace)
            _order(tables, SETTLED)
    _settled_path(workspace).write_text(hash_path(_basis_path(workspace)), encoding="utf-8")


def _pending(workspace: Workspace) -> list[str]:
    """The things that an earlier build found touched and was cut short of settling."""
    if _settled_path(workspace).exists() and _settled_path(workspace).read_text() == hash_path(_basis_path(workspace)):
        return []
    things = json.loads(touched_path(workspace).read_text(encoding="utf-8"))
    return [ALL] if things is None else [str(thing) for thing in things]


def _settled_path(workspace: Workspace) -> Path:
    return workspace.steps / "settled"


def _order(tables: Tables, names: tuple[str, ...]) -> None:
    """Put whole tables into their order, which that of the documents must not decide."""
    for name in names:
        tables.look_at(name)
        tables.change(name, "false", ())


def _digest_rest(workspace: Workspace) -> str:
    """A digest of all that settling depends on beside the documents and their claims."""
    code = [hash_room(room) for room in ROOMS]
    data = [hash_path(table_path(workspace, "observation")), hash_path(workspace.steps / "review.parquet")]
    return hash_text("\n".join([*code, *data]))


def _read_basis(workspace: Workspace) -> Basis | None:
    """What the tables were last made from; None where that is not known or the last work on them was cut short."""
    path = _basis_path(workspace)
    whole = all(table_path(workspace, table).exists() for table in RESOLVED)
    if not path.exists() or not whole or _mark(workspace).exists():
        return None
    try:
        documents, rest = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return None
    return Basis(dict(documents), str(rest))


@contextmanager
def _marked(workspace: Workspace) -> Iterator[None]:
    """Mark the tables as being worked on, so that work cut short is known as such."""
    mark = _mark(workspace)
    mark.touch()
    yield
    mark.unlink()


def _mark(workspace: Workspace) -> Path:
    return workspace.steps / "adding"


def _basis_path(workspace: Workspace) -> Path:
    return workspace.steps / "basis.json"

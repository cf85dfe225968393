"""Whether a ledger can be added to or must be settled anew, and the marks of what was done with its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.run.basis import digest_documents, find_added, hash_basis, keep_basis
from gigawatch.run.note import keep_note, read_note
from gigawatch.run.table import RESOLVED, SETTLED, stamp_path, table_path
from gigawatch.run.workspace import Workspace

if TYPE_CHECKING:
    from gigawatch.store.folder import Tables

SMALLEST = 5000  # documents; below that all is settled anew in seconds
All = Callable[[Workspace], None]


def add_or_else(workspace: Workspace, resolve_all: All, smallest: int | None = None) -> None:
    """Resolve the documents that came since; all of them where anything else changed.

    Ledgers of fewer than `smallest` documents (SMALLEST where it is not said) are resolved anew.
    """
    from gigawatch.run.increment import add_resolution
    from gigawatch.store.folder import Tables

    with Tables(workspace.steps) as tables:
        is_large = digest_documents(tables) >= (SMALLEST if smallest is None else smallest)
        is_known = is_large and _is_whole(workspace, (*RESOLVED, *SETTLED)) and _is_settled(workspace)
        added = find_added(tables, workspace) if is_known else None
        with _marked(workspace):
            since = hash_basis(workspace)
            changed = add_resolution(workspace, tables, added) if added is not None else None
            if changed is None:
                resolve_all(workspace)
                _rewrite(tables, RESOLVED)
            keep_note(workspace, changed, since)
            keep_basis(tables, workspace)
            stamp_path(workspace, RESOLVED).write_text(hash_basis(workspace), encoding="utf-8")


def settle_touched_or_else(workspace: Workspace, settle_all: All) -> None:
    """Settle what added documents touch; everything where all was resolved anew."""
    from gigawatch.run.recount import add_facts
    from gigawatch.store.folder import Tables

    added = read_note(workspace) if _is_whole(workspace, SETTLED) else None
    with Tables(workspace.steps) as tables, _marked(workspace):
        if added is None or not add_facts(tables, added):
            settle_all(workspace)
            _rewrite(tables, SETTLED)
    stamp_path(workspace, SETTLED).write_text(hash_basis(workspace), encoding="utf-8")


def _is_settled(workspace: Workspace) -> bool:
    """True where the last settling followed the last resolving."""
    stamp = stamp_path(workspace, SETTLED)
    return stamp.exists() and stamp.read_text(encoding="utf-8") == hash_basis(workspace)


def _is_whole(workspace: Workspace, names: tuple[str, ...]) -> bool:
    """True where the tables are there and no work on them was cut short."""
    return all(table_path(workspace, name).exists() for name in names) and not _mark(workspace).exists()


def _rewrite(tables: Tables, names: tuple[str, ...]) -> None:
    """Put whole tables into their order, which that of the documents must not decide."""
    for name in names:
        tables.rewrite(name)


@contextmanager
def _marked(workspace: Workspace) -> Iterator[None]:
    """Mark the tables as being worked on, so that work cut short is known as such."""
    mark = _mark(workspace)
    mark.touch()
    yield
    mark.unlink()


def _mark(workspace: Workspace) -> Path:
    return workspace.steps / "adding"

"""Whether a ledger can be added to or must be settled anew, and the marks of what was done with its tables.

A table is added to only where it is as it was made: what is missing, damaged or cut short has everything done anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from gigawatch.model import WorkspaceError
from gigawatch.run.basis import digest_documents, find_added, hash_basis, keep_basis
from gigawatch.run.note import keep_note, read_note
from gigawatch.run.seal import is_sealed, keep_seal
from gigawatch.run.table import RESOLVED, SETTLED, stamp_path
from gigawatch.run.workspace import Workspace
from gigawatch.store.whole import write_whole

if TYPE_CHECKING:
    from gigawatch.run.basis import Came
    from gigawatch.store.folder import Tables

Found = TypeVar("Found")
SMALLEST = 1000  # documents; below that all is settled anew in some seconds
All = Callable[[Workspace], None]


def add_or_else(workspace: Workspace, resolve_all: All, smallest: int | None = None) -> None:
    """Resolve the documents that came since; all of them where anything else changed.

    Ledgers of fewer than `smallest` documents (SMALLEST where it is not said) are resolved anew.
    """
    from gigawatch.run.increment import add_resolution
    from gigawatch.store.folder import Tables

    with Tables(workspace.steps) as tables:
        is_large = digest_documents(tables) >= (SMALLEST if smallest is None else smallest)
        came = _unless_damaged(lambda: _find_added(tables, workspace)) if is_large else None
        with _marked(workspace):
            since = hash_basis(workspace)
            changed = None if came is None else _unless_damaged(lambda: add_resolution(workspace, tables, came))
            if changed is None:
                resolve_all(workspace)
                _rewrite(tables, RESOLVED)
            keep_note(workspace, changed, since)
            keep_basis(tables, workspace)
            _seal(workspace, RESOLVED)


def settle_touched_or_else(workspace: Workspace, settle_all: All) -> None:
    """Settle what added documents touch; everything where all was resolved anew."""
    from gigawatch.run.recount import add_facts
    from gigawatch.store.folder import Tables

    added = read_note(workspace) if _is_whole(workspace) else None
    with Tables(workspace.steps) as tables, _marked(workspace):
        if added is None or not _unless_damaged(lambda: add_facts(tables, added)):
            settle_all(workspace)
            _rewrite(tables, SETTLED)
        _seal(workspace, SETTLED)


def _find_added(tables: Tables, workspace: Workspace) -> Came | None:
    """What came since, where the tables are such that it can be added to them."""
    is_known = _is_settled(workspace) and _is_whole(workspace)
    return find_added(tables, workspace) if is_known else None


def _unless_damaged(work: Callable[[], Found | None]) -> Found | None:
    """What some work on the tables gives; None where they turn out to be damaged, so that all is done anew."""
    try:
        return work()
    except WorkspaceError:
        return None


def _seal(workspace: Workspace, group: tuple[str, ...]) -> None:
    """Tell what the tables of a step were made from, and what they are."""
    write_whole(stamp_path(workspace, group), hash_basis(workspace))
    keep_seal(workspace, group)


def _is_settled(workspace: Workspace) -> bool:
    """True where the last settling followed the last resolving."""
    stamp = stamp_path(workspace, SETTLED)
    return stamp.is_file() and stamp.read_bytes() == hash_basis(workspace).encode()


def _is_whole(workspace: Workspace) -> bool:
    """True where the tables are as they were made and no work on them was cut short."""
    return not _mark(workspace).exists() and all(is_sealed(workspace, group) for group in (RESOLVED, SETTLED))


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

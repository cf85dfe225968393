"""All sources in one file a table, a batch at a time: what came twice counts once, and near-copies get their leader."""

from __future__ import annotations

import shutil
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.engine.copying import find_copies_on, lay_out
from gigawatch.engine.notice import Notices
from gigawatch.engine.protocol import Engine
from gigawatch.intake.pack import is_packed
from gigawatch.model import WorkspaceError
from gigawatch.store.parquet import write_batches

if TYPE_CHECKING:
    import pyarrow as pa

AT_ONCE = 1_000  # rows of a batch
Twice = dict[str, str]


def gather_documents(
    engine: Engine, documents: Sequence[Path], claims: Sequence[Path], targets: tuple[Path, Path], scratch: Path
) -> list[str]:
    """The documents and claims of all files; a document that came before is left out with a notice."""
    scratch = scratch.resolve()  # processes on other machines look there too
    shutil.rmtree(scratch, ignore_errors=True)
    twice, notices = _find_twice(documents)
    shelf = lay_out(_documents_once(documents, twice), scratch)
    leads = find_copies_on(engine, shelf)
    _write_documents(_documents_once(documents, twice), targets[0], shelf.ids, leads)
    with write_batches(targets[1], "claim") as write:
        for batch in _claims_once(claims, twice):
            write(batch)
    shutil.rmtree(scratch)
    return notices


def gather_rows(paths: Iterable[Path], target: Path, table: str) -> None:
    """The rows of all files of a table in one."""
    with write_batches(target, table) as write:
        for batch in _stream(paths):
            write(batch)


def _find_twice(paths: Iterable[Path]) -> tuple[Twice, list[str]]:
    """The documents that came more than once, each with the path that counts, and a notice for each of the others."""
    seen: set[bytes] = set()
    again: list[tuple[str, str]] = []
    for batch in _stream(paths, ["id", "path"]):
        for key, path in zip(batch.column("id").to_pylist(), batch.column("path").to_pylist(), strict=True):
            count = len(seen)
            seen.add(key.encode())
            if len(seen) == count:
                again.append((key, path))
    if not again:
        return {}, []
    twice, notices = _first_paths(paths, {key for key, _ in again}), Notices("documents that came twice")
    notices.add(_tell_again(path, twice[key]) for key, path in again)
    return twice, notices.tell()


def _tell_again(path: str, first: str) -> str:
    remedy = "" if is_packed(path) and is_packed(first) else " (delete one of them)"
    return f"notice: {path}: the same bytes as {first}, so it counts once{remedy}"


def _first_paths(paths: Iterable[Path], keys: set[str]) -> Twice:
    found: Twice = {}
    for batch in _stream(paths, ["id", "path"]):
        for key, path in zip(batch.column("id").to_pylist(), batch.column("path").to_pylist(), strict=True):
            if key in keys:
                found.setdefault(key, path)
    return found


def _documents_once(paths: Iterable[Path], twice: Twice) -> Iterator[pa.RecordBatch]:
    return _once(_stream(paths), twice, "id", "id")


def _claims_once(paths: Iterable[Path], twice: Twice) -> Iterator[pa.RecordBatch]:
    """The claims, those of a document that came twice only once: the same words have the same claims."""
    return _once(_stream(paths), twice, "document", "id")


def _once(batches: Iterable[pa.RecordBatch], twice: Twice, document: str, key: str) -> Iterator[pa.RecordBatch]:
    """The rows, of those of a document that came twice the first under each key."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not twice:
        yield from batches
        return
    asked, seen = pa.array(list(twice), pa.string()), set[str]()
    for batch in batches:
        doubtful = pc.is_in(batch.column(document), asked)
        if not doubtful.true_count:
            yield batch
            continue
        kept = []
        for is_doubtful, one in zip(doubtful.to_pylist(), batch.column(key).to_pylist(), strict=True):
            kept.append(not is_doubtful or one not in seen)
            if is_doubtful:
                seen.add(one)
        yield batch.filter(pa.array(kept))


def _write_documents(batches: Iterable[pa.RecordBatch], target: Path, ids: Sequence[bytes], leads: array[int]) -> None:
    """The documents with the leaders of the copies among them."""
    import pyarrow as pa

    place = 0
    with write_batches(target, "document") as write:
        for batch in batches:
            led = leads[place : place + batch.num_rows]
            names = [ids[one].decode() if one >= 0 else None for one in led]
            place += batch.num_rows
            column = batch.schema.get_field_index("leads")
            write(batch.set_column(column, batch.schema.field(column), pa.array(names, pa.string())))


def _stream(paths: Iterable[Path], columns: list[str] | None = None) -> Iterator[pa.RecordBatch]:
    """The rows of files, one after the other; WorkspaceError where one is missing or damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for path in paths:
        try:
            with pq.ParquetFile(path) as file:
                yield from file.iter_batches(AT_ONCE, columns=columns)
        except (pa.ArrowException, OSError) as error:
            what = "the file is missing or damaged"
            raise WorkspaceError(what, where=str(path), hint="run: gigawatch build") from error

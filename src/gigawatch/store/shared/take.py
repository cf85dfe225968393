"""Taking a copy of what is shared: one read-only snapshot of the server, checked by hashes, as a small workspace."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.model import WorkspaceError
from gigawatch.store.database import write_database
from gigawatch.store.format import FORMAT
from gigawatch.store.parquet import arrow_schema
from gigawatch.store.schema import tables
from gigawatch.store.shared import layout
from gigawatch.store.shared.address import Address
from gigawatch.store.shared.digest import Digest
from gigawatch.store.shared.edition import SharedEdition, find_edition, require_readable
from gigawatch.store.shared.server import Server, connect

if TYPE_CHECKING:
    import pyarrow as pa

CACHE = "GIGAWATCH_CACHE"  # names the folder of copies
KEPT = 4  # copies that stay, the last ones used
HALF = ".half-"  # begins the name of a copy that is being fetched or dropped
STALE = 86_400  # seconds after which nobody is at such a copy any more
SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
DATABASE = "gigawatch.duckdb"


def take_edition(address: Address, cache: Path | None = None) -> Path:
    """The folder of a read-only workspace with the edition that is shared now; it is fetched where it is not here yet.

    Its tables are those of one moment, and are those that were handed over: WorkspaceError where their hashes differ.
    """
    cache = cache or find_cache()
    with connect(address) as server:
        server.run(SNAPSHOT)
        edition = _require_edition(server)
        folder = cache / edition.id
        if not folder.is_dir():
            _fetch(server, edition, folder)
    with suppress(OSError):
        os.utime(folder)
    _forget(cache, folder)
    return folder


def find_cache() -> Path:
    """The folder in which copies lie: `GIGAWATCH_CACHE`, else `gigawatch` in the user's cache."""
    if os.environ.get(CACHE):
        return Path(os.environ[CACHE]) / "shared"
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "gigawatch" / "shared"


def _require_edition(server: Server) -> SharedEdition:
    edition = find_edition(server)
    if edition is None:
        hint = "whoever builds hands one over with: gigawatch share ADDRESS"
        raise WorkspaceError("no ledger is shared there yet", where=str(server.address), hint=hint)
    require_readable(server, edition)
    if edition.format < FORMAT:
        what = f"what is shared there was written by an older Gigawatch ({edition.version}, format {edition.format})"
        hint = "whoever builds hands it over anew with this version: gigawatch share ADDRESS"
        raise WorkspaceError(what, where=str(server.address), hint=hint)
    return edition


def _fetch(server: Server, edition: SharedEdition, folder: Path) -> None:
    """Fetch an edition into a folder of its own and put it in its place, unless another reader was faster."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=HALF, dir=folder.parent))
    except OSError as error:
        hint = f"name another folder in {CACHE}"
        what = f"no copy can be kept here: {error.strerror}"
        raise WorkspaceError(what, where=str(folder.parent), hint=hint) from error
    try:
        _fill(server, edition, fresh)
        _put_there(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _put_there(fresh: Path, folder: Path) -> None:
    """Let a copy take its place, unless another reader has put the same edition there."""
    try:
        fresh.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise


def _fill(server: Server, edition: SharedEdition, folder: Path) -> None:
    steps = folder / "build" / "step"
    steps.mkdir(parents=True)
    paths = {name: steps / f"{name}.parquet" for name in tables()}
    for name, path in paths.items():
        rows = _fetch_table(server, name, path)
        if rows != edition.tables.get(name):
            what = f"the table {name} there is not the one that was handed over"
            hint = "whoever builds puts it right with: gigawatch share --replace"
            raise WorkspaceError(what, where=str(server.address), hint=hint)
    database = folder / "build" / DATABASE
    write_database(database, {name: [path] for name, path in paths.items()})
    for name, text in edition.files.items():
        file = _inside(folder, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for path in (*paths.values(), database):
        path.chmod(0o444)


def _fetch_table(server: Server, name: str, path: Path) -> tuple[int, str]:
    """Write a table of the server as a Parquet file, a batch in memory at a time; its rows and their hash."""
    import pyarrow.parquet as pq

    table = tables()[name]
    schema, digest = arrow_schema(table), Digest(table.names)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in _stream(server, name, schema):
            digest.feed(batch)
            writer.write_batch(batch)
    return digest.rows, digest.hash


def _stream(server: Server, name: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    columns = ", ".join(map(layout.quote, schema.names))
    query = f"SELECT {columns} FROM {layout.name_of(name)} ORDER BY {layout.quote(layout.PLACE)}"
    for batch in server.stream(query):
        yield batch.cast(schema)


def _inside(folder: Path, name: str) -> Path:
    """The path of a file that came with an edition; WorkspaceError for one that would lie outside of its folder."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise WorkspaceError(f"a file that is shared there would lie elsewhere: {name!r}")
    return path


def _forget(cache: Path, used: Path) -> None:
    """Drop the copies that were not used for longest, and what readers that were ended left half fetched or half
    dropped; what cannot be dropped stays.
    """
    with suppress(OSError):
        copies = [path for path in cache.iterdir() if path.is_dir() and path != used]
        by_use = sorted(copies, key=lambda one: one.stat().st_mtime, reverse=True)
        for path in [path for path in by_use if not path.name.startswith(".")][KEPT - 1 :]:
            gone = path.with_name(f"{HALF}{path.name}")
            path.rename(gone)  # a copy is whole as long as it bears its name
            shutil.rmtree(gone, ignore_errors=True)
        for path in by_use:
            if path.name.startswith(HALF) and path.stat().st_mtime < time.time() - STALE:
                shutil.rmtree(path, ignore_errors=True)

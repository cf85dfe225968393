"""Handing a built ledger over: every table that differs in one transaction, so that readers see the old or the new."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.model import WorkspaceError
from gigawatch.store.database import open_database
from gigawatch.store.format import FORMAT
from gigawatch.store.parquet import arrow_schema
from gigawatch.store.schema import tables
from gigawatch.store.shared import layout
from gigawatch.store.shared.address import Address
from gigawatch.store.shared.digest import Digest
from gigawatch.store.shared.edition import SharedEdition, find_edition, require_readable
from gigawatch.store.shared.server import Server, connect

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

LOCK = 0x6769676177617463  # "gigawatc": held on the server by whoever hands over
BATCH = 32_768  # rows in memory at once
MEMORY = "256MB"  # of the database that are held at once
REPLACE = "to put this one in its place all the same: gigawatch share --replace"
ADD = f"INSERT INTO {layout.name_of(layout.EDITION)} (id, name, format, version, built_on, tables, files)"


@dataclass(frozen=True, slots=True)
class Handed:
    """What handing over did: the edition, the one it took the place of, and the tables that were written anew.

    No table is written where this very edition was there already.
    """

    edition: SharedEdition
    before: SharedEdition | None
    written: tuple[str, ...]

    @property
    def is_unchanged(self) -> bool:
        """True where the server held this very edition already."""
        return not self.written and self.before is not None and self.before.id == self.edition.id


@dataclass(frozen=True, slots=True)
class About:
    """What is told of a ledger besides its tables: the workspace, version and date of its build, small files."""

    name: str
    version: str
    built_on: date | None
    files: Mapping[str, str]


def hand_over(database: Path, address: Address, about: About, *, replace: bool = False) -> Handed:
    """Put a built ledger in the place of what is shared on a server, whole or not at all.

    Nothing is written where this very edition is there. WorkspaceError while another hands over, and where a ledger of
    another workspace, of a later day or of a newer format is there; with `replace` all is written, whatever is there,
    unless its format is newer.
    """
    with open_database(database) as con:
        con.execute(f"SET memory_limit = '{MEMORY}'")
        con.execute("SET threads = 1")
        held = {name: _digest(con, name) for name in tables()}
        edition = SharedEdition(about.name, about.version, about.built_on, held, about.files)
        with connect(address) as server:
            _take_lock(server)
            before = find_edition(server)
            if before is not None:
                require_readable(server, before)
            if before is not None and not replace:
                if before.id == edition.id:
                    return Handed(edition, before, ())
                _require_in_turn(server, before, edition)
            written = _write(server, con, before, edition, is_whole=replace)
    return Handed(edition, before, written)


def _take_lock(server: Server) -> None:
    if not server.rows(f"SELECT pg_try_advisory_xact_lock({LOCK})")[0][0]:
        hint = "wait for it to end, then run it again"
        raise WorkspaceError("another builder hands a ledger over there", where=str(server.address), hint=hint)
    encoding = server.rows("SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()")
    if encoding[0][0] != "UTF8":
        hint = "make one with: createdb --encoding UTF8"
        what = f"the database keeps texts as {encoding[0][0]}, not as UTF8"
        raise WorkspaceError(what, where=str(server.address), hint=hint)


def _require_in_turn(server: Server, before: SharedEdition, edition: SharedEdition) -> None:
    """WorkspaceError where what is there is of another workspace, or was built for a later day."""
    where = str(server.address)
    if before.name != edition.name:
        what = f"what is shared there is the ledger of {before.name!r}, not of {edition.name!r}"
        raise WorkspaceError(what, where=where, hint=REPLACE)
    if before.built_on and edition.built_on and before.built_on > edition.built_on:
        what = f"what is shared there was built for {before.built_on}, this for {edition.built_on}: it is older"
        raise WorkspaceError(what, where=where, hint=REPLACE)


def _write(
    server: Server,
    con: duckdb.DuckDBPyConnection,
    before: SharedEdition | None,
    edition: SharedEdition,
    *,
    is_whole: bool,
) -> tuple[str, ...]:
    """Write what differs from the edition that is there, or everything (`is_whole`), and let it count.

    Rows are deleted and copied, which readers see as one change whatever they have read before. Tables are made anew,
    which who reads just then sees half of and refuses, only where none are there or their format is another.
    """
    is_new = before is None or before.format < FORMAT
    known = {} if before is None or is_new or is_whole else before.tables
    stale = tuple(name for name, held in edition.tables.items() if known.get(name) != held)
    if is_new:
        _run_all(server, layout.create_all(before.tables if before else ()))
    for name in stale:
        if not is_new:
            server.run(f"DELETE FROM {layout.name_of(name)}")
        server.fill(layout.SCHEMA, name, _reader(con, name))
        if is_new:
            _run_all(server, layout.create_keys(name))
        server.run(f"ANALYZE {layout.name_of(name)}")
    if is_new:
        _run_all(server, layout.create_views())
        if server.rows("SELECT 1 FROM pg_roles WHERE rolname = $1", (layout.READER,)):
            _run_all(server, layout.grant_all())
    _record(server, edition)
    server.commit()
    return stale


def _run_all(server: Server, statements: Iterator[str]) -> None:
    for statement in statements:
        server.run(statement)


def _record(server: Server, edition: SharedEdition) -> None:
    texts = (json.dumps(dict(held), ensure_ascii=False) for held in (edition.tables, edition.files))
    day = edition.built_on.isoformat() if edition.built_on else ""
    values = (edition.id, edition.name, edition.format, edition.version, day, *texts)
    server.rows(f"{ADD} VALUES ($1, $2, $3, $4, CAST(nullif($5, '') AS date), $6, $7) RETURNING number", values)


def _digest(con: duckdb.DuckDBPyConnection, name: str) -> tuple[int, str]:
    """How many rows a table has, and their hash."""
    digest = Digest(tables()[name].names)
    for batch in _reader(con, name):
        digest.feed(batch)
    return digest.rows, digest.hash


def _reader(con: duckdb.DuckDBPyConnection, name: str) -> pa.RecordBatchReader:
    """The rows of a table in order with their places, a batch in memory at once."""
    import pyarrow as pa

    columns = ", ".join(f'"{column}"' for column in tables()[name].names)
    query = f'SELECT rowid AS "{layout.PLACE}", {columns} FROM "{name}"'
    schema = pa.schema([pa.field(layout.PLACE, pa.int64()), *arrow_schema(tables()[name])]).remove_metadata()
    batches = con.cursor().sql(query).to_arrow_reader(BATCH)
    return pa.RecordBatchReader.from_batches(schema, (batch.cast(schema) for batch in batches))

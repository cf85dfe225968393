"""The workspace's DuckDB file: built aside from Parquet, then swapped in; readers open the finished one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.model import WorkspaceError
from gigawatch.store.format import FORMAT
from gigawatch.store.overlay import query_table
from gigawatch.store.schema import SQL_TYPES, Table, tables
from gigawatch.store.view import View, views
from gigawatch.store.whole import put_in_place

if TYPE_CHECKING:
    import duckdb

NUMBER = "store_format"  # the macro of a database that gives the format of its tables
QUIET = "SET enable_progress_bar = false"  # it would be drawn on standard output, among the data of a command
COMMENT = "COMMENT ON {kind} {name} IS '{text}'"


def write_database(path: Path, sources: Mapping[str, Sequence[Path]]) -> None:
    """Build the database at `path` from the Parquet files of each table; a reader sees the old one or the new one."""
    import duckdb

    fresh = path.with_suffix(".fresh.duckdb")
    fresh.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(fresh)) as con:
            _fill(con, sources)
    except duckdb.Error as error:
        hint = "check the room on the disk, then run: gigawatch build"
        what = f"the database cannot be written: {first_line(error)}"
        raise WorkspaceError(what, where=str(path), hint=hint) from error
    put_in_place(fresh, path)


def open_database(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a finished database; WorkspaceError when there is none, or a newer program built it."""
    import duckdb

    if not path.exists():
        raise WorkspaceError("nothing is built here yet", where=str(path.parent.parent), hint="run: gigawatch build")
    try:
        con = duckdb.connect(str(path), read_only=True)
        con.execute(QUIET)
    except duckdb.Error as error:
        what = f"the database cannot be opened: {first_line(error)}"
        raise WorkspaceError(what, where=str(path), hint="run: gigawatch build") from error
    if (found := _find_format(con)) > FORMAT:
        con.close()
        what = f"a newer Gigawatch built this (format {found}; this program reads up to {FORMAT})"
        hint = "upgrade Gigawatch, or build anew with this one: gigawatch build"
        raise WorkspaceError(what, where=str(path), hint=hint)
    return con


def _find_format(con: duckdb.DuckDBPyConnection) -> int:
    """The format of the tables of a database; 0 where it names none, or is damaged, which whoever reads it finds."""
    import duckdb

    try:
        found = con.execute(f"SELECT {NUMBER}()").fetchall()
    except duckdb.Error:
        return 0
    return int(found[0][0])


def fetch_rows(con: duckdb.DuckDBPyConnection, query: str, values: Sequence[object] = ()) -> list[dict[str, object]]:
    """The rows of a query as dictionaries by column name."""
    import duckdb

    other = (duckdb.CatalogException, duckdb.BinderException)
    try:
        cursor = con.execute(query, list(values))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    except (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException, *other) as error:
        what = f"the database is damaged or of another version: {first_line(error)}"
        raise WorkspaceError(what, hint="run: gigawatch build") from error
    except duckdb.Error as error:
        if type(error) is not duckdb.Error:
            raise
        what = f"the database is damaged: {first_line(error)}"  # what has no kind of its own: a wrong checksum
        raise WorkspaceError(what, hint="run: gigawatch build") from error


def _fill(con: duckdb.DuckDBPyConnection, sources: Mapping[str, Sequence[Path]]) -> None:
    con.execute(QUIET)
    for table in tables().values():
        _create(con, table)
        for source in sources.get(table.name, ()):
            con.execute(f'INSERT INTO "{table.name}" {query_table(source, is_ordered=True)}')
    for view in views().values():
        _create_view(con, view)
    con.execute(f"CREATE MACRO {NUMBER}() AS {FORMAT}")
    con.execute("CHECKPOINT")


def first_line(error: Exception) -> str:
    """What an error says in one line."""
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _create(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    columns = ", ".join(f'"{c.name}" {SQL_TYPES[c.type]}' for c in table.columns)
    con.execute(f'CREATE TABLE "{table.name}" ({columns})')
    con.execute(COMMENT.format(kind="TABLE", name=f'"{table.name}"', text=_quote(table.comment)))
    for column in table.columns:
        name = f'"{table.name}"."{column.name}"'
        con.execute(COMMENT.format(kind="COLUMN", name=name, text=_quote(column.comment)))


def _create_view(con: duckdb.DuckDBPyConnection, view: View) -> None:
    con.execute(f'CREATE VIEW "{view.name}" AS {view.query}')
    con.execute(COMMENT.format(kind="VIEW", name=f'"{view.name}"', text=_quote(view.comment)))
    for column, meaning in view.columns.items():
        name = f'"{view.name}"."{column}"'
        con.execute(COMMENT.format(kind="COLUMN", name=name, text=_quote(meaning)))


def _quote(text: str) -> str:
    return text.replace("'", "''")

"""Whole tables as Parquet files in a folder: asked by SQL, and changed in part without writing the rest again.

A table is looked at when a query first names it: what nobody asks for may be damaged, or not be there yet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from gigawatch.model import WorkspaceError
from gigawatch.store.database import first_line
from gigawatch.store.overlay import ORDER, ROW, forget_changes, gone_path, is_changed, more_path, query_table, quote
from gigawatch.store.parquet import Row
from gigawatch.store.schema import SQL_TYPES, tables
from gigawatch.store.whole import put_in_place

if TYPE_CHECKING:
    import duckdb

NAME = re.compile(r"\w+")
HINT = "check the room on the disk, then run: gigawatch build"
MOST_CHANGED = 0.1  # a table of which a larger share was changed is written whole again


class Tables:
    """The Parquet files of a folder, each a table by its name; a context that closes what it opened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._con: duckdb.DuckDBPyConnection | None = None
        self._seen: set[str] = set()

    def __enter__(self) -> Tables:
        import duckdb

        self._con = duckdb.connect()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._con is not None:
            self._con.close()

    def path(self, table: str) -> Path:
        """The file of a table."""
        return self.folder / f"{table}.parquet"

    def rows(self, query: str, values: Sequence[object] = ()) -> list[dict[str, object]]:
        """The rows of a query as dictionaries by column name."""
        found = self.run(query, values)
        names = [column[0] for column in self._connection.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found]

    def keys(self, query: str) -> set[str]:
        """The texts in the first column of a query."""
        return {str(row[0]) for row in self.run(query) if row[0] is not None}

    def run(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run SQL, in which tables stand by their names; its rows. WorkspaceError for damaged files."""
        faults = []
        for name in sorted(set(NAME.findall(query)) & tables().keys() - self._seen):
            try:
                self.look_at(name)
            except WorkspaceError as fault:  # it may be the name of a column only
                faults.append(fault)
        try:
            return self._do(query, values)
        except WorkspaceError as error:
            raise (faults[0] if faults else error) from error

    def pick(self, name: str, keys: Iterable[str]) -> None:
        """Make a small table `name` with the one column `key`, to join with; it replaces one of the same name."""
        query = f'CREATE OR REPLACE TEMP TABLE "{name}" AS SELECT unnest(?::VARCHAR[]) AS key'
        self._do(query, [sorted(set(keys))])

    def hold(self, name: str, table: str, rows: Iterable[Row]) -> None:
        """Make a small table `name` with the columns of a stored one from rows; it replaces one of the same name."""
        columns = {column.name: SQL_TYPES[column.type] for column in tables()[table].columns}
        typed = ", ".join(f"'{column}': '{kind}'" for column, kind in columns.items())
        file = self.folder / f"held-{table}.json"
        file.write_text("".join(f"{_line(row, columns)}\n" for row in rows), encoding="utf-8")
        told = f"read_json('{quote(file)}', format = 'newline_delimited', columns = {{{typed}}})"
        self._do(f'CREATE OR REPLACE TEMP TABLE "{name}" AS FROM {told}')
        file.unlink()

    def keep(self, query: str, path: Path) -> None:
        """Write the rows of a query as a Parquet file of its own, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".fresh")
        self.run(f"COPY ({query}) TO '{quote(fresh)}' (FORMAT parquet, COMPRESSION zstd)")
        put_in_place(fresh, path)

    def change(self, table: str, gone: str, fresh: Iterable[Row]) -> None:
        """Take out the rows of a table that meet the condition `gone` and put in the fresh ones.

        What differs is kept beside the whole file; where it has become much, the table is written whole.
        """
        self.hold("fresh_rows", table, fresh)
        numbered = f"read_parquet('{quote(self.path(table))}', file_row_number = true)"
        gone_rows, more_rows = f"SELECT {ROW} FROM {numbered} WHERE {gone}", "FROM fresh_rows"
        if is_changed(self.path(table)):
            gone_rows += f" UNION FROM read_parquet('{quote(gone_path(self.path(table)))}')"
            later = f"read_parquet('{quote(more_path(self.path(table)))}')"
            more_rows += f" UNION ALL BY NAME SELECT * FROM {later} WHERE ({gone}) IS NOT TRUE"
        self.run(f"CREATE OR REPLACE TEMP TABLE gone_rows AS {gone_rows}")
        self.run(f"CREATE OR REPLACE TEMP TABLE more_rows AS {more_rows}")
        self.keep(f"FROM gone_rows ORDER BY {ROW}", gone_path(self.path(table)))
        self.keep(f"FROM more_rows ORDER BY {_order(table)}", more_path(self.path(table)))
        if self._share(table) > MOST_CHANGED:
            self.rewrite(table)
        self.look_at(table)

    def rewrite(self, table: str) -> None:
        """Write a table as one whole file, in its order, which that of the documents must not decide."""
        path = self.path(table)
        whole = path.with_suffix(".whole.parquet")
        self.keep(f"FROM ({query_table(path)}) ORDER BY {_order(table)}", whole)
        put_in_place(whole, path)
        forget_changes(path)
        self.look_at(table)

    def look_at(self, table: str) -> None:
        """Take note of a table's files as they are now."""
        path = self.path(table)
        if path.exists():
            self._do(f'CREATE OR REPLACE VIEW "{table}" AS {query_table(path)}')
            self._seen.add(table)

    @property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        assert self._con is not None
        return self._con

    def _do(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        import duckdb

        try:
            return self._connection.execute(query, list(values)).fetchall()
        except duckdb.Error as error:
            what = f"the tables between the steps cannot be read or changed: {first_line(error)}"
            raise WorkspaceError(what, where=str(self.folder), hint=HINT) from error

    def _share(self, table: str) -> float:
        """How much of a table was changed since it was written whole."""
        path = quote(self.path(table))
        query = f"""SELECT (SELECT count(*) FROM gone_rows) + (SELECT count(*) FROM more_rows),
          (SELECT count(*) FROM read_parquet('{path}'))"""
        changed, whole = self.run(query)[0]
        return float(changed) / (float(whole) or 1.0)


def _line(row: Row, columns: Iterable[str]) -> str:
    """A row as one line of JSON; days as ISO dates."""
    return json.dumps({column: row.get(column) for column in columns}, ensure_ascii=False, default=str)


def _order(table: str) -> str:
    return ", ".join(f'"{key}"' for key in ORDER[table])

"""Whole tables as Parquet files in a folder: asked by SQL, and changed in part without writing the rest again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from gigawatch.store.database import fetch_rows
from gigawatch.store.overlay import ORDER, ROW, forget_changes, gone_path, is_changed, more_path, query_table, quote
from gigawatch.store.parquet import Row
from gigawatch.store.schema import SQL_TYPES, tables

if TYPE_CHECKING:
    import duckdb

MOST_CHANGED = 0.1  # a table of which a larger share was changed is written whole again


class Tables:
    """The Parquet files of a folder, each a table by its name; a context that closes what it opened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._con: duckdb.DuckDBPyConnection | None = None

    def __enter__(self) -> Tables:
        import duckdb

        self._con = duckdb.connect()
        for name in tables():
            self.look_at(name)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The open connection; a view for each table that has a file."""
        assert self._con is not None
        return self._con

    def path(self, table: str) -> Path:
        """The file of a table."""
        return self.folder / f"{table}.parquet"

    def rows(self, query: str, values: Sequence[object] = ()) -> list[dict[str, object]]:
        """The rows of a query."""
        return fetch_rows(self.connection, query, values)

    def keys(self, query: str) -> set[str]:
        """The texts in the first column of a query."""
        return {str(row[0]) for row in self.connection.execute(query).fetchall() if row[0] is not None}

    def pick(self, name: str, keys: Iterable[str]) -> None:
        """Make a small table `name` with the one column `key`, to join with; it replaces one of the same name."""
        query = f'CREATE OR REPLACE TEMP TABLE "{name}" AS SELECT unnest(?::VARCHAR[]) AS key'
        self.connection.execute(query, [sorted(set(keys))])

    def hold(self, name: str, table: str, rows: Iterable[Row]) -> None:
        """Make a small table `name` with the columns of a stored one from rows; it replaces one of the same name."""
        columns = {column.name: SQL_TYPES[column.type] for column in tables()[table].columns}
        typed = ", ".join(f"'{column}': '{kind}'" for column, kind in columns.items())
        file = self.folder / f"held-{table}.json"
        file.write_text("".join(f"{_line(row, columns)}\n" for row in rows), encoding="utf-8")
        told = f"read_json('{quote(file)}', format = 'newline_delimited', columns = {{{typed}}})"
        self.connection.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS FROM {told}')
        file.unlink()

    def keep(self, query: str, path: Path) -> None:
        """Write the rows of a query as a Parquet file of its own, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".fresh")
        self.connection.execute(f"COPY ({query}) TO '{quote(fresh)}' (FORMAT parquet, COMPRESSION zstd)")
        fresh.replace(path)

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
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE gone_rows AS {gone_rows}")
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE more_rows AS {more_rows}")
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
        whole.replace(path)
        forget_changes(path)
        self.look_at(table)

    def look_at(self, table: str) -> None:
        """Take note of a table's files as they are now."""
        path = self.path(table)
        if path.exists():
            self.connection.execute(f'CREATE OR REPLACE VIEW "{table}" AS {query_table(path)}')

    def _share(self, table: str) -> float:
        """How much of a table was changed since it was written whole."""
        path = quote(self.path(table))
        query = f"""SELECT (SELECT count(*) FROM gone_rows) + (SELECT count(*) FROM more_rows),
          (SELECT count(*) FROM read_parquet('{path}'))"""
        changed, whole = self.connection.execute(query).fetchall()[0]
        return float(changed) / (float(whole) or 1.0)


def _line(row: Row, columns: Iterable[str]) -> str:
    """A row as one line of JSON; days as ISO dates."""
    return json.dumps({column: row.get(column) for column in columns}, ensure_ascii=False, default=str)


def _order(table: str) -> str:
    return ", ".join(f'"{key}"' for key in ORDER[table])

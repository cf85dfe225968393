"""Whole tables as Parquet files in a folder: asked by SQL, and changed in part without reading the rest into memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from gigawatch.store.database import fetch_rows
from gigawatch.store.parquet import Row, write_rows
from gigawatch.store.schema import tables

if TYPE_CHECKING:
    import duckdb

ORDER: Mapping[str, tuple[str, ...]] = {
    "entity": ("id",),
    "mention": ("claim", "role"),
    "judgement": ("id",),
    "fact": ("id",),
    "candidate": ("fact", "claim"),
    "finding": ("about", "kind", "text"),
    "milestone": ("entity", "valid_on", "status", "claim"),
    "source_standing": ("publisher",),
    "source_count": ("publisher", "thing"),
}


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

    def pick(self, name: str, keys: Iterable[str]) -> None:
        """Make a small table `name` with the one column `key`, to join with; it replaces one of the same name."""
        import pyarrow as pa

        self.connection.register("picked", pa.table({"key": pa.array(sorted(set(keys)), pa.string())}))
        self.connection.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS SELECT key FROM picked')
        self.connection.unregister("picked")

    def change(self, table: str, gone: str, fresh: Iterable[Row]) -> None:
        """Rewrite a table without the rows that meet the condition `gone` and with the fresh ones, in its order."""
        added = self.folder / f"{table}.added"
        write_rows(added, table, fresh)
        target, whole = self.path(table), self.folder / f"{table}.changed"
        order = ", ".join(f'"{key}"' for key in ORDER[table])
        self.connection.execute(
            f'COPY (SELECT * FROM (SELECT * FROM "{table}" WHERE NOT ({gone}) UNION ALL BY NAME '
            f"SELECT * FROM read_parquet('{_quote(added)}')) ORDER BY {order}) "
            f"TO '{_quote(whole)}' (FORMAT parquet, COMPRESSION zstd)"
        )
        whole.replace(target)
        added.unlink()
        self.look_at(table)

    def look_at(self, table: str) -> None:
        """Take note of a table's file as it is now."""
        path = self.path(table)
        if path.exists():
            self.connection.execute(
                f"CREATE OR REPLACE VIEW \"{table}\" AS SELECT * FROM read_parquet('{_quote(path)}')"
            )


def _quote(path: Path) -> str:
    return str(path).replace("'", "''")

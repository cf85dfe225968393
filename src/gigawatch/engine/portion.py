"""Portions of the gathered tables: a stretch of documents with their claims, read without the rest."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.engine.local import LocalEngine
from gigawatch.engine.protocol import Engine
from gigawatch.model import Claim, Document, WorkspaceError
from gigawatch.store.column import Columns
from gigawatch.store.overlay import quote
from gigawatch.store.record import claim_from, document_from

if TYPE_CHECKING:
    import duckdb

LARGE = 150_000  # documents; up to so many are quicker held at once
STRETCH = 5_000  # documents of a portion
AT_ONCE = 4_096  # rows
DOCUMENTS = """SELECT * EXCLUDE (file_row_number) FROM read_parquet('{path}', file_row_number = true)
  WHERE file_row_number >= {start} AND file_row_number < {stop} ORDER BY file_row_number"""
CLAIMS = """SELECT * EXCLUDE (file_row_number) FROM read_parquet('{path}', file_row_number = true)
  WHERE document IN (SELECT id FROM ({documents})) ORDER BY file_row_number"""


@dataclass(frozen=True, slots=True)
class Portions:
    """The documents and claims gathered in a folder, cut into stretches of documents."""

    folder: str
    stretch: int = field(default_factory=lambda: STRETCH)

    def count(self) -> int:
        """How many portions there are."""
        import pyarrow.parquet as pq

        with pq.ParquetFile(Path(self.folder) / "document.parquet") as file:
            return -(-int(file.metadata.num_rows) // self.stretch)

    def load(self, number: int) -> tuple[dict[str, Document], dict[str, Claim]]:
        """The documents and claims of a portion by their ids."""
        start = number * self.stretch
        documents = DOCUMENTS.format(path=self._path("document"), start=start, stop=start + self.stretch)
        claims = CLAIMS.format(path=self._path("claim"), documents=documents)
        read = {one.id: one for one in map(document_from, query_rows(documents))}
        return read, {one.id: one for one in map(claim_from, query_rows(claims))}

    def _path(self, table: str) -> str:
        return quote(Path(self.folder) / f"{table}.parquet")


def is_large(engine: Engine, documents: Path) -> bool:
    """True where there are more documents than are best held at once; on an engine past one machine always."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(documents) as file:
        return engine.name != LocalEngine().name or int(file.metadata.num_rows) > LARGE


def query_rows(query: str) -> Iterator[dict[str, object]]:
    """The rows of a query on files, a batch in memory at a time; WorkspaceError where a file is damaged."""
    import duckdb

    columns = Columns()
    try:
        with connect() as con:
            for batch in con.sql(query).to_arrow_reader(AT_ONCE):
                yield from columns.rows(batch)
    except duckdb.Error as error:
        what = f"the tables between the steps cannot be read: {str(error).splitlines()[0]}"
        raise WorkspaceError(what, hint="run: gigawatch build") from error


def connect() -> duckdb.DuckDBPyConnection:
    """A database for queries on files, which takes one core and little memory; what it sorts may go to the disk."""
    import duckdb

    spill = Path(tempfile.gettempdir()) / f"gigawatch-{os.getpid()}"
    return duckdb.connect(config={"threads": 1, "memory_limit": "1GB", "temp_directory": str(spill)})

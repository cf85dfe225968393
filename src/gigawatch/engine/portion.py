"""Portions of the gathered tables: a stretch of documents with their claims, read without the rest."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.engine.local import LocalEngine
from gigawatch.engine.protocol import Engine
from gigawatch.model import Claim, Document, WorkspaceError
from gigawatch.store.column import Columns
from gigawatch.store.overlay import quote
from gigawatch.store.parquet import GROUP
from gigawatch.store.record import claim_from, document_from

if TYPE_CHECKING:
    import duckdb

LARGE = 150_000  # documents; up to so many are quicker held at once
STRETCH = 5_000  # documents of a portion
AT_ONCE = 4_096  # rows
BLOCK = GROUP  # rows of claims of which is noted whose they are; a database leaves out the others of a file unread
DOCUMENTS = """SELECT * EXCLUDE (file_row_number) FROM read_parquet('{path}', file_row_number = true)
  WHERE file_row_number >= {start} AND file_row_number < {stop} ORDER BY file_row_number"""
CLAIMS = """SELECT * EXCLUDE (file_row_number) FROM read_parquet('{path}', file_row_number = true)
  WHERE ({within}) AND document IN (SELECT id FROM ({documents})) ORDER BY file_row_number"""
WHERE = """SELECT DISTINCT d.file_row_number // {stretch} AS portion, c.file_row_number // {block} AS block
  FROM read_parquet('{claims}', file_row_number = true) AS c
  JOIN read_parquet('{documents}', file_row_number = true) AS d ON c.document = d.id ORDER BY ALL"""


@dataclass(frozen=True, slots=True)
class Portions:
    """The documents and claims gathered in a folder, cut into stretches of documents.

    Claims lie in the order of their documents, but for those of a document that came twice with other words about it.
    So `blocks` notes for every portion in which blocks of rows its claims lie; it is read without the rest.
    """

    folder: str
    stretch: int
    blocks: tuple[tuple[int, ...], ...]

    def count(self) -> int:
        """How many portions there are."""
        return len(self.blocks)

    def load(self, number: int) -> tuple[dict[str, Document], dict[str, Claim]]:
        """The documents and claims of a portion by their ids."""
        folder, start = Path(self.folder), number * self.stretch
        documents = DOCUMENTS.format(path=_path(folder, "document"), start=start, stop=start + self.stretch)
        rows = ((block * BLOCK, block * BLOCK + BLOCK - 1) for block in self.blocks[number])
        within = " OR ".join(f"file_row_number BETWEEN {first} AND {last}" for first, last in rows) or "false"
        claims = CLAIMS.format(path=_path(folder, "claim"), within=within, documents=documents)
        read = {one.id: one for one in map(document_from, query_rows(documents))}
        return read, {one.id: one for one in map(claim_from, query_rows(claims))}


def cut_portions(folder: Path) -> Portions:
    """Portions of the tables in a folder; where their claims lie is found in one pass over all."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(folder / "document.parquet") as file:
        blocks: list[list[int]] = [[] for _ in range(0, int(file.metadata.num_rows), STRETCH)]
    paths = {"claims": _path(folder, "claim"), "documents": _path(folder, "document")}
    for row in query_rows(WHERE.format(stretch=STRETCH, block=BLOCK, **paths)):
        blocks[int(str(row["portion"]))].append(int(str(row["block"])))
    return Portions(str(folder), STRETCH, tuple(map(tuple, blocks)))


def _path(folder: Path, table: str) -> str:
    return quote(folder / f"{table}.parquet")


def is_large(engine: Engine, documents: Path) -> bool:
    """True where there are more documents than are best held at once; on an engine past one machine always, where there
    is any.
    """
    count = count_rows(documents)
    return count > LARGE or (count > 0 and engine.name != LocalEngine().name)


def count_rows(table: Path) -> int:
    """How many rows a Parquet file has."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(table) as file:
        return int(file.metadata.num_rows)


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

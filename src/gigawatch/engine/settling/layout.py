"""The gathered and resolved tables laid out anew: by portions of documents, copies with their leaders, and by buckets
of things.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.engine.portion import connect, query_rows
from gigawatch.engine.settling.group import share_out
from gigawatch.ledger.load import load_material
from gigawatch.ledger.material import Material
from gigawatch.model import Entity, WorkspaceError
from gigawatch.store.database import first_line
from gigawatch.store.folder import HINT
from gigawatch.store.overlay import query_table, quote
from gigawatch.store.record import entity_from
from gigawatch.store.whole import put_in_place

if TYPE_CHECKING:
    import duckdb

STRETCH = 2_500  # documents that lead; copies are with their leader
CELLS = 20_000  # table cells of a portion; tables are not parted
ROWS = 4_096  # of a stretch of rows that is left out unread
PLACE = """CREATE TEMP TABLE place AS
  WITH told AS (SELECT id, leads, file_row_number AS row FROM read_parquet('{document}', file_row_number = true))
  SELECT t.id, t.row, coalesce(l.row, t.row) // {stretch} AS portion FROM told t LEFT JOIN told l ON l.id = t.leads"""
DOCUMENTS = (
    "SELECT d.*, p.portion FROM read_parquet('{document}') d JOIN place p ON p.id = d.id ORDER BY p.portion, p.row"
)
CLAIMS = """SELECT c.* EXCLUDE (file_row_number), p.portion
  FROM read_parquet('{claim}', file_row_number = true) c JOIN place p ON p.id = c.document
  ORDER BY p.portion, c.file_row_number"""
COUNTED = """SELECT table_name, count(*) FROM read_parquet('{observation}')
  WHERE id IN (SELECT claim FROM ({mention}) WHERE role = 'thing') GROUP BY ALL ORDER BY ALL"""
CELL_PLACE = "CREATE TEMP TABLE cell_place AS SELECT * FROM (VALUES {values}) AS told(table_name, portion)"
CELL_ROWS = """SELECT o.*, p.portion FROM read_parquet('{observation}') o JOIN cell_place p USING (table_name)
  WHERE o.id IN (SELECT claim FROM ({mention}) WHERE role = 'thing') ORDER BY p.portion"""
MENTIONS = """SELECT m.*, p.portion FROM ({mention}) m JOIN (
    SELECT c.id, p.portion FROM read_parquet('{claim}') c JOIN place p ON p.id = c.document
    UNION ALL SELECT o.id, p.portion FROM read_parquet('{observation}') o JOIN cell_place p USING (table_name)
  ) p ON p.id = m.claim ORDER BY p.portion"""
NEEDED = """SELECT t.* EXCLUDE (portion), n.bucket FROM read_parquet('{path}') t JOIN (
    SELECT DISTINCT document, bucket FROM read_parquet([{parts}]) WHERE claim IS NULL) n ON n.document = t.{key}
  ORDER BY n.bucket, t.portion"""
NEEDED_MENTIONS = """SELECT m.* EXCLUDE (portion), c.bucket FROM read_parquet('{path}') m
  JOIN read_parquet('{claims}') c ON c.id = m.claim ORDER BY c.bucket"""
JUDGED = """FROM ({judgement}) WHERE "on" IS NOT NULL"""


Run = Callable[[str], list[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things lie: the folder of the whole tables, that of what is made of them, how many portions and buckets."""

    tables: str
    folder: str
    pages: int
    portions: int
    buckets: int

    def path(self, name: str) -> Path:
        """A file of the layout."""
        return Path(self.folder) / f"{name}.parquet"

    def entities(self) -> Mapping[str, Entity]:
        """Every thing by id, read once in a process."""
        path = self.path("entity")
        return _entities(str(path), path.stat().st_mtime_ns)

    def bucket_of(self) -> Mapping[str, int]:
        """The bucket of every thing, read once in a process."""
        path = self.path("bucket")
        return _buckets(str(path), path.stat().st_mtime_ns)

    def portion(self, number: int) -> Material:
        """The documents of a portion with their claims, or the cells of one behind these, and all things."""
        return self._material("portion", number, cells=number >= self.pages)

    def bucket(self, number: int) -> Material:
        """The documents that speak of the things of a bucket, with all their claims, and all things."""
        return self._material("bucket", number, cells=False)

    def _material(self, by: str, number: int, *, cells: bool) -> Material:
        def rows(table: str) -> Iterator[dict[str, object]]:
            if table == "judgement":
                return query_rows(JUDGED.format(judgement=query_table(Path(self.tables) / "judgement.parquet")))
            if table == "document" and cells:
                return self._pages_of_cells(number)
            if table != "mention" and (table == "observation") != cells:
                return iter(())
            path = quote(self.path(f"{table}-{by}"))
            return query_rows(f"SELECT * EXCLUDE ({by}) FROM read_parquet('{path}') WHERE {by} = {number}")

        return load_material(rows, entities=self.entities())

    def _pages_of_cells(self, number: int) -> Iterator[dict[str, object]]:
        """The documents at the addresses that cells come from, without their texts: what they say of a publisher."""
        cells, documents = quote(self.path("observation-portion")), quote(Path(self.tables) / "document.parquet")
        told = f"SELECT source FROM read_parquet('{cells}') WHERE portion = {number}"
        return query_rows(f"SELECT * REPLACE ('' AS text) FROM read_parquet('{documents}') WHERE url IN ({told})")


def lay_out(tables: Path, folder: Path) -> Layout:
    """Lay out the tables of a folder by portions; what lies there already, whole, is taken as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {table: quote(tables / f"{table}.parquet") for table in ("document", "claim", "observation")}
    names["mention"] = query_table(tables / "mention.parquet")
    with connect() as con:
        run = _runner(con)
        run(PLACE.format(stretch=STRETCH, **names))
        pages = int(str(run("SELECT coalesce(max(portion) + 1, 1) FROM place")[0][0]))
        portions = pages + _place_cells(run, names, pages)
        for name, query in (
            ("document", DOCUMENTS),
            ("claim", CLAIMS),
            ("mention", MENTIONS),
            ("observation", CELL_ROWS),
        ):
            keep(con, query.format(**names), folder / f"{name}-portion.parquet")
        keep(con, f"FROM ({query_table(tables / 'entity.parquet')}) ORDER BY id", folder / "entity.parquet")
        told = run(f"SELECT entity, count(*) FROM ({names['mention']}) WHERE role = 'thing' GROUP BY entity")
    buckets = _share_out(folder, {str(thing): int(str(count)) for thing, count in told})
    return Layout(str(tables), str(folder), pages, portions, buckets)


def lay_out_buckets(layout: Layout, parts: Sequence[Path]) -> None:
    """Lay out documents, claims and mentions by the buckets that need them, as gathering tells."""
    listed = list_paths(parts)
    with connect() as con:
        for table, key in (("document", "id"), ("claim", "document")):
            query = NEEDED.format(path=quote(layout.path(f"{table}-portion")), parts=listed, key=key)
            keep(con, query, layout.path(f"{table}-bucket"))
        claims = quote(layout.path("claim-bucket"))
        query = NEEDED_MENTIONS.format(path=quote(layout.path("mention-portion")), claims=claims)
        keep(con, query, layout.path("mention-bucket"))


def keep(con: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """Write the rows of a query as a file, whole or not at all; one that lies there stays."""
    if path.exists():
        return
    fresh = path.with_suffix(".fresh")
    _runner(con)(f"COPY ({query}) TO '{quote(fresh)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS})")
    put_in_place(fresh, path)


def list_paths(paths: Sequence[Path]) -> str:
    """Paths as SQL lists them."""
    return ", ".join(f"'{quote(path)}'" for path in paths)


def _place_cells(run: Run, names: Mapping[str, str], pages: int) -> int:
    """Give the cells of each table a portion behind those of documents; how many these are."""
    counted = run(COUNTED.format(**names))
    values, before = [], 0
    for name, count in counted:
        values.append("('{}', {})".format(str(name).replace("'", "''"), pages + before // CELLS))
        before += int(str(count))
    run(CELL_PLACE.format(values=", ".join(values) or "('', -1)"))
    return max(0, before - 1) // CELLS + 1 if before else 0


def _share_out(folder: Path, claims: Mapping[str, int]) -> int:
    """Keep the bucket of every thing; how many there are."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = folder / "entity.parquet"
    shared = share_out(_entities(str(path), path.stat().st_mtime_ns), claims)
    table = pa.table({"thing": list(shared), "bucket": pa.array(shared.values(), pa.int64())})
    fresh = folder / "bucket.fresh"
    pq.write_table(table, fresh)
    put_in_place(fresh, folder / "bucket.parquet")
    return max(shared.values(), default=0) + 1


@contextmanager
def named_damage() -> Iterator[None]:
    """WorkspaceError for a database's fault with files: damage, or no room."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        what = f"the tables between the steps cannot be read or changed: {first_line(error)}"
        raise WorkspaceError(what, hint=HINT) from error


def _runner(con: duckdb.DuckDBPyConnection) -> Run:
    def run(query: str) -> list[tuple[object, ...]]:
        with named_damage():
            return con.execute(query).fetchall()

    return run


@lru_cache(maxsize=1)
def _entities(path: str, _: int) -> Mapping[str, Entity]:
    return {one.id: one for one in map(entity_from, query_rows(f"FROM read_parquet('{quote(Path(path))}')"))}


@lru_cache(maxsize=1)
def _buckets(path: str, _: int) -> Mapping[str, int]:
    rows = query_rows(f"FROM read_parquet('{quote(Path(path))}')")
    return {str(row["thing"]): int(str(row["bucket"])) for row in rows}

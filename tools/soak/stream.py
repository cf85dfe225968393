"""Synthetic news as the tables that the ledger is built from, written piece by piece so that any size fits."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.intake import Packed
from gigawatch.model import Document
from gigawatch.run.reviewing import review_path
from gigawatch.run.table import table_path
from gigawatch.run.workspace import Settings, Workspace
from gigawatch.store import write_rows
from gigawatch.store.parquet import arrow_schema
from gigawatch.store.record import claim_row, document_row
from gigawatch.store.schema import tables
from soak.news import Desk
from soak.report import News, Truth
from soak.world import build_world

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

CHUNK = 1500  # documents written at once
TRUTH, NEXT = "truth.parquet", "next"


def read_news(seed: int) -> Iterator[News]:
    """All the news of a world without end, block by block."""
    for block in build_world(seed):
        yield from Desk(block).news()


def pack_document(document: Document, name: str) -> Packed:
    """A document as a row of a pack, under a name there."""
    told = (document.title, document.url, document.publisher, document.language, document.licence, document.published)
    return Packed(name, document.text, *told, document.retold)


def take(news: Iterable[News], claims: int) -> Iterator[News]:
    """News until it holds so many claims, to the end of the document."""
    held = 0
    for item in news:
        yield item
        held += len(item.claims)
        if held >= claims:
            return


def open_workspace(root: Path) -> Workspace:
    """A workspace for the build's own steps in an empty folder."""
    return Workspace(root, Settings("synthetic", "虚构", "World"))


def write_news(root: Path, news: Iterable[News]) -> int:
    """Write news as the tables of a workspace and its truth beside them; the number of claims."""
    workspace = open_workspace(root)
    workspace.steps.mkdir(parents=True)
    for table in ("observation", "judgement"):
        write_rows(review_path(workspace) if table == "judgement" else table_path(workspace, table), table, [])
    written = 0
    with Sink(workspace) as sink:
        running = iter(news)
        while chunk := list(islice(running, CHUNK)):
            sink.write(chunk)
            written += sum(len(item.claims) for item in chunk)
    return written


def lay_by(root: Path, news: Iterable[News]) -> None:
    """Keep some news beside the tables, each document for itself, to be added later."""
    for number, item in enumerate(news):
        folder = root / NEXT / str(number)
        write_rows(folder / "document.parquet", "document", [document_row(item.document, item.leads)])
        write_rows(folder / "claim.parquet", "claim", map(claim_row, item.claims))


def add_next(root: Path) -> int:
    """Add the first document that was laid by to the tables; the number of its claims."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = min((root / NEXT).iterdir(), key=lambda path: int(path.name))
    added = 0
    for table in ("document", "claim"):
        path = table_path(open_workspace(root), table)
        fresh = pq.read_table(folder / f"{table}.parquet")
        pq.write_table(pa.concat_tables([pq.read_table(path), fresh]), path, compression="zstd")
        added = fresh.num_rows
    shutil.rmtree(folder)
    return added


class Sink:
    """The open files of the documents, the claims and the truth."""

    def __init__(self, workspace: Workspace) -> None:
        import pyarrow.parquet as pq

        self._schemas = {name: arrow_schema(tables()[name]) for name in ("document", "claim")} | {
            "truth": _truth_schema()
        }
        paths = {name: table_path(workspace, name) for name in ("document", "claim")}
        paths["truth"] = workspace.root / TRUTH
        self._files: dict[str, pq.ParquetWriter] = {
            name: pq.ParquetWriter(paths[name], schema, compression="zstd") for name, schema in self._schemas.items()
        }

    def __enter__(self) -> Sink:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()

    def write(self, news: list[News]) -> None:
        """Add some news to the files."""
        self._add("document", (document_row(item.document, item.leads) for item in news))
        self._add("claim", (claim_row(claim) for item in news for claim in item.claims))
        names = [field.name for field in fields(Truth)]
        self._add("truth", ({name: getattr(t, name) for name in names} for item in news for t in item.truths))

    def _add(self, name: str, rows: Iterable[dict[str, object]]) -> None:
        import pyarrow as pa

        self._files[name].write_table(pa.Table.from_pylist(list(rows), schema=self._schemas[name]))


def _truth_schema() -> pa.Schema:
    import pyarrow as pa

    kinds = {"value": pa.float64(), "wrong": pa.bool_(), "day": pa.date32(), "vague": pa.bool_()}
    return pa.schema([(field.name, kinds.get(field.name, pa.string())) for field in fields(Truth)])

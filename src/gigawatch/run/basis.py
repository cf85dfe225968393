"""What a ledger was last settled from: a digest of each document with its claims, and one of all the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.run.fingerprint import hash_path, hash_room, hash_text
from gigawatch.run.table import table_path
from gigawatch.run.workspace import Workspace
from gigawatch.store.overlay import quote
from gigawatch.store.whole import write_whole

if TYPE_CHECKING:
    from gigawatch.store.folder import Tables

ROOMS = ("model", "vocab", "quantity", "store", "figures", "resolve", "ledger", "run")
BASIS = ("basis.parquet", "basis.txt")  # the digests of documents, and that of the rest
MOST, SHARE, FEW = 200, 0.02, 20  # documents at once
DIGESTS = """CREATE OR REPLACE TEMP TABLE digest AS
  SELECT d.id, d.leads, concat_ws(' ', hash(*COLUMNS(d.* EXCLUDE (leads))), c.count, c.digest) AS digest
  FROM document d LEFT JOIN (
    SELECT document, count(*) AS count, sum(hash(claim)::HUGEINT) AS digest FROM claim GROUP BY document
  ) c ON c.document = d.id"""
DIFFERENCE = """SELECT count(*) FILTER (b.id IS NOT NULL AND b.digest IS DISTINCT FROM n.digest),
  count(*) FILTER (b.id IS NULL), (SELECT count(*) FROM digest)
  FROM digest n FULL JOIN read_parquet('{before}') b ON b.id = n.id"""
ADDED = "SELECT id FROM digest WHERE id NOT IN (SELECT id FROM read_parquet('{before}'))"
LED = """SELECT n.id, b.leads FROM digest n JOIN read_parquet('{before}') b ON b.id = n.id
  WHERE b.leads IS DISTINCT FROM n.leads"""


@dataclass(frozen=True, slots=True)
class Came:
    """The documents that came since, and those whose leader is another now, each with the one that it was."""

    documents: frozenset[str]
    led: Mapping[str, str | None]


def digest_documents(tables: Tables) -> int:
    """Make the table `digest` of each document with its claims, by the document's id; how many documents there are."""
    tables.run(DIGESTS)
    return int(tables.run("SELECT count(*) FROM digest")[0][0])


def find_added(tables: Tables, workspace: Workspace) -> Came | None:
    """What came since the basis was kept; None where other documents changed or went, or anything else did, or where
    too much came to be worth adding.
    """
    if not basis_path(workspace).exists() or _read_rest(workspace) != digest_rest(workspace):
        return None
    before = quote(basis_path(workspace))
    changed, added, all_of_them = tables.run(DIFFERENCE.format(before=before))[0]
    led = {str(row["id"]): _text(row["leads"]) for row in tables.rows(LED.format(before=before))}
    if changed or added + len(led) > max(FEW, min(MOST, int(SHARE * all_of_them))):
        return None
    return Came(frozenset(tables.keys(ADDED.format(before=before))), led)


def keep_basis(tables: Tables, workspace: Workspace) -> None:
    """Keep the digests as what the ledger rests on now."""
    tables.keep("FROM digest ORDER BY id", basis_path(workspace))
    write_whole(_rest_path(workspace), digest_rest(workspace))


def hash_basis(workspace: Workspace) -> str:
    """One digest of the basis that is kept."""
    return hash_text(hash_path(basis_path(workspace)) + hash_path(_rest_path(workspace)))


def digest_rest(workspace: Workspace) -> str:
    """A digest of all that settling depends on beside the documents and their claims."""
    import duckdb

    code = [hash_room(room) for room in ROOMS]
    data = [hash_path(table_path(workspace, "observation")), hash_path(workspace.steps / "review.parquet")]
    return hash_text("\n".join([duckdb.__version__, *code, *data]))


def basis_path(workspace: Workspace) -> Path:
    """The file of the digests of documents."""
    return workspace.steps / BASIS[0]


def _rest_path(workspace: Workspace) -> Path:
    return workspace.steps / BASIS[1]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _read_rest(workspace: Workspace) -> str:
    path = _rest_path(workspace)
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""

"""The ledger of a built workspace, read back from its database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from gigawatch.ledger.book import Ledger
from gigawatch.ledger.grouping import group_by, group_milestones
from gigawatch.ledger.material import Material
from gigawatch.ledger.repute import SourceCount, SourceStanding
from gigawatch.ledger.review import Review
from gigawatch.ledger.review.ruling import gather_rulings
from gigawatch.ledger.shelf import BEARING, Shelf
from gigawatch.ledger.status import Milestone
from gigawatch.model import Entity, Observation
from gigawatch.store import fetch_rows, open_database
from gigawatch.store.record import (
    candidate_from,
    check_from,
    claim_from,
    document_from,
    entity_from,
    fact_from,
    judgement_from,
    mention_from,
    observation_from,
)

T = TypeVar("T")
LATER = ("source_standing", "source_count")  # tables that workspaces of version 0.1 do not have
CALLED = "other_name"  # of earlier versions neither: there the names are found in the documents
Rows = Iterable[dict[str, object]]


def open_ledger(database: Path) -> Ledger:
    """The ledger in a workspace's database, as it was built."""
    with open_database(database) as con:
        held = {str(row["name"]) for row in fetch_rows(con, "SELECT table_name AS name FROM duckdb_tables()")}

        def rows(table: str) -> Rows:
            if table in LATER and table not in held:
                return []
            return fetch_rows(con, f'SELECT * FROM "{table}" ORDER BY rowid')

        near = {str(row["id"]): observation_from(row) for row in fetch_rows(con, BEARING)}
        called = _called(rows(CALLED)) if CALLED in held else None
        return load_ledger(rows, Shelf(database, near), called)


def load_ledger(
    rows: Callable[[str], Rows],
    cells: Mapping[str, Observation] | None = None,
    called: Mapping[str, frozenset[str]] | None = None,
) -> Ledger:
    """The ledger from the rows of its tables, wherever they lie; `cells` are its table cells where they lie apart,
    `called` the plants by their other names, which are found in the documents where none are given.
    """
    candidates = [candidate_from(row) for row in rows("candidate")]
    findings = [check_from(row) for row in rows("finding")]
    return Ledger(
        load_material(rows, cells),
        _by_id(rows("fact"), fact_from),
        group_by(candidates, [candidate.fact for candidate in candidates]),
        group_by(findings, [finding.about for finding in findings]),
        group_milestones([milestone_from(row) for row in rows("milestone")]),
        {str(row["publisher"]): standing_from(row) for row in rows("source_standing")},
        tuple(map(count_from, rows("source_count"))),
        called,
    )


def _called(rows: Rows) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[str(row["name"])].add(str(row["thing"]))
    return {name: frozenset(things) for name, things in found.items()}


def milestone_from(row: Mapping[str, object]) -> Milestone:
    """The milestone of a row of the milestone table; tables of past versions have no first and last day."""
    days = {key: str(row[key]) if row.get(key) else None for key in ("known_on", "valid_from", "valid_to")}
    values = {**row, **days}
    return Milestone(**values)  # type: ignore[arg-type]  # the schema fixes the column types


def standing_from(row: Mapping[str, object]) -> SourceStanding:
    """The standing of a row of the table of publishers."""
    return SourceStanding(**row)  # type: ignore[arg-type]  # the schema fixes the column types


def count_from(row: Mapping[str, object]) -> SourceCount:
    """The count of a row of the table of publishers and things."""
    return SourceCount(**row)  # type: ignore[arg-type]  # the schema fixes the column types


def load_material(
    rows: Callable[[str], Rows],
    cells: Mapping[str, Observation] | None = None,
    entities: Mapping[str, Entity] | None = None,
) -> Material:
    """What the ledger is settled from, from the rows of its tables, or with `cells` or `entities` that are known."""
    copies: dict[str, str] = {}
    mentions = map(mention_from, rows("mention"))
    sources = Material(
        documents=_by_id(_noting_copies(rows("document"), copies), document_from),
        claims=_by_id(rows("claim"), claim_from),
        observations=_by_id(rows("observation"), observation_from) if cells is None else cells,
        entities=_by_id(rows("entity"), entity_from) if entities is None else entities,
        mentions={(mention.claim, mention.role): mention for mention in mentions},
        copies=copies,
    )
    judgements = tuple(judgement_from(row) for row in rows("judgement") if row["on"] is not None)
    return sources.reviewed(Review(judgements, gather_rulings(judgements)))


def _noting_copies(documents: Rows, copies: dict[str, str]) -> Iterator[dict[str, object]]:
    """The rows of documents as they pass, with the leader of each copy noted on the way."""
    for row in documents:
        if row["leads"]:
            copies[str(row["id"])] = str(row["leads"])
        yield row


def _by_id(rows: Rows, make: Callable[[Mapping[str, object]], T]) -> dict[str, T]:
    return {str(row["id"]): make(row) for row in rows}

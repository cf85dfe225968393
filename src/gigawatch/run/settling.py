"""The steps that reason: names to things, statements to facts, steps of the status ladder, ageing, the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.run.step import Step
from gigawatch.run.workspace import Workspace

if TYPE_CHECKING:
    from gigawatch.ledger import Ledger

GATHERED = ("document", "claim", "observation")
RESOLVED = ("entity", "mention", "judgement")
SETTLED = ("fact", "candidate", "finding", "milestone", "source_standing")
INDEXED = ("indicator", "reading", "score", "contribution")
TABLES = (*GATHERED, *RESOLVED, *SETTLED, "age", *INDEXED)
REASONING = ("model", "vocab", "quantity", "store", "figures", "resolve")


def table_path(workspace: Workspace, table: str) -> Path:
    """The Parquet file of a whole table."""
    return workspace.steps / f"{table}.parquet"


def table_paths(workspace: Workspace, tables: Sequence[str]) -> tuple[Path, ...]:
    """The Parquet files of whole tables."""
    return tuple(table_path(workspace, table) for table in tables)


def resolve_step(workspace: Workspace) -> Step:
    """Every name to the thing that it means."""

    def work() -> list[str]:
        from gigawatch.resolve import resolve
        from gigawatch.store import write_rows
        from gigawatch.store.record import claim_from, document_from, entity_row, observation_from

        documents = {d.id: d for d in map(document_from, _rows(workspace, "document"))}
        own = [row for row in _rows(workspace, "observation") if str(row["table_name"]).startswith("tables/")]
        found = resolve(documents, map(claim_from, _rows(workspace, "claim")), map(observation_from, own))
        write_rows(table_path(workspace, "entity"), "entity", map(entity_row, found.entities.values()))
        write_rows(table_path(workspace, "mention"), "mention", map(asdict, found.mentions.values()))
        write_rows(table_path(workspace, "judgement"), "judgement", map(asdict, found.judgements.values()))
        return []

    return Step("resolve", table_paths(workspace, GATHERED), table_paths(workspace, RESOLVED), REASONING, work)


def settle_step(workspace: Workspace) -> Step:
    """Statements to facts, with every candidate, finding and milestone."""

    def work() -> list[str]:
        from gigawatch.ledger import make_ledger
        from gigawatch.ledger.load import load_material

        ledger = make_ledger(load_material(lambda table: _rows(workspace, table)))
        _write_ledger(workspace, ledger)
        return []

    inputs = table_paths(workspace, (*GATHERED, *RESOLVED))
    return Step("settle", inputs, table_paths(workspace, SETTLED), (*REASONING, "ledger"), work)


def age_step(workspace: Workspace, today: date) -> Step:
    """How old the newest evidence of every status is on the build's date."""

    def work() -> list[str]:
        from gigawatch.ledger import find_ages
        from gigawatch.ledger.load import milestone_from
        from gigawatch.store import write_rows

        ages = find_ages([milestone_from(row) for row in _rows(workspace, "milestone")], today)
        write_rows(
            table_path(workspace, "age"), "age", (_dated(asdict(age), "evidence_on", "stale_on") for age in ages)
        )
        return []

    inputs, outputs = table_paths(workspace, ("milestone",)), table_paths(workspace, ("age",))
    return Step("age", inputs, outputs, ("model", "vocab", "store", "ledger"), work, f"date={today}")


def store_step(workspace: Workspace) -> Step:
    """All tables into one DuckDB file, swapped in whole."""

    def work() -> list[str]:
        from gigawatch.store import write_database

        write_database(workspace.database, {table: [table_path(workspace, table)] for table in TABLES})
        return []

    return Step("store", table_paths(workspace, TABLES), (workspace.database,), ("store",), work)


def load_ledger(workspace: Workspace) -> Ledger:
    """The ledger from the Parquet files between the steps."""
    from gigawatch.ledger.load import load_ledger as load

    return load(lambda table: _rows(workspace, table))


def table_rows(workspace: Workspace, table: str) -> list[dict[str, object]]:
    """The rows of a whole table from its Parquet file."""
    return _rows(workspace, table)


def _write_ledger(workspace: Workspace, ledger: Ledger) -> None:
    from gigawatch.store import write_rows
    from gigawatch.store.record import check_row, fact_row

    milestones = (m for group in ledger.milestones.values() for m in group)
    rows = {
        "fact": map(fact_row, ledger.facts.values()),
        "candidate": (asdict(c) for group in ledger.candidates.values() for c in group),
        "finding": (check_row(c) for group in ledger.findings.values() for c in group),
        "milestone": (_dated(asdict(m), "known_on") for m in milestones),
        "source_standing": map(asdict, ledger.standings.values()),
    }
    for table, values in rows.items():
        write_rows(table_path(workspace, table), table, values)


def _rows(workspace: Workspace, table: str) -> list[dict[str, object]]:
    from gigawatch.store import read_rows

    return read_rows(table_path(workspace, table))


def _dated(row: Mapping[str, object], *keys: str) -> dict[str, object]:
    dates = {key: date.fromisoformat(str(row[key])) if row[key] else None for key in keys}
    return {**row, **dates}

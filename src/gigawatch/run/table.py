"""The whole tables between the steps: which step makes which, and where each lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from gigawatch.run.workspace import Workspace

GATHERED = ("document", "claim", "observation")
RESOLVED = ("entity", "mention", "judgement")
SETTLED = ("fact", "candidate", "finding", "milestone", "source_standing", "source_count")
FOLLOWING = ("superseded", "lessened", "holder", "other_name")
MEASURED = "ledger_figure"
INDEXED = ("indicator", "reading", "score", "coverage", "contribution")
REASONED = (*GATHERED, *RESOLVED, *SETTLED)
TABLES = (*REASONED, *FOLLOWING, "age", MEASURED, *INDEXED)


def table_path(workspace: Workspace, table: str) -> Path:
    """The Parquet file of a whole table."""
    return workspace.steps / f"{table}.parquet"


def table_paths(workspace: Workspace, tables: Sequence[str]) -> tuple[Path, ...]:
    """The Parquet files of whole tables, and the stamps of those that are changed in part."""
    stamps = [stamp_path(workspace, group) for group in (RESOLVED, SETTLED) if set(group) & set(tables)]
    return (*(table_path(workspace, table) for table in tables), *stamps)


def stamp_path(workspace: Workspace, group: tuple[str, ...]) -> Path:
    """The file that tells in one digest what the tables of a step were made from: what changes them changes it."""
    return workspace.steps / f"{group[0]}.stamp"


def stream_table(workspace: Workspace, table: str) -> Iterator[dict[str, object]]:
    """The rows of a whole table one after the other, for what keeps none of them."""
    from gigawatch.store import stream_rows

    return stream_rows(table_path(workspace, table))


def table_rows(workspace: Workspace, table: str) -> list[dict[str, object]]:
    """The rows of a whole table from its Parquet file."""
    from gigawatch.store import read_rows

    return read_rows(table_path(workspace, table))

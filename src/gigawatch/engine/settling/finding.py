"""Findings as columns. Of those that many portions make and that count once, the first by its place is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.engine.settling.layout import list_paths
from gigawatch.ledger.check.inquiry import Inquiry
from gigawatch.model import Check
from gigawatch.store.parquet import arrow_schema
from gigawatch.store.record import check_row
from gigawatch.store.schema import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pyarrow as pa

ONCE = ("once", "at", "number")  # what counts once, the document that says it, and the how-manieth there
FOUND = """SELECT {columns} FROM (FROM read_parquet([{parts}])
  QUALIFY once IS NULL OR row_number() OVER (PARTITION BY once ORDER BY "at", number) = 1) WHERE about IS NOT NULL"""


def run_checks(finders: Mapping[str, Callable[[Inquiry], Iterable[Check]]], inquiry: Inquiry) -> list[Check]:
    """What some checks find, each once and in a stable order."""
    found = {check for find in finders.values() for check in find(inquiry)}
    return sorted(found, key=lambda check: (check.about, check.kind, check.text, check.evidence))


def finding_rows(checks: Iterable[Check]) -> Iterator[dict[str, object]]:
    """Findings of which each portion has its own."""
    return map(check_row, checks)


def once_row(said: Sequence[object], document: str, number: int, check: Check | None) -> dict[str, object]:
    """A finding on what counts where it is first said; without one, that it is said here."""
    row: dict[str, object] = check_row(check) if check is not None else {}
    return {**row, "once": repr(said), "at": document, "number": number}


def finding_schema() -> pa.Schema:
    """The columns of findings."""
    import pyarrow as pa

    own = [pa.field(field.name, field.type) for field in arrow_schema(tables()["finding"])]
    return pa.schema([*own, ("once", pa.string()), ("at", pa.string()), ("number", pa.int64())])


def query_findings(parts: Sequence[Path]) -> str:
    """The SQL for the findings in some parts, those that count once as they are said first."""
    names = ", ".join(f'"{field.name}"' for field in arrow_schema(tables()["finding"]))
    return FOUND.format(columns=names, parts=list_paths(parts))

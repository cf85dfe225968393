"""History in buckets: the steps of the plants of some owners, and the stops that may be theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.engine.portion import query_rows
from gigawatch.engine.settling.finding import finding_rows, finding_schema, run_checks
from gigawatch.engine.settling.layout import Layout, list_paths
from gigawatch.engine.settling.row import batches
from gigawatch.ledger.check.finding import ON_STEPS
from gigawatch.ledger.check.inquiry import LOSSES, Inquiry
from gigawatch.ledger.load import milestone_from
from gigawatch.ledger.status import History, Milestone, find_history
from gigawatch.ledger.status.milestone import by_time
from gigawatch.store.parquet import arrow_schema
from gigawatch.store.record import plain_row
from gigawatch.store.schema import tables

if TYPE_CHECKING:
    import pyarrow as pa

DATED = ("known_on", "valid_from", "valid_to")
ENDS = """SELECT {columns} FROM read_parquet([{parts}])
  WHERE entity IS NOT NULL AND admitted AND status IN ({losses})"""


@dataclass(frozen=True, slots=True)
class HistoryTask:
    """Finds the steps of a bucket's things, and what is to be said of them."""

    layout: Layout

    def __call__(self, number: int) -> Iterator[pa.RecordBatch]:
        """The milestones, and the findings on them."""
        material, buckets = self.layout.bucket(number), self.layout.bucket_of()
        found = find_history(material)
        own = History(
            tuple(step for step in found.milestones if buckets[step.entity] == number),
            tuple(stop for stop in found.abstentions if buckets[stop.candidates[0].entity.id] == number),
        )
        schema = history_schema()
        yield from batches(map(_milestone_row, own.milestones), schema)
        yield from batches(finding_rows(run_checks(ON_STEPS, Inquiry((), material, own))), schema)


def read_ends(parts: Sequence[Path]) -> list[Milestone]:
    """The ends told of all things."""
    columns = ", ".join(f'"{field.name}"' for field in arrow_schema(tables()["milestone"]))
    losses = ", ".join(f"'{status}'" for status in LOSSES)
    rows = query_rows(ENDS.format(columns=columns, parts=list_paths(parts), losses=losses))
    return sorted(map(milestone_from, rows), key=lambda step: (step.entity, *by_time(step)))


def _milestone_row(step: Milestone) -> dict[str, object]:
    row = plain_row(step)
    return row | {key: date.fromisoformat(str(row[key])) if row[key] else None for key in DATED}


def history_schema() -> pa.Schema:
    """The columns of milestones and of findings."""
    import pyarrow as pa

    own = [pa.field(field.name, field.type) for field in arrow_schema(tables()["milestone"])]
    return pa.schema([*own, *finding_schema()])

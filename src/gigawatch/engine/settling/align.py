"""Aligning in buckets: scopes are joined first, then copies follow their leaders and faults are marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.engine.portion import query_rows
from gigawatch.engine.settling.layout import Layout, list_paths
from gigawatch.engine.settling.row import (
    EVIDENCE,
    PLACED,
    batches,
    columns,
    evidence_from,
    evidence_row,
    noted_from,
    placed_from,
    words_from,
)
from gigawatch.ledger.align import join_unstated, mark_faults
from gigawatch.ledger.context import NotedContext
from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.lead import follow_leaders
from gigawatch.ledger.repute import count_sources
from gigawatch.ledger.settle import group_evidence
from gigawatch.store.record import plain_row

if TYPE_CHECKING:
    import pyarrow as pa

COUNTED = ("publisher", "thing", "base", "conflicts", "facts")
OWN = "FROM read_parquet([{parts}]) WHERE bucket = {bucket} AND claim IS NOT NULL"
JOINED = """SELECT g.* REPLACE (CASE WHEN j.claim IS NULL THEN g.perimeter ELSE j.perimeter END AS perimeter)
  FROM (FROM read_parquet([{parts}]) WHERE bucket = {bucket} AND claim IS NOT NULL) g
  LEFT JOIN read_parquet([{joined}]) j ON j.claim = g.claim"""


@dataclass(frozen=True, slots=True)
class JoinTask:
    """Finds the statements of a bucket's things that are of the only scope in which their figure is told."""

    layout: Layout
    gathered: Sequence[Path]

    def __call__(self, number: int) -> Iterator[pa.RecordBatch]:
        """The scope of each such statement."""
        buckets = self.layout.bucket_of()
        rows = query_rows(OWN.format(parts=list_paths(self.gathered), bucket=number))
        own = [evidence_from(row) for row in rows if buckets[str(row["subject"])] == number]
        before = {item.claim: item.perimeter for item in own}
        joined = (item for item in join_unstated(own) if item.perimeter != before[item.claim])
        yield from batches(({"claim": e.claim, "perimeter": e.perimeter} for e in joined), join_schema())


@dataclass(frozen=True, slots=True)
class AlignTask:
    """Aligns the statements of a bucket's things, and counts how publishers stand in their facts."""

    layout: Layout
    gathered: Sequence[Path]
    joined: Sequence[Path]

    def __call__(self, number: int) -> Iterator[pa.RecordBatch]:
        """The statements that bear on a fact, and a row for each publisher and thing."""
        parts, joined = list_paths(self.gathered), list_paths(self.joined)
        rows = list(query_rows(JOINED.format(parts=parts, joined=joined, bucket=number)))
        placed = {str(row["claim"]): placed_from(row) for row in rows}
        context = NotedContext({str(row["claim"]): noted_from(row) for row in rows})
        products = {str(row["claim"]): told for row in rows if (told := words_from(row, "product")) is not None}
        led = self._own(follow_leaders([one.evidence for one in placed.values()], context), number)
        groups = group_evidence(mark_faults(led, context, self.layout.entities(), products))
        aligned = (item for group in groups for item in group)
        found = [_row(item, placed[item.claim].portion, placed[item.claim].is_claim, number) for item in aligned]
        found.sort(key=lambda row: str(row["document"]))
        yield from batches(found, align_schema())
        yield from batches(({**plain_row(one), "bucket": number} for one in count_sources(groups)), align_schema())

    def _own(self, evidence: Sequence[Evidence], number: int) -> list[Evidence]:
        buckets = self.layout.bucket_of()
        return [item for item in evidence if buckets[item.subject] == number]


def _row(item: Evidence, portion: int, is_claim: bool, bucket: int) -> dict[str, object]:
    return {**evidence_row(item), "portion": portion, "is_claim": is_claim, "bucket": bucket}


def join_schema() -> pa.Schema:
    """The columns of joined scopes."""
    return columns(("claim", "perimeter"))


def align_schema() -> pa.Schema:
    """The columns of aligned evidence, and of counts."""
    import pyarrow as pa

    kinds = (pa.string(), pa.string(), pa.float64(), pa.int64(), pa.int64())
    counted = [pa.field(name, kind) for name, kind in zip(COUNTED, kinds, strict=True)]
    return pa.schema([*columns((*EVIDENCE, *PLACED)), *counted])

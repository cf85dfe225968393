"""Sums measure by measure, and totals of events and places: what reaches across things, from their values alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.engine.portion import query_rows
from gigawatch.engine.settling.fact import COLUMNS
from gigawatch.engine.settling.finding import finding_rows, finding_schema, run_checks
from gigawatch.engine.settling.layout import Layout, list_paths
from gigawatch.engine.settling.row import batches, evidence_from
from gigawatch.engine.settling.term import decomposition_from, remarks_from, term_from
from gigawatch.ledger.check.finding import ON_SUMS
from gigawatch.ledger.check.inquiry import Inquiry
from gigawatch.ledger.check.scope import GATHERED, TOTALS, find_event_scopes
from gigawatch.ledger.material import Material
from gigawatch.ledger.part.decompose import choose, decompose_things
from gigawatch.ledger.part.kin import Kin
from gigawatch.ledger.repute import SourceStanding
from gigawatch.ledger.settle import group_evidence, settle_groups
from gigawatch.ledger.status import History

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

KEYS = """SELECT measure, unit, count(*) AS size FROM (
    SELECT term.measure AS measure, term.unit AS unit FROM read_parquet([{facts}]) WHERE term IS NOT NULL
    UNION ALL SELECT sum.whole.measure, sum.whole.unit FROM read_parquet([{pages}]) WHERE sum IS NOT NULL)
  GROUP BY ALL ORDER BY size DESC, measure, unit"""
TERMS = """SELECT unnest(term) FROM read_parquet([{facts}])
  WHERE term IS NOT NULL AND (term.measure, term.unit) IN ({keys})"""
TOLD = """SELECT unnest(sum) FROM read_parquet([{pages}])
  WHERE sum IS NOT NULL AND (sum.whole.measure, sum.whole.unit) IN ({keys})"""
EVENTS = f"SELECT {COLUMNS} FROM read_parquet([{{parts}}]) WHERE measure IN ({{totals}}) AND claim IS NOT NULL"
LEAST = 5_000  # terms of a task; those of one measure and unit are never parted
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SumTask:
    """Finds which values are sums of others. `keys` are the measures and units of each task."""

    layout: Layout
    facts: Sequence[Path]
    pages: Sequence[Path]
    keys: Sequence[Sequence[Key]]

    def __call__(self, number: int) -> Iterator[pa.RecordBatch]:
        """The findings on sums, on those that do not add up, and on what is counted twice."""
        listed = ", ".join(f"({_text(measure)}, {_text(unit)})" for measure, unit in self.keys[number])
        rows = list(query_rows(TERMS.format(facts=list_paths(self.facts), keys=listed)))
        told = query_rows(TOLD.format(pages=list_paths(self.pages), keys=listed))
        entities = self.layout.entities()
        kin, kept = Kin(entities), list(map(term_from, rows))
        found = [*map(decomposition_from, told), *decompose_things(kept, remarks_from(rows), kin)]
        material = Material({}, {}, {}, entities, {}, {})
        inquiry = Inquiry((), material, History((), ()), ends=(), sums=choose(found))
        yield from batches(finding_rows(run_checks(ON_SUMS, inquiry)), finding_schema())


@dataclass(frozen=True, slots=True)
class EventTask:
    """Finds totals that are told of an event and of its place, among those of all events and places."""

    layout: Layout
    aligned: Sequence[Path]
    standings: Mapping[str, SourceStanding]

    def __call__(self, _: int) -> Iterator[pa.RecordBatch]:
        """The findings."""
        entities = self.layout.entities()
        totals = ", ".join(map(_text, TOTALS))
        told = map(evidence_from, query_rows(EVENTS.format(parts=list_paths(self.aligned), totals=totals)))
        groups = group_evidence(item for item in told if entities[item.subject].kind in GATHERED)
        material = Material({}, {}, {}, entities, {}, {})
        inquiry = Inquiry(settle_groups(groups, self.standings), material, History((), ()), ends=(), sums=())
        yield from batches(finding_rows(run_checks({"scope": find_event_scopes}, inquiry)), finding_schema())


def part_measures(facts: Sequence[Path], pages: Sequence[Path]) -> list[list[Key]]:
    """The measures and units of each task: large ones by themselves, small ones together."""
    tasks: list[list[Key]] = []
    room = 0
    for row in query_rows(KEYS.format(facts=list_paths(facts), pages=list_paths(pages))):
        size = int(str(row["size"]))
        if size > room:
            tasks.append([])
            room = LEAST
        tasks[-1].append((str(row["measure"]), str(row["unit"])))
        room -= size
    return tasks


def _text(value: str) -> str:
    return "'{}'".format(value.replace("'", "''"))

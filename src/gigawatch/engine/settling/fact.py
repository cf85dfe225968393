"""Settling in buckets: the facts of a bucket's things with every candidate, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.engine.portion import query_rows
from gigawatch.engine.settling.finding import finding_rows, run_checks
from gigawatch.engine.settling.layout import Layout, list_paths
from gigawatch.engine.settling.row import EVIDENCE, batches, evidence_from
from gigawatch.engine.settling.term import term_row, term_type
from gigawatch.ledger.check.finding import ON_THINGS
from gigawatch.ledger.check.inquiry import Inquiry
from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.material import Material
from gigawatch.ledger.part.decompose import term_of_fact
from gigawatch.ledger.part.term import Page
from gigawatch.ledger.repute import SourceStanding
from gigawatch.ledger.settle import Settled, group_evidence, settle_groups
from gigawatch.ledger.status import History, Milestone
from gigawatch.store.overlay import quote
from gigawatch.store.parquet import arrow_schema
from gigawatch.store.record import fact_row, plain_row
from gigawatch.store.schema import tables

if TYPE_CHECKING:
    import pyarrow as pa

FACT, CANDIDATE, FINDING, TERM = "fact", "candidate", "finding", "term"
COLUMNS = ", ".join(f'"{name}"' for name in EVIDENCE)
OWN = f"SELECT {COLUMNS} FROM read_parquet([{{parts}}]) WHERE bucket = {{bucket}} AND claim IS NOT NULL"
BESIDE = f"""SELECT {COLUMNS} FROM read_parquet([{{parts}}]) WHERE bucket <> {{bucket}} AND claim IS NOT NULL
  AND document IN (SELECT id FROM read_parquet('{{documents}}') WHERE bucket = {{bucket}})"""


@dataclass(frozen=True, slots=True)
class FactTask:
    """Settles a bucket by the standings of publishers; `ends` are the ends told of all things."""

    layout: Layout
    aligned: Sequence[Path]
    standings: Mapping[str, SourceStanding]
    ends: Sequence[Milestone]

    def __call__(self, number: int) -> Iterator[pa.RecordBatch]:
        """Facts, candidates, findings, and the facts' values as terms of sums, each in a column of its own."""
        parts = list_paths(self.aligned)
        own = self._settle(OWN.format(parts=parts, bucket=number))
        documents = quote(self.layout.path("document-bucket"))
        beside = self._settle(BESIDE.format(parts=parts, bucket=number, documents=documents))
        material = self.layout.bucket(number)
        found = self._check(own, beside, material, number)
        rows: Mapping[str, Iterable[dict[str, object]]] = {
            FACT: (fact_row(item.fact) for item in own),
            CANDIDATE: (plain_row(one) for item in own for one in item.candidates),
            FINDING: found,
            TERM: _term_rows(own, material),
        }
        for table, told in rows.items():
            yield from batches(({table: row} for row in told), fact_schema())

    def _settle(self, query: str) -> list[Settled]:
        evidence: list[Evidence] = list(map(evidence_from, query_rows(query)))
        return settle_groups(group_evidence(evidence), self.standings)

    def _check(
        self, own: Sequence[Settled], beside: Sequence[Settled], material: Material, number: int
    ) -> Iterator[dict[str, object]]:
        """The findings about the bucket's own facts and things; of others the documents tell only some statements."""
        told = History((), ())
        inquiry = Inquiry([*own, *beside], material, told, ends=self.ends, sums=())
        buckets, facts = self.layout.bucket_of(), {item.fact.id for item in own}
        checks = run_checks(ON_THINGS, inquiry)
        return finding_rows(one for one in checks if one.about in facts or buckets.get(one.about) == number)


def _term_rows(own: Iterable[Settled], material: Material) -> Iterator[dict[str, object]]:
    pages: dict[str, Page] = {}
    for item in own:
        term = term_of_fact(item, material)
        if term is None:
            continue
        document = material.documents.get(term.document)
        if document is None or document.id in material.copies:
            yield term_row(term)
            continue
        page = pages.setdefault(document.id, Page(document, ()))
        yield term_row(replace(term, sentence=page.number_at(term.start)), page)


def fact_schema() -> pa.Schema:
    """A column for the rows of each table, of which a row fills one."""
    import pyarrow as pa

    own = [(table, pa.struct(list(arrow_schema(tables()[table])))) for table in (FACT, CANDIDATE, FINDING)]
    return pa.schema([*own, (TERM, term_type())])

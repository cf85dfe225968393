"""Gathering in portions: the claims of a stretch of documents, copies with their leaders, to evidence that is given to
the buckets in which it is settled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigawatch.engine.settling.group import bucket_of_owner
from gigawatch.engine.settling.layout import Layout
from gigawatch.engine.settling.row import EVIDENCE, NOTED, PLACED, batches, columns, evidence_row, noted_row
from gigawatch.ledger.align import scope_in_documents
from gigawatch.ledger.context import Noted, ReadContext
from gigawatch.ledger.derive import find_products
from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.gather import gather_portion
from gigawatch.ledger.material import Material
from gigawatch.ledger.several import MEASURES
from gigawatch.ledger.status.register import Register
from gigawatch.ledger.status.stop import find_stops
from gigawatch.model import EntityKind

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class GatherTask:
    """Gathers a portion. A row without a claim tells that a bucket needs a document."""

    layout: Layout

    def __call__(self, number: int) -> Iterator[pa.RecordBatch]:
        """Every statement for each bucket that aligns it, and the documents that each bucket needs."""
        material, buckets = self.layout.portion(number), self.layout.bucket_of()
        told = scope_in_documents(gather_portion(material), material)
        clusters = Clusters.of(material)
        needs = _find_needs(material, buckets, clusters)
        notes = _note(told, material, clusters)
        rows = [
            {**evidence_row(item), **notes[item.claim], "is_claim": item.claim in material.claims, "bucket": bucket}
            for item in told
            for bucket in (needs[clusters.find(item.document)] if clusters.has(item) else (buckets[item.subject],))
        ]
        for one in material.documents if number < self.layout.pages else ():
            rows += [{"document": one, "bucket": bucket} for bucket in needs[clusters.find(one)]]
        rows.sort(key=lambda row: row["bucket"])  # type: ignore[arg-type, return-value]  # numbers, told above
        yield from batches(({**row, "portion": number} for row in rows), gather_schema())


@dataclass(frozen=True, slots=True)
class Clusters:
    """Documents that are copies of one another, known by their leader."""

    led: Mapping[str, str]
    leaders: frozenset[str]

    @classmethod
    def of(cls, material: Material) -> Clusters:
        """Those among the documents of a material."""
        led = {copy: leader for copy, leader in material.copies.items() if leader in material.documents}
        return cls(led, frozenset(led.values()))

    def find(self, document: str) -> str:
        """The leader of a copy; else the document itself."""
        return self.led.get(document, document)

    def has(self, item: Evidence) -> bool:
        """True for a statement in a copy, or in what others are copies of: it may follow, or be followed."""
        return self.find(item.document) in self.leaders


def _find_needs(material: Material, buckets: Mapping[str, int], clusters: Clusters) -> dict[str, set[int]]:
    """The buckets that need each document or cluster: those of the things told of, and of firms whose stop is told."""
    needs: dict[str, set[int]] = defaultdict(set)
    for claim in material.every_claim().values():
        thing = material.entity_of(claim.id, "thing")
        if thing is not None:
            needs[clusters.find(claim.document)].add(buckets[thing.id])
    for stop in find_stops(material, Register(material)):
        found = (bucket_of_owner(owner, buckets) for owner in stop.owners)
        needs[clusters.find(stop.claim.document)].update(bucket for bucket in found if bucket is not None)
    return needs


def _note(told: Iterable[Evidence], material: Material, clusters: Clusters) -> dict[str, dict[str, object]]:
    """What aligning will ask of the words around each statement."""
    listed, context = list(told), ReadContext(material)
    products = find_products(listed, listed)
    found = {}
    for item in listed:
        is_firm = material.entities[item.subject].kind is EntityKind.ORGANISATION
        corrects = context.corrects(item)
        noted = Noted(
            context.start(item),
            context.numbers(item) if clusters.has(item) else frozenset(),
            is_firm and item.measure in MEASURES and context.is_counted(item),
            corrects,
            corrects and context.is_quoted(item),
        )
        found[item.claim] = noted_row(noted, products.get(item.claim))
    return found


def gather_schema() -> pa.Schema:
    """The columns of gathered evidence."""
    return columns((*EVIDENCE, *PLACED, *NOTED))

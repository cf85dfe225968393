"""Checks in portions of documents: what one tells, and its shares and growths against the series of things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.engine.portion import query_rows
from gigawatch.engine.settling.fact import COLUMNS
from gigawatch.engine.settling.finding import finding_rows, finding_schema, once_row, run_checks
from gigawatch.engine.settling.layout import Layout, list_paths
from gigawatch.engine.settling.row import batches, evidence_from
from gigawatch.engine.settling.term import decomposition_row, decomposition_type
from gigawatch.ledger.check.figure import WORLD, Figure
from gigawatch.ledger.check.finding import ON_PAGES
from gigawatch.ledger.check.growth import find_growths_of, is_growth
from gigawatch.ledger.check.inquiry import Inquiry
from gigawatch.ledger.check.rank import read_orders
from gigawatch.ledger.check.share import find_shares_of, is_share
from gigawatch.ledger.check.whole import read_whole
from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.material import Material
from gigawatch.ledger.part.decompose import choose_best, decompose_pages, read_pages
from gigawatch.ledger.settle import group_evidence, settle_groups
from gigawatch.ledger.status import History
from gigawatch.model import QuantityClaim
from gigawatch.store.overlay import quote
from gigawatch.store.record import claim_from, plain_row
from gigawatch.vocab import places

if TYPE_CHECKING:
    import pyarrow as pa

SUM, ORDER = "sum", "told_order"
OWN = f"SELECT {COLUMNS} FROM read_parquet([{{parts}}]) WHERE portion = {{portion}} AND claim IS NOT NULL"
SERIES = f"""SELECT {COLUMNS}, is_claim FROM read_parquet([{{parts}}])
  WHERE portion <> {{portion}} AND claim IS NOT NULL AND subject IN ({{things}})"""
CLAIMS = """SELECT * EXCLUDE (portion) FROM read_parquet('{path}') WHERE id IN (
  SELECT claim FROM read_parquet([{parts}]) WHERE portion <> {portion} AND is_claim AND subject IN ({things}))"""


@dataclass(frozen=True, slots=True)
class PageTask:
    """Checks the documents of a portion, and finds what their words and digits tell as sums and as rankings."""

    layout: Layout
    aligned: Sequence[Path]

    def __call__(self, number: int) -> Iterator[pa.RecordBatch]:
        """The findings, the sums told, and the rankings."""
        material, schema = self.layout.portion(number), page_schema()
        own = list(map(evidence_from, query_rows(OWN.format(parts=list_paths(self.aligned), portion=number))))
        inquiry = _inquire(own, material, {})
        yield from batches(finding_rows(run_checks(ON_PAGES, inquiry)), schema)
        yield from batches(self._once(inquiry, own, number), schema)
        told = choose_best(decompose_pages(read_pages(inquiry), inquiry.kin))
        yield from batches(({SUM: decomposition_row(one)} for one in told), schema)
        yield from batches(({ORDER: plain_row(one)} for one in read_orders(material)), schema)

    def _once(self, inquiry: Inquiry, own: Sequence[Evidence], number: int) -> list[dict[str, object]]:
        """The findings on shares and growths, held against the series of things; each counts where it is first said."""
        telling = _telling(inquiry)
        if not telling:
            return []
        beside, claims = self._series(_asked(inquiry, telling), inquiry.material, number)
        return list(_find_once(_inquire([*own, *beside], inquiry.material, claims), sorted(telling)))

    def _series(
        self, things: Iterable[str], material: Material, number: int
    ) -> tuple[list[Evidence], dict[str, QuantityClaim]]:
        """What the documents of other portions state of some things, with the claims."""
        listed = ", ".join("'{}'".format(thing.replace("'", "''")) for thing in sorted(things))
        asked = {"parts": list_paths(self.aligned), "portion": number, "things": listed}
        evidence = list(map(evidence_from, query_rows(SERIES.format(**asked))))
        rows = query_rows(CLAIMS.format(path=quote(self.layout.path("claim-portion")), **asked))
        claims = material.review.correct({one.id: one for one in map(claim_from, rows)})
        return evidence, {key: one for key, one in claims.items() if isinstance(one, QuantityClaim)}


def _inquire(evidence: Sequence[Evidence], material: Material, beyond: Mapping[str, QuantityClaim]) -> Inquiry:
    """An inquiry into some of the statements of facts: good for which fact each is of, not for the facts' values."""
    settled = settle_groups(group_evidence(evidence), {})
    return Inquiry(settled, material, History((), ()), ends=(), sums=(), beyond=beyond)


def _telling(inquiry: Inquiry) -> dict[str, list[Figure]]:
    """The documents that tell shares or growths, each with them."""
    found = {}
    for document in inquiry.figures.by_document:
        told = [one for one in inquiry.figures.own(document) if is_share(one) or is_growth(one)]
        if told:
            found[document] = told
    return found


def _asked(inquiry: Inquiry, telling: Mapping[str, Sequence[Figure]]) -> set[str]:
    """The things whose series these may be held against: those told of beside, and the places that they are of."""
    asked = {WORLD}
    for document, told in telling.items():
        text = inquiry.material.documents[document].text
        asked.update(one.thing for one in inquiry.figures.by_document[document] if one.thing is not None)
        for share in filter(is_share, told):
            begin, end = inquiry.figures.sentence(share)
            whole = read_whole(share, text, begin, end, inquiry.entities)
            asked.update((whole.scope,) if whole is not None and whole.scope is not None else ())
    return asked | {place.id for thing in asked for place in places().ancestors(thing)}


def _find_once(inquiry: Inquiry, documents: Iterable[str]) -> Iterator[dict[str, object]]:
    for document in documents:
        seen = set[object]()
        for number, (said, checks) in enumerate(find_shares_of(inquiry, document)):
            if said not in seen:
                seen.add(said)
                yield once_row(("share", *said), document, number, next(checks, None))
        for number, (grown, check) in enumerate(find_growths_of(inquiry, document)):
            yield once_row(("growth", *grown), document, number, check)


def page_schema() -> pa.Schema:
    """The columns of findings, and one each for sums and rankings."""
    import pyarrow as pa

    texts = [(name, pa.string()) for name in ("document", "basis", "market", "period")]
    lists = [(name, pa.list_(pa.string())) for name in ("places", "names", "claims")]
    return pa.schema([*finding_schema(), (SUM, decomposition_type()), (ORDER, pa.struct([*texts, *lists]))])

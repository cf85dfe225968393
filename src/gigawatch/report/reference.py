"""Where every figure leads: from a reference down to the claims and table cells that it rests on, and their sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from gigawatch.model import EvidenceError, Observation, make_id
from gigawatch.report.address import is_web_address
from gigawatch.report.bibliography import Source
from gigawatch.report.block import Computation, Ref, RefKind
from gigawatch.report.origin import name_publisher
from gigawatch.report.publication import Publication, Row
from gigawatch.report.title import title_table
from gigawatch.vocab import publishers


class Library:
    """Resolves the references of one publication; `computations` are those that a report has made."""

    def __init__(self, publication: Publication, computations: Mapping[str, Computation]) -> None:
        self.publication = publication
        self.ledger = publication.ledger
        self.computations = computations

    def inputs(self, ref: Ref) -> tuple[Ref, ...]:
        """What a reference rests on directly; empty for a claim or a table cell."""
        if ref.kind is RefKind.FACT:
            return tuple(self.statement(c.claim) for c in self.ledger.candidates[ref.id])
        if ref.kind is RefKind.COMPUTATION:
            return self.computations[ref.id].inputs
        if ref.kind is RefKind.SCORE:
            return self._score_inputs(ref)
        self.ledger.claim(ref.id)
        return ()

    def statement(self, statement: str) -> Ref:
        """The reference to a fact, claim or table cell of an id."""
        if statement in self.ledger.facts:
            return Ref(RefKind.FACT, statement)
        found = self.ledger.claim(statement)
        return Ref(RefKind.OBSERVATION if isinstance(found, Observation) else RefKind.CLAIM, statement)

    def reach(self, refs: Iterable[Ref]) -> list[Ref]:
        """The references and everything that computations and scores among them rest on, each once, in order."""
        found: dict[Ref, None] = {}
        queue = list(refs)
        for ref in queue:
            if ref not in found:
                found[ref] = None
                if ref.kind in (RefKind.COMPUTATION, RefKind.SCORE):
                    queue.extend(self.inputs(ref))
        return list(found)

    def score(self, ref: Ref) -> Row:
        """The row of the score table that a reference means."""
        row = self._scores.get(ref.id)
        if row is None:
            raise EvidenceError(f"there is no score {ref.id}")
        return row

    def readings(self, ref: Ref) -> list[Row]:
        """The readings that a score is made of: those of its unit and period on the indicators below its code.

        A unit without a reading of its own was given values from the other units of its period: then it is theirs.
        """
        row = self.score(ref)
        index, unit, period = str(row["index_id"]), row["unit"], row["period"]
        leaves = self._leaves(index, str(row["code"]))
        rows = self._readings.get((index, str(period)), [])
        found = [reading for reading in rows if reading["indicator"] in leaves and reading.get("used") is not False]
        return [reading for reading in found if reading["unit"] == unit] or found

    def _score_inputs(self, ref: Ref) -> tuple[Ref, ...]:
        ids = (one for reading in self.readings(ref) for one in str(reading["observations"] or "").split())
        found = tuple(dict.fromkeys(self.statement(one) for one in ids))
        if not found:
            raise EvidenceError("a score rests on no reading", where=ref.id, hint="the reading table lacks its period")
        return found

    def _leaves(self, index: str, code: str) -> frozenset[str]:
        below = frozenset((code,))
        while True:
            more = below | {child for child, parent in self._parents.get(index, {}).items() if parent in below}
            if more == below:
                return below
            below = more

    @cached_property
    def _scores(self) -> dict[str, Row]:
        return {score_ref(row).id: row for row in self.publication.scores}

    @cached_property
    def _readings(self) -> dict[tuple[str, str], list[Row]]:
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self.publication.readings:
            found.setdefault((str(row["index_id"]), str(row["period"])), []).append(row)
        return found

    @cached_property
    def _parents(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for row in self.publication.indicators:
            found.setdefault(str(row["index_id"]), {})[str(row["code"])] = str(row["parent"] or "")
        return found


class Shelf:
    """Numbers the sources of a report in the order in which its figures first cite them."""

    def __init__(self, library: Library, lang: str) -> None:
        self.library = library
        self.lang = lang
        self.sources: dict[str, Source] = {}
        self._cited: dict[Ref, tuple[int, ...]] = {}

    def cite(self, ref: Ref) -> tuple[int, ...]:
        """The numbers of the sources that a reference rests on."""
        if ref not in self._cited:
            inputs = self.library.inputs(ref)
            below = [number for one in inputs for number in self.cite(one)] if inputs else [self._number(ref.id)]
            self._cited[ref] = tuple(sorted(set(below)))
        return self._cited[ref]

    def cite_document(self, document: str) -> int:
        """The number of a document that is cited itself, for no statement of it."""
        return self._shelve(*self._document(document))

    def _number(self, statement: str) -> int:
        return self._shelve(*self._source(statement))

    def _shelve(self, key: str, source: Source) -> int:
        if key not in self.sources:
            self.sources[key] = source
        return self.sources[key].number

    def _source(self, statement: str) -> tuple[str, Source]:
        found = self.library.ledger.claim(statement)
        number = len(self.sources) + 1
        document = found.document if not isinstance(found, Observation) else self._by_url.get(found.source or "")
        if document is None and isinstance(found, Observation):
            return found.source or found.table, table_source(number, found, self.lang)
        return self._document(document or "")

    def _document(self, document: str) -> tuple[str, Source]:
        kept, number = self.library.ledger.material.documents[document], len(self.sources) + 1
        published = kept.published.isoformat() if kept.published else ""
        title, url = kept.title or kept.path, kept.url or ""
        publisher = name_publisher(kept.publisher, self.lang) if kept.publisher else ""
        licence, note = kept.licence or "", "" if url else kept.path
        return kept.id, Source(number, title, publisher, published, url, licence, note, kept.retold)

    @cached_property
    def _by_url(self) -> dict[str, str]:
        return {d.url: d.id for d in self.library.ledger.material.documents.values() if d.url}


def table_source(number: int, cell: Observation, lang: str) -> Source:
    """The publication that a table cell was taken from, under the name of its table in a language."""
    is_address = is_web_address(cell.source)
    url = cell.source or "" if is_address else ""
    table = title_table(cell.table, lang)
    title = table if is_address else (cell.source or table)
    known = publishers().find(url) if url else None
    publisher, vintage, licence = known.name if known else "", cell.vintage or "", cell.licence or ""
    return Source(number, title, publisher, vintage, url, licence, table=table)


def score_ref(row: Row) -> Ref:
    """The reference to a row of the score table."""
    return Ref(RefKind.SCORE, make_id("score", row["index_id"], row["code"], row["unit"], row["period"]))

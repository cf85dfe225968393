"""Which sources a figure of the book rests on, and every statement that has been cited."""

from __future__ import annotations

from collections.abc import Iterable

from gigawatch.model import EvidenceError
from gigawatch.report.bibliography import Source
from gigawatch.report.block import Content, Ref, RefKind
from gigawatch.report.book.cell import Cell, Cite
from gigawatch.report.publication import Publication, Row
from gigawatch.report.reference import Library, Shelf, score_ref

STATED = (RefKind.CLAIM, RefKind.OBSERVATION)


class Citer:
    """Numbers sources as the report does, those that the book alone cites behind them, and notes the statements."""

    def __init__(self, content: Content, publication: Publication) -> None:
        self.library = Library(publication, content.computations)
        self.shelf = Shelf(self.library, content.lang)
        self.statements: dict[str, Ref] = {}
        self.documents: dict[str, int] = {}
        self._seen: set[Ref] = set()
        self._sources: dict[int, Source] = {}
        self._first: dict[Ref, str] = {}
        for ref in content.refs():
            self.shelf.cite(ref)

    def cite(self, refs: Iterable[Ref]) -> Cell:
        """The source numbers of references, leading to the first statement among them; None for no reference."""
        found = list(dict.fromkeys(refs))
        if not found:
            return None
        numbers = sorted({number for ref in found for number in self.shelf.cite(ref)})
        for ref in found:
            self._note(ref)
        return Cite(tuple(numbers), self.first(found[0]))

    def cite_documents(self, documents: Iterable[str]) -> Cell:
        """The source numbers of documents that name a thing without a statement of it; None for no document."""
        found = {one: self.shelf.cite_document(one) for one in documents}
        self.documents.update(found)
        return Cite(tuple(sorted(found.values())), min(found, key=found.__getitem__)) if found else None

    def cite_score(self, row: Row) -> Cell:
        """The sources of a row of the score table; None where no reading is behind it."""
        try:
            return self.cite([score_ref(row)])
        except EvidenceError:
            return None

    def source(self, number: int) -> Source:
        """The source of a number."""
        if len(self._sources) < len(self.shelf.sources):
            self._sources = {one.number: one for one in self.shelf.sources.values()}
        return self._sources[number]

    def first(self, ref: Ref) -> str:
        """The statement that a reference leads to first: of a fact the one that was kept."""
        if ref not in self._first:
            self._first[ref] = ref.id if ref.kind in STATED else self.first(self._inputs(ref)[0])
        return self._first[ref]

    def _inputs(self, ref: Ref) -> list[Ref]:
        """What a reference rests on; a fact's kept statement before those that lost."""
        if ref.kind is not RefKind.FACT:
            return list(self.library.inputs(ref))
        candidates = sorted(self.library.ledger.candidates[ref.id], key=lambda candidate: not candidate.kept)
        return [self.library.statement(candidate.claim) for candidate in candidates]

    def _note(self, ref: Ref) -> None:
        if ref in self._seen:
            return
        self._seen.add(ref)
        if ref.kind in STATED:
            self.statements.setdefault(ref.id, ref)
            return
        for one in self._inputs(ref):
            self._note(one)

"""The sources of the book: each statement that a figure rests on with its sentence, publisher, day and address."""

from __future__ import annotations

from gigawatch.ledger import Evidence, find_evidence
from gigawatch.model import Observation
from gigawatch.report.address import is_web_address
from gigawatch.report.block import Ref
from gigawatch.report.book.cell import Cell, Column, Role, Row, Sheet, Web, day_cell
from gigawatch.report.book.citing import Citer
from gigawatch.report.origin import tell_licence
from gigawatch.report.pen import Pen
from gigawatch.report.wording import title_of_statement

HEADS = (
    "source_number",
    "source_title",
    "publisher",
    "published",
    "address",
    "licence",
    "says",
    "kind_of_words",
    "words",
    "id",
)


def sheet_of_sources(pen: Pen, citer: Citer, name: str) -> tuple[Sheet, dict[str, int]]:
    """The sheet of every statement cited, by the number of its source, and the row that each statement stands in."""
    columns = [Column(pen.word(f"book.{head}"), Role.NUMBERS if not n else Role.WORDS) for n, head in enumerate(HEADS)]
    told = [(citer.shelf.cite(ref), one, _row(pen, citer, ref)) for one, ref in citer.statements.items()]
    named = [((number,), one, _named(pen, citer, one, number)) for one, number in citer.documents.items()]
    found = sorted([*told, *named], key=lambda each: each[0])
    rows = tuple(row for _, _, row in found)
    sheet = Sheet(name, pen.word("book.sources_title"), "", pen.word("book.sources_note"), columns, rows)
    return sheet, {one: y for y, (_, one, _) in enumerate(found)}


def _row(pen: Pen, citer: Citer, ref: Ref) -> Row:
    evidence = find_evidence(pen.ledger, ref.id)
    is_cell = isinstance(pen.ledger.claim(ref.id), Observation)
    kind = "kind_cell" if is_cell else "kind_retold" if evidence.retold else "kind_quoted"
    return (
        *_bearings(pen, citer, citer.shelf.cite(ref)[0]),
        title_of_statement(pen, ref),
        pen.word(f"book.{kind}"),
        _sentence(evidence, is_cell=is_cell),
        ref.id,
    )


def _named(pen: Pen, citer: Citer, document: str, number: int) -> Row:
    """A document that is cited for no statement of it, without a sentence."""
    return (*_bearings(pen, citer, number), None, None, None, document)


def _bearings(pen: Pen, citer: Citer, number: int) -> Row:
    """The number, title, publisher, day, address and licence of a source."""
    source = citer.source(number)
    address: Cell = Web(source.url) if is_web_address(source.url) else source.url or source.note or source.table or None
    return (
        number,
        source.title,
        source.publisher or None,
        day_cell(source.published, pen.period(source.published)),
        address,
        tell_licence(source.licence, pen.lang) or None,
    )


def _sentence(evidence: Evidence, *, is_cell: bool) -> str:
    """The sentence; of a table cell its row, its value and what the table says beside it."""
    return f"{evidence.title}: {evidence.sentence}" if is_cell else evidence.sentence

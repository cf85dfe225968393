"""The first sheet: what the book is, how to cite it, its licence, its sheets, what words and colours mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gigawatch.model import Bound
from gigawatch.quantity.bound import hedges
from gigawatch.report.block import Content
from gigawatch.report.book.cell import Cell, Jump, Mark, Role, Sheet, day_cell
from gigawatch.report.book.number import name_hedge
from gigawatch.report.pen import Pen
from gigawatch.report.record.citation import cited_as
from gigawatch.vocab import measures, statuses
from gigawatch.vocab.shelf import read_entries

VERDICTS = ("settled", "open", "abstained")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the first sheet: a head of a part where `is_head`, with the look of a column or cell it explains."""

    cells: tuple[Cell, ...]
    is_head: bool = False
    look: Role | Mark | None = None


def readme_lines(pen: Pen, content: Content, sheets: Sequence[Sheet]) -> Iterator[Line]:
    """Every line in order."""
    yield from _about(pen, content)
    yield from _sheets(pen, sheets)
    yield from _reading(pen)
    yield from _definitions(pen)


def _about(pen: Pen, content: Content) -> Iterator[Line]:
    yield Line((content.title,), is_head=True)
    yield Line((pen.word("book.readme_what"), content.subtitle))
    yield Line((pen.word("book.region"), pen.ledger.label(pen.publication.region, pen.lang)))
    yield Line((pen.word("book.edition"), content.edition))
    if content.dated:
        yield Line((pen.word("book.dated"), day_cell(content.dated)))
    yield Line((pen.word("book.hash"), pen.word("book.hash_told", edition=content.edition)))
    yield Line((pen.word("book.cite"), cited_as(content, pen.publication)))
    yield Line((pen.word("book.cite_source"), pen.word("book.cite_source_told")))
    yield Line((pen.word("book.licence"), pen.word("book.licence_told")))


def _sheets(pen: Pen, sheets: Sequence[Sheet]) -> Iterator[Line]:
    yield Line((pen.word("book.sheets"), pen.word("book.shows"), pen.word("book.section"), pen.word("book.rows")), True)
    for sheet in sheets:
        yield Line((Jump(sheet.name, sheet.name), sheet.title, sheet.section or None, len(sheet.rows)))


def _reading(pen: Pen) -> Iterator[Line]:
    yield Line((pen.word("book.reading"),), is_head=True)
    for name in ("layout", "columns", "interval", "dates", "links"):
        yield Line((pen.word(f"book.reading_{name}"), pen.word(f"book.reading_{name}_told")))
    yield Line((pen.word("book.colours"),), is_head=True)
    for look in (*Role, *Mark):
        yield Line((pen.word(f"book.look_{look.value}"), pen.word(f"book.look_{look.value}_told")), look=look)


def _definitions(pen: Pen) -> Iterator[Line]:
    yield Line((pen.word("book.hedges"),), is_head=True)
    told = {str(one["code"]): str(one[f"definition_{pen.lang}"]) for one in read_entries("bound.toml", "bound")}
    for bound in hedges():
        yield Line((name_hedge(Bound(bound), pen.lang), told[bound.value]))
    yield Line((pen.word("book.verdicts"),), is_head=True)
    for verdict in VERDICTS:
        yield Line((pen.word(f"page.verdict_{verdict}"), pen.word(f"book.verdict_{verdict}")))
    yield Line((pen.word("book.statuses"), None, pen.word("book.entry_test")), is_head=True)
    for status in statuses().values():
        zh = pen.lang == "zh"
        entry = status.entry_test_zh if zh else status.entry_test_en
        yield Line((pen.status(status.code), status.definition_zh if zh else status.definition_en, entry))
    used = {fact.measure for fact in pen.ledger.facts.values()}
    yield Line((pen.word("book.measures"),), is_head=True)
    for code, measure in measures().items():
        if code in used:
            yield Line((pen.measure(code), measure.definition_zh if pen.lang == "zh" else measure.definition_en))

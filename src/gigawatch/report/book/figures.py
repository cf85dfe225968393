"""Every figure that the report prints, a row each, wherever it stands: as printed, as a number, and whence it comes."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.report.block import Bullets, Content, KeyFigures, Paragraph, Section, Table, Value, block_runs
from gigawatch.report.book.cell import Cell, Column, Role, Sheet
from gigawatch.report.book.citing import Citer
from gigawatch.report.book.number import number_columns
from gigawatch.report.datum import Number
from gigawatch.report.figure import find_figures
from gigawatch.report.pen import Pen
from gigawatch.report.wording import title_of


def sheet_of_figures(pen: Pen, citer: Citer, content: Content, name: str) -> Sheet:
    """The sheet of all figures, in the order in which they stand in the report."""
    found = list(dict.fromkeys(pair for section in content.sections for pair in _figures(section)))
    values = [value for _, value in found]
    numbers = [value.datum if isinstance(value.datum, Number) else None for value in values]
    columns: list[tuple[Column, list[Cell]]] = [
        (Column(pen.word("book.section")), [section for section, _ in found]),
        (Column(pen.word("book.figure")), [value.text for value in values]),
        *number_columns(pen, pen.word("book.number"), numbers),
        (Column(pen.word("book.what")), [title_of(pen, citer.library, value.ref) for value in values]),
        (Column(pen.word("book.kind")), [pen.word(f"page.kind_{value.ref.kind.value}") for value in values]),
        (Column(pen.word("book.id")), [value.ref.id for value in values]),
        (Column(pen.word("book.sources"), Role.SOURCES), [citer.cite([value.ref]) for value in values]),
    ]
    rows = tuple(zip(*(cells for _, cells in columns), strict=True))
    heads = [column for column, _ in columns]
    return Sheet(name, pen.word("book.figures_title"), "", pen.word("book.figures_note"), heads, rows)


def _figures(section: Section) -> Iterator[tuple[str, Value]]:
    for block in section.blocks:
        if isinstance(block, Paragraph | Bullets | KeyFigures | Table):
            yield from ((section.title, run) for run in block_runs(block) if isinstance(run, Value) and _is_figure(run))
    for inner in section.sections:
        yield from _figures(inner)


def _is_figure(value: Value) -> bool:
    return isinstance(value.datum, Number) or bool(find_figures(value.text))

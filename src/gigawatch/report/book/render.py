"""The whole book: every table and picture of the report, all its figures, the annex and the sources behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from gigawatch.index.show.workbook.sheet import name_sheet
from gigawatch.report.block import Chart, Content, Section, Table
from gigawatch.report.book.annex import annex_sheets
from gigawatch.report.book.cell import Sheet
from gigawatch.report.book.chart import sheet_of_chart
from gigawatch.report.book.citing import Citer
from gigawatch.report.book.figures import sheet_of_figures
from gigawatch.report.book.look import look_of
from gigawatch.report.book.readme import readme_lines
from gigawatch.report.book.source import sheet_of_sources
from gigawatch.report.book.table import sheet_of_table
from gigawatch.report.book.write import Writer
from gigawatch.report.pen import Pen
from gigawatch.report.publication import Publication
from gigawatch.report.record.citation import MAKER

README = "README"
LONGEST_NAME = 31
Picture = Table | Chart


def render_xlsx(content: Content, publication: Publication, path: Path) -> None:
    """Write the report for a spreadsheet; the bytes depend on the content alone."""
    pen, citer = Pen(publication, content.lang), Citer(content, publication)
    sheets = _named([*_sheets(pen, citer, content), *annex_sheets(pen, citer)])
    sources, places = sheet_of_sources(pen, citer, pen.word("book.sources_sheet"))
    whole = [*sheets, sources]
    author = publication.house.cover.issuer(content.lang) or MAKER
    writer = Writer(content, author, look_of(publication.house), sources.name, places)
    lines = readme_lines(pen, content, whole)
    path.write_bytes(writer.write(README, lines, whole, pen.word("book.back")))


def _sheets(pen: Pen, citer: Citer, content: Content) -> Iterator[Sheet]:
    """All figures, then each table, then each picture, numbered in the order of the report."""
    yield sheet_of_figures(pen, citer, content, pen.word("book.figures_sheet"))
    blocks = [found for section in content.sections for found in _blocks(section, ())]
    tables = [(section, one) for section, one in blocks if isinstance(one, Table)]
    for number, (section, table) in enumerate(tables, 1):
        name = pen.word("book.table_name", number=str(number), name=section[-1])
        yield sheet_of_table(pen, citer, table, name, " / ".join(section))
    known = {ref.id: ref for ref in content.refs()}
    charts = [(section, one) for section, one in blocks if isinstance(one, Chart)]
    for number, (section, chart) in enumerate(charts, 1):
        name = pen.word("book.chart_name", number=str(number), name=chart.title)
        yield sheet_of_chart(pen, citer, chart, name, " / ".join(section), known)


def _blocks(section: Section, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Picture]]:
    path = (*above, section.title)
    yield from ((path, block) for block in section.blocks if isinstance(block, Table | Chart))
    for inner in section.sections:
        yield from _blocks(inner, path)


def _named(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets under names that spreadsheets take, each its own."""
    taken = [README]
    named = []
    for sheet in sheets:
        name = name_sheet(_shorten(sheet.name), taken)
        taken.append(name)
        named.append(replace(sheet, name=name))
    return named


def _shorten(name: str) -> str:
    """A name cut between words where it is longer than spreadsheets take."""
    if len(name) <= LONGEST_NAME or " " not in name[LONGEST_NAME // 2 : LONGEST_NAME + 1]:
        return name[:LONGEST_NAME]
    return name[: LONGEST_NAME + 1].rpartition(" ")[0].rstrip(",;:(")

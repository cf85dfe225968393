"""The workbook: a cover that says what it is and leads everywhere, then one sheet for each table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.index.montecarlo.spread import Uncertainty
from gigawatch.index.result.result import Result
from gigawatch.index.show.telling import tell_facts, tell_steps
from gigawatch.index.show.view import Names
from gigawatch.index.show.word import say
from gigawatch.index.show.workbook.content import Content
from gigawatch.index.show.workbook.fill import fill_workbook
from gigawatch.index.show.workbook.sheet import MOST_ROWS, Sheet, name_sheet, write_sheet

if TYPE_CHECKING:
    import polars as pl
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CREATED = datetime(2000, 1, 1)
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_workbook(
    result: Result,
    path: str | Path,
    *,
    uncertainty: Uncertainty | None = None,
    tables: Mapping[str, pl.DataFrame] | None = None,
    language: str = "en",
    names: Names | None = None,
) -> Path:
    """Write one Excel workbook with everything that a result holds; `tables` are further sheets by name.

    Equal input gives equal bytes: the file holds no time. Numbers are written at full precision, text is never a
    formula. A table longer than a sheet goes on over several. `names` are the units' names.
    """
    import xlsxwriter

    content = Content(result, uncertainty, language, dict(names or {}))
    sheets = [part for sheet in content.list_sheets(tables or {}) for part in _split(sheet)]
    cover = say("sheet.cover", language)
    titles: list[str] = [cover]
    for sheet in sheets:
        titles.append(name_sheet(sheet.name, titles))
    target = Path(path)
    book = xlsxwriter.Workbook(str(target), OPTIONS)
    index = result.structure.by_code[result.structure.roots[0]].names.get(language, result.structure.roots[0])
    book.set_properties({"title": index, "comments": result.hash, "created": CREATED})
    contents = [(title, sheet.about) for title, sheet in zip(titles[1:], sheets, strict=True)]
    _write_cover(book, cover, index, _tell_cover(result, uncertainty, language), contents, language)
    fillings = [write_sheet(book, sheet, title) for title, sheet in zip(titles[1:], sheets, strict=True)]
    book.close()
    fill_workbook(target, [None, *fillings])
    return target


def _split(sheet: Sheet) -> Iterator[Sheet]:
    for start in range(0, max(sheet.frame.height, 1), MOST_ROWS):
        marked = None if sheet.marked is None else sheet.marked[start : start + MOST_ROWS]
        yield Sheet(**{**vars(sheet), "frame": sheet.frame.slice(start, MOST_ROWS), "marked": marked})


def _tell_cover(result: Result, spread: Uncertainty | None, language: str) -> list[tuple[str, str]]:
    """The lines of the cover, each a heading and a text; a line without a text opens a part."""
    lines = [*tell_facts(result, spread, language), ("", ""), (say("cover.method", language), "")]
    for number, told in enumerate(tell_steps(result, language), 1):
        lines.append((f"{number}. {told.name}", f"{told.text} [{told.parameters}]" if told.parameters else told.text))
    lines += [("", ""), (say("cover.reading", language), "")]
    keys = ["r1", "r2", "r3", "r4"] + (["r5"] if spread is not None else [])
    return lines + [("", say(f"cover.{key}", language)) for key in keys]


def _write_cover(
    book: Workbook,
    name: str,
    index: str,
    lines: Sequence[tuple[str, str]],
    contents: Sequence[tuple[str, str]],
    language: str,
) -> None:
    page = book.add_worksheet(name)
    page.hide_gridlines(2)
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 110)
    large, bold = book.add_format({"bold": True, "font_size": 16}), book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    page.write_string(0, 0, say("cover.title", language, index=index), large)
    row = 2
    for head, text in lines:
        page.write_string(row, 0, head, bold)
        page.write_string(row, 1, text, wrapped)
        row += 1
    page.write_string(row + 1, 0, say("cover.contents", language), bold)
    _link_sheets(page, row + 2, contents, book.add_format({"font_color": "#0563c1", "underline": 1}))


def _link_sheets(page: Worksheet, row: int, contents: Sequence[tuple[str, str]], style: Format) -> None:
    for at, (title, about) in enumerate(contents):
        quoted = title.replace("'", "''")
        page.write_url(row + at, 0, f"internal:'{quoted}'!A1", style, title)
        page.write_string(row + at, 1, about)

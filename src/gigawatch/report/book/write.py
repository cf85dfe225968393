"""Sheets as a file that spreadsheets open (Office Open XML): nothing in it is a formula, no clock is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from math import ceil, isinf
from typing import TYPE_CHECKING

from gigawatch.report.block import Content
from gigawatch.report.book.cell import Cell, Cite, Jump, Role, Sheet, Web, Year, tell_numbers
from gigawatch.report.book.look import Look
from gigawatch.report.book.readme import Line

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

UNDATED = "1980-01-01"
HEAD_ROW = 2  # counted from 0: above it the title, and the way back with the note
LONGEST_TEXT, LONGEST_ADDRESS, MOST_LINKS = 32_767, 2_000, 65_000
NARROW, WIDE, FROZEN = 9, 48, 36
LINE, MOST_LINES = 13.5, 12  # points a line; no row is higher than so many
DENSE = 1.12  # letters that stand in one unit of width
README_WIDTHS = (30, 100, 56, 8)
A4, A3, BROAD, BROADEST = 9, 8, 170, 300
GAP = "_)"  # keeps a number off the words to its right
SAMPLED = 400
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
DOUBLE = re.compile("[\u2e80-\U0010ffff]")
LINK = "#0B5CAD"
FONTS = {"en": "Calibri", "zh": "Microsoft YaHei"}


class Writer:
    """Writes one file; `places` are the rows of the statements on the sheet of sources."""

    def __init__(self, content: Content, author: str, look: Look, sources: str, places: Mapping[str, int]) -> None:
        import xlsxwriter

        self.stream = BytesIO()
        told = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
        self.book = xlsxwriter.Workbook(self.stream, told)
        created = datetime.fromisoformat(content.dated or UNDATED)
        self.book.set_properties({"title": content.title, "author": author, "created": created})
        self.lang, self.look, self.sources, self.places = content.lang, look, sources, places
        self.links = 0
        self._formats: dict[tuple[object, ...], Format] = {}

    def write(self, readme: str, lines: Iterable[Line], sheets: Sequence[Sheet], back: str) -> bytes:
        """The bytes of the whole file."""
        self._write_readme(self.book.add_worksheet(readme), lines)
        for sheet in sheets:
            self._write_sheet(self.book.add_worksheet(sheet.name), sheet, Jump(back, readme))
        self.book.close()
        return self.stream.getvalue()

    def _write_readme(self, page: Worksheet, lines: Iterable[Line]) -> None:
        for x, width in enumerate(README_WIDTHS):
            page.set_column(x, x, width)
        page.hide_gridlines(2)
        self._set_print(page, A4)
        for y, line in enumerate(lines):
            page.set_row(y, _height(line.cells, README_WIDTHS) if y else 2 * LINE)
            for x, cell in enumerate(line.cells):
                look = self.look[line.look] if line.look and not x else {}
                head: dict[str, object] = {"bold": True, "bottom": 1} if line.is_head else {}
                size = {"font_size": 16} if not y else {}
                bold = {"bold": True} if not x and not isinstance(cell, Jump) else {}
                self._put(page, y, x, cell, {**bold, **head, **look, **size, "text_wrap": bool(y)})

    def _write_sheet(self, page: Worksheet, sheet: Sheet, back: Jump) -> None:
        widths = [_width(sheet, x) for x in range(len(sheet.columns))]
        for x, width in enumerate(widths):
            page.set_column(x, x, width)
        self.links = 0
        self._put(page, 0, 0, sheet.title, {"bold": True, "font_size": 14, "text_wrap": False})
        self._put(page, 1, 0, back, {"text_wrap": False})
        if len(sheet.columns) > 1 and sheet.note:
            self._put(page, 1, 1, sheet.note, {"font_color": "#57606A", "text_wrap": False})
        for x, column in enumerate(sheet.columns):
            side = {"align": "right"} if column.role is Role.NUMBERS else {}
            self._put(page, HEAD_ROW, x, column.head, {**self.look[column.role], "bold": True, **side})
        page.set_row(HEAD_ROW, _height([column.head for column in sheet.columns], [width - 2 for width in widths]))
        for y, row in enumerate(sheet.rows):
            page.set_row(HEAD_ROW + 1 + y, _height(row, widths))
            for x, cell in enumerate(row):
                mark = sheet.marks.get((y, x))
                self._put(page, HEAD_ROW + 1 + y, x, cell, self.look[mark] if mark else {})
        page.autofilter(HEAD_ROW, 0, HEAD_ROW + max(1, len(sheet.rows)), len(sheet.columns) - 1)
        page.freeze_panes(HEAD_ROW + 1, 1 if widths[0] <= FROZEN and len(widths) > 1 else 0)
        page.repeat_rows(HEAD_ROW)
        self._set_print(page, A3 if sum(widths) > BROAD else A4, ceil(sum(widths) / BROADEST))

    def _set_print(self, page: Worksheet, paper: int, across: int = 1) -> None:
        page.set_landscape()
        page.set_paper(paper)
        page.fit_to_pages(across, 0)
        page.set_footer("&C&A   &P / &N")

    def _format(self, told: Mapping[str, object]) -> Format:
        key = (*told, *told.values())
        if key not in self._formats:
            whole = {"font_name": FONTS[self.lang], "font_size": 10, "valign": "top", "text_wrap": True, **told}
            self._formats[key] = self.book.add_format(whole)
        return self._formats[key]

    def _put(self, page: Worksheet, y: int, x: int, cell: Cell, told: Mapping[str, object]) -> None:
        """One cell in its own type: words are words whatever they begin with. An open end ("over 30") is empty."""
        if cell is None or (isinstance(cell, float) and isinf(cell)):
            if "bg_color" in told or "bottom" in told:
                page.write_blank(y, x, None, self._format(told))
            return
        if isinstance(cell, str):
            page.write_string(y, x, _plain(cell), self._format(told))
        elif isinstance(cell, int | float):
            page.write_number(y, x, cell, self._format({"num_format": number_format(cell), **told}))
        elif isinstance(cell, date):
            moment = datetime(cell.year, cell.month, cell.day)
            page.write_datetime(y, x, moment, self._format({"num_format": "yyyy-mm-dd", "align": "left", **told}))
        elif isinstance(cell, Year):
            page.write_number(y, x, cell.year, self._format({"num_format": "0", "align": "left", **told}))
        elif isinstance(cell, Cite):
            self._put_cite(page, y, x, cell, told)
        elif isinstance(cell, Web):
            self._put_web(page, y, x, cell, told)
        elif isinstance(cell, Jump):
            link = f"internal:{quoted(cell.sheet)}!A1"
            page.write_url(y, x, link, self._format({"font_color": LINK, "underline": 1, **told}), cell.text)

    def _put_cite(self, page: Worksheet, y: int, x: int, cite: Cite, told: Mapping[str, object]) -> None:
        """Source numbers: one as a number, several as words, with a link to the row of the first statement."""
        looks = self._format({"font_color": LINK, "num_format": "0", "align": "left", "indent": 1, **told})
        words = _plain(tell_numbers(cite.numbers))
        if self.links < MOST_LINKS:
            self.links += 1
            row = HEAD_ROW + 2 + self.places[cite.statement]
            page.write_url(y, x, f"internal:{quoted(self.sources)}!A{row}", looks, words)
        if len(cite.numbers) == 1:
            page.write_number(y, x, cite.numbers[0], looks)
        else:
            page.write_string(y, x, words, looks)

    def _put_web(self, page: Worksheet, y: int, x: int, web: Web, told: Mapping[str, object]) -> None:
        looks = self._format({"font_color": LINK, **told})
        if len(web.url) <= LONGEST_ADDRESS and self.links < MOST_LINKS:
            self.links += 1
            page.write_url(y, x, web.url, looks, web.url)
        page.write_string(y, x, _plain(web.url), looks)


def quoted(sheet: str) -> str:
    """A sheet's name as links have it."""
    return "'" + sheet.replace("'", "''") + "'"


def number_format(value: float) -> str:
    """As many decimals as a number has, four at most; of one with more, three digits behind nought, two else."""
    for digits in range(5):
        if round(value, digits) == value:
            return f"#,##0.{'0' * digits}{GAP}" if digits else f"#,##0{GAP}"
    return f"#,##0.00{GAP}" if abs(value) >= 1 else f"0.000{GAP}" if abs(value) >= 0.001 else f"0.00E+00{GAP}"


def _plain(text: str) -> str:
    return ILLEGAL.sub("", text)[:LONGEST_TEXT]


def _width(sheet: Sheet, column: int) -> float:
    """How wide a column stands, in Excel's measure, by its head and its first cells."""
    longest = max((_length(row[column]) for row in sheet.rows[:SAMPLED]), default=0)
    head = sheet.columns[column].head
    return min(WIDE, max(NARROW, longest + 2, min(24, _length(head) + 4)))


def _height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """How high a row stands, in points, by the lines of its words: not every program works that out on opening."""
    lines = (ceil(_length(cell) / max(1.0, DENSE * width)) for cell, width in zip(cells, widths, strict=False))
    return LINE * min(MOST_LINES, max(1, *lines, 1))


def _length(cell: Cell) -> int:
    if isinstance(cell, date):
        return 10
    if isinstance(cell, Cite):
        return min(14, len(tell_numbers(cell.numbers)))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return len(f"{cell:,.2f}")
    text = cell.url if isinstance(cell, Web) else cell.text if isinstance(cell, Jump) else str(cell or "")
    if text.isascii():
        return len(text)
    return len(text) + len(DOUBLE.findall(text))

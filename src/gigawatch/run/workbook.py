"""The workbook: facts, candidates and sources as typed, filtered sheets, and one that says how to read and cite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.store import tables

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Row = Mapping[str, object]
WIDTH = 18
NOTES = (
    ("What this is", "The ledger of a Gigawatch workspace: every value leads to the words it came from."),
    ("fact", "One settled value of a thing, measure, period, status and perimeter. Read verdict before you quote it."),
    ("candidate", "Every statement behind a fact, kept or lost, with the reason."),
    ("document", "The sources, with address, publisher and date. Cite these beside the edition."),
    ("Hedges", "qualifier keeps the source's hedge: `over 30` means 30 or more, not 30."),
    ("Licence", "Figures keep the licences of their sources, named in the sheet document and in observation.csv."),
)


def write_workbook(path: Path, edition: str, sheets: Mapping[str, Sequence[Row]]) -> None:
    """Write the sheets with typed cells, frozen heads and filters; the same rows give the same bytes."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"Gigawatch edition {edition}", "created": datetime(2000, 1, 1)})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    about = book.add_worksheet("README")
    about.set_column(0, 0, WIDTH)
    for number, (head, text) in enumerate((*NOTES, ("Edition", edition))):
        about.write_string(number, 0, head, bold)
        about.write_string(number, 1, text)
    for name, rows in sheets.items():
        _write_sheet(book.add_worksheet(name), name, rows, bold, day)
    book.close()


def _write_sheet(sheet: Worksheet, name: str, rows: Sequence[Row], bold: Format, day: Format) -> None:
    names = [column for column in tables()[name].names if column != "text"]
    sheet.set_column(0, len(names) - 1, WIDTH)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(rows)), len(names) - 1)
    for x, column in enumerate(names):
        sheet.write_string(0, x, column, bold)
        for y, row in enumerate(rows, start=1):
            _write_cell(sheet, y, x, row[column], day)


def _write_cell(sheet: Worksheet, y: int, x: int, value: object, day: Format) -> None:
    if isinstance(value, date):
        sheet.write_datetime(y, x, datetime(value.year, value.month, value.day), day)
    elif isinstance(value, bool):
        sheet.write_boolean(y, x, value)
    elif isinstance(value, int | float):
        sheet.write_number(y, x, value)
    elif value is not None:
        sheet.write_string(y, x, str(value))

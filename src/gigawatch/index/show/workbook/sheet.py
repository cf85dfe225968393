"""A frame as a sheet: frozen headings, widths, number formats, shading by Excel's own conditional formats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING

from gigawatch.index.input.values import Flags
from gigawatch.index.show.chart.frame import measure
from gigawatch.index.show.workbook.fill import Filling

if TYPE_CHECKING:
    import polars as pl
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_000_000
NARROW, WIDE = 9.0, 44.0
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
SHADES: Mapping[str, Mapping[str, object]] = {
    "bar": {"type": "data_bar", "bar_color": "#9ecae1", "bar_solid": True},
    "scale": {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#6BAED6"},
    "sign": {"type": "3_color_scale", "min_color": "#F4A582", "mid_color": "#FFFFFF", "max_color": "#92C5DE",
             "mid_type": "num", "mid_value": 0},
}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A frame to write. `heads` are the shown headings, `above` the names over them (empty for one heading row).

    `shades` names the shading of a column, `formats` its number format where the values do not decide it. `marked` is
    rows x the last columns: cells to colour. `below` colours the numbers of a column under a bound.
    """

    name: str
    about: str
    frame: pl.DataFrame
    heads: Sequence[str]
    above: Sequence[str] = ()
    shades: Mapping[str, str] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    below: Mapping[str, float] = field(default_factory=dict)
    marked: Flags | None = None
    frozen: int = 1


def name_sheet(wanted: str, taken: Sequence[str]) -> str:
    """A name that Excel takes: at most 31 characters, none of []:*?/\\, unlike all taken whatever their case."""
    plain = " ".join(wanted.translate(FORBIDDEN).split()).strip("'") or "-"
    lower = {name.lower() for name in taken} | {"history"}
    for number in range(1, len(taken) + 3):
        tail = "" if number == 1 else f" ({number})"
        name = plain[: 31 - len(tail)].strip().strip("'") + tail
        if name.lower() not in lower:
            return name
    raise AssertionError("one of so many names is free")


def write_sheet(book: Workbook, sheet: Sheet, name: str) -> Filling | None:
    """Write a sheet but for its rows, which are filled in once the book is closed; None where it has none."""
    page = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    small = book.add_format({"font_color": "#6b7480", "text_wrap": True, "valign": "top"})
    formats = [book.add_format({"num_format": choose_format(sheet, column)}) for column in sheet.frame.columns]
    loud = [
        book.add_format({"num_format": choose_format(sheet, column), "bg_color": "#F9CB86"})
        for column in sheet.frame.columns
    ]
    _set_widths(page, sheet)
    top = 1 if sheet.above else 0
    for column, text in enumerate(sheet.above):
        page.write_string(0, column, text, small)
    for column, text in enumerate(sheet.heads):
        page.write_string(top, column, text, head)
    page.freeze_panes(top + 1, min(sheet.frozen, sheet.frame.width))
    for row, styles in enumerate((formats, loud), top + 1):
        for column, style in enumerate(styles):
            page.write_blank(row, column, None, style)
    last = max(top + 1, top + sheet.frame.height)
    if sheet.frame.width:
        page.autofilter(top, 0, last, sheet.frame.width - 1)
    _shade(book, page, sheet, top + 1, last)
    return Filling(sheet, top + 1) if sheet.frame.width else None


def choose_format(sheet: Sheet, column: str) -> str:
    """The number format of a column: as many decimals as the size of its numbers calls for."""
    if column in sheet.formats:
        return sheet.formats[column]
    values = sheet.frame[column]
    if not values.dtype.is_float():
        return "0" if values.dtype.is_integer() else "General"
    known = values.drop_nulls().drop_nans().abs()
    top = known.max()
    if not isinstance(top, float) or not isfinite(top) or bool((known == known.round(0)).all()):
        return "General"
    return "#,##0" if top >= 10_000 else "0.00" if top >= 10 else "0.000" if top >= 0.1 else "General"


def _set_widths(page: Worksheet, sheet: Sheet) -> None:
    """Widths in Excel's measure (about seven pixels each), from the heading and the first rows of text."""
    for at, column in enumerate(sheet.frame.columns):
        texts = [sheet.heads[at]]
        if not sheet.frame[column].dtype.is_numeric():
            texts += [str(text) for text in sheet.frame[column].head(200).to_list() if text is not None]
        needed = max(measure(text, 14) / 7 for text in texts) + 3
        page.set_column(at, at, min(WIDE, max(NARROW, needed)))


def _shade(book: Workbook, page: Worksheet, sheet: Sheet, first: int, last: int) -> None:
    """Conditional formats that Excel works itself."""
    low = book.add_format({"bg_color": "#F9CB86"})
    for at, column in enumerate(sheet.frame.columns):
        if column in sheet.shades:
            page.conditional_format(first, at, last, at, dict(SHADES[sheet.shades[column]]))
        if column in sheet.below:
            rule = {"type": "cell", "criteria": "<", "value": sheet.below[column], "format": low}
            page.conditional_format(first, at, last, at, {**rule, "stop_if_true": False})

"""The cells of large sheets, written straight into the file: whole columns at once, every number at full precision.

Writing cell by cell takes minutes for millions of cells and keeps 16 of a number's 17 digits. So each sheet is first
written with its headings and two empty rows that carry the styles (usual, marked); then the real rows take their place.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from gigawatch.index.show.workbook.sheet import Sheet

DATE = (1980, 1, 1, 0, 0, 0)
PART = 50_000
LONGEST = 32_767
ILLEGAL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x{fffe}\x{ffff}]"
STYLE = re.compile(r' s="(\d+)"')


@dataclass(frozen=True)
class Filling:
    """A sheet whose rows are still to be written, and the first of its two style rows (counted from 0)."""

    sheet: Sheet
    first: int


def fill_workbook(path: Path, fillings: Sequence[Filling | None]) -> None:
    """Put the rows of every sheet in place; `fillings` has an entry for each sheet, None for one that is complete."""
    by_name = {f"xl/worksheets/sheet{number}.xml": filling for number, filling in enumerate(fillings, 1)}
    with zipfile.ZipFile(path) as book:
        parts = [(name, book.read(name)) for name in book.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts:
            filling = by_name.get(name)
            text = content if filling is None else _fill(content.decode(), filling).encode()
            info = zipfile.ZipInfo(name, DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            book.writestr(info, text, compresslevel=3)


def _fill(text: str, filling: Filling) -> str:
    from xlsxwriter.utility import xl_range

    start, end = text.index(f'<row r="{filling.first + 1}"'), text.index("</sheetData>")
    usual, marked = (STYLE.findall(row) for row in text[start:end].split("</row>")[:2])
    rows = "".join(_write_rows(filling, usual, marked))
    last = filling.first + filling.sheet.frame.height - 1
    size = f'<dimension ref="{xl_range(0, 0, last, filling.sheet.frame.width - 1)}"/>'
    head = re.sub(r'<dimension ref="[^"]*"/>', size, text[:start], count=1)
    return head + rows + text[end:]


def _write_rows(filling: Filling, usual: Sequence[str], marked: Sequence[str]) -> Iterator[str]:
    import polars as pl

    sheet = filling.sheet
    begins = sheet.frame.width - (0 if sheet.marked is None else sheet.marked.shape[1])
    for start in range(0, sheet.frame.height, PART):
        part = sheet.frame.slice(start, PART)
        number = pl.Series("row", range(filling.first + start + 1, filling.first + start + part.height + 1))
        row = number.cast(pl.String)
        columns = []
        for at, column in enumerate(part.iter_columns()):
            style = pl.repeat(usual[at], part.height, eager=True)
            if sheet.marked is not None and at >= begins:
                is_marked = pl.Series(sheet.marked[start : start + PART, at - begins])
                style = pl.select(pl.when(is_marked).then(pl.lit(marked[at])).otherwise(style)).to_series()
            columns.append(_write_column(column, at, row, style))
        cells = pl.DataFrame([column.alias(str(at)) for at, column in enumerate(columns)])
        whole = cells.select(pl.concat_str(pl.all(), ignore_nulls=True)).to_series()
        yield from ('<row r="' + row + '">' + whole + "</row>").to_list()


def _write_column(column: pl.Series, at: int, row: pl.Series, style: pl.Series) -> pl.Series:
    """The cells of a column as text; null where there is none."""
    import polars as pl
    from xlsxwriter.utility import xl_col_to_name

    begin = f'<c r="{xl_col_to_name(at)}' + row + '" s="' + style
    if column.dtype == pl.Boolean:
        return begin + '" t="b"><v>' + column.cast(pl.Int8).cast(pl.String) + "</v></c>"
    if not column.dtype.is_numeric():
        return _as_text(begin, column)
    number = begin + '"><v>' + column.cast(pl.String) + "</v></c>"
    if not column.dtype.is_float():
        return number
    is_number = column.is_finite()
    if is_number.all():
        return number
    words = _as_text(begin, column.fill_nan(None))
    return pl.select(pl.when(is_number).then(number).otherwise(words)).to_series()


def _as_text(begin: pl.Series, column: pl.Series) -> pl.Series:
    """Text is text whatever it begins with: a cell of this kind is never a formula."""
    import polars as pl

    texts = [None if value is None else str(value) for value in column.to_list()] if column.dtype != pl.String else []
    plain = column if column.dtype == pl.String else pl.Series(texts, dtype=pl.String)
    safe = plain.str.replace_all(ILLEGAL, "").str.slice(0, LONGEST)
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        safe = safe.str.replace_all(character, entity, literal=True)
    return begin + '" t="inlineStr"><is><t xml:space="preserve">' + safe + "</t></is></c>"

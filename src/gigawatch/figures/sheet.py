"""The cells of a table file as text, before anything is read into them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from gigawatch.figures.fault import Fault
from gigawatch.intake.file import read_file
from gigawatch.intake.limit import DEFAULT, Limits
from gigawatch.model import InputError

SUFFIXES = (".csv", ".tsv", ".txt")
"""How the names of tables end that are read."""
_UNREAD = {
    ".xlsx": "Excel workbooks",
    ".xls": "Excel workbooks",
    ".xlsm": "Excel workbooks",
    ".ods": "OpenDocument tables",
    ".parquet": "Parquet files",
    ".json": "JSON files",
    ".numbers": "Numbers tables",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The heading and the rows of a table; `faults` are the rows whose cells do not fit the heading."""

    heading: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    faults: tuple[Fault, ...]


def read_sheet(path: Path, limits: Limits = DEFAULT, *, follow: bool = True, where: str | None = None) -> Sheet:
    """The cells of a CSV file, split by comma, semicolon or tab, whichever its heading uses; empty rows are skipped.

    Faults name it by its path, or as `where`.
    """
    where = where or str(path)
    text = _text(path, limits, follow, where).lstrip("\r\n")
    if not text.strip():
        raise InputError("the table is empty", where=where)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    cells: list[tuple[str, ...]] = []
    try:
        for row in rows:
            _check_size(len(row), len(cells), limits, where)
            cells.append(tuple(cell.strip() for cell in row))
    except csv.Error as error:
        raise InputError(f"this is no CSV: {error}", where=where) from error
    return _sheet(cells)


def _check_size(columns: int, rows: int, limits: Limits, where: str) -> None:
    if columns > limits.table_columns:
        raise limits.refuse("table_columns", f"a row of the table has {columns:,} cells", where)
    if rows > limits.table_rows:
        raise limits.refuse("table_rows", f"the table has over {limits.table_rows:,} rows", where)


def _sheet(cells: list[tuple[str, ...]]) -> Sheet:
    heading, body = cells[0], [(number, row) for number, row in enumerate(cells[1:], 1) if any(row)]
    width = len(heading)
    faults = tuple(
        Fault(number, "*", f"the row has {len(row)} cells, the heading {width}", "quote cells that hold the delimiter")
        for number, row in body
        if len(row) != width
    )
    return Sheet(heading, tuple((number, row) for number, row in body if len(row) == width), faults)


def _text(path: Path, limits: Limits, follow: bool, where: str) -> str:
    suffix = path.suffix.lower()
    if suffix in _UNREAD:
        raise InputError(f"{_UNREAD[suffix]} ({suffix}) are not read yet", where=where, hint="save it as CSV, UTF-8")
    if suffix not in SUFFIXES:
        raise InputError(f"a table ending in {suffix or 'nothing'} is not read", where=where, hint="give a .csv")
    try:
        raw = read_file(path, limits.table_bytes + 1, follow=follow)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=where, hint="check the path") from error
    if len(raw) > limits.table_bytes:
        raise limits.refuse("table_bytes", f"the table has over {limits.table_bytes:,} bytes", where)
    return _decode(raw, where)


def _decode(raw: bytes, name: str) -> str:
    encodings = ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and (encoding != "gb18030" or _is_chinese(text)):
            return text
    raise InputError("the encoding is unknown, or this is no text", where=name, hint="save it as CSV, UTF-8")


def _is_chinese(text: str) -> bool:
    """Whether most characters beyond ASCII are common Chinese ones: Latin letters misread as GB18030 are rare ones."""
    beyond = [character for character in text if not character.isascii()]
    return len("".join(beyond).encode("gb2312", "ignore")) >= 2 * 0.9 * len(beyond)


def _delimiter(text: str) -> str:
    return max(",;\t", key=text.partition("\n")[0].count)

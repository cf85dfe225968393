"""Word files (.docx): paragraphs and table rows in the order in which they stand; deleted text is left out."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from gigawatch.intake.extract import Extract
from gigawatch.intake.limit import Limits
from gigawatch.intake.text import check_text, tidy_text
from gigawatch.model import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

OLE = b"\xd0\xcf\x11\xe0"
BODY = "word/document.xml"
SMALL = 1_000_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
LEFT_OUT = {f"{W}del", f"{W}moveFrom", FALLBACK}
MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def read_word(data: bytes, limits: Limits, where: str, _declared: str | None = None) -> Extract:
    """The text of a Word file: a line for each paragraph, a line with tabs for each table row."""
    from docx import api
    from lxml.etree import LxmlError

    _check_zip(data, limits, where)
    try:
        found = api.Document(BytesIO(data))
        body = getattr(found.element, "body", None)
        if body is None:
            raise ValueError("it has no body")
        lines = list(_lines(body))
        core = found.core_properties
        values = {"title": core.title or None, "published": _read_day(core.created)}
    except (LxmlError, KeyError, ValueError, BadZipFile, OSError, zlib.error) as error:
        raise InputError("the Word file is damaged", where=where, hint="open it in Word and save it again") from error
    text = tidy_text("\n".join(lines)).strip("\n") + "\n"
    return Extract(check_text(text, limits, where), {k: v for k, v in values.items() if v is not None})


def _check_zip(data: bytes, limits: Limits, where: str) -> None:
    if data.startswith(OLE):
        hint = "save it in Word without a password as .docx"
        raise InputError("the Word file is encrypted or of the old .doc kind", where=where, hint=hint)
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise InputError("this is no Word file (.docx)", where=where, hint="check the file") from error
    if BODY not in {entry.filename for entry in entries}:
        raise InputError("this is no Word file (.docx)", where=where, hint="check the file")
    if len(entries) > limits.zip_entries:
        raise limits.refuse("zip_entries", f"the Word file holds {len(entries):,} parts", where)
    total = sum(entry.file_size for entry in entries)
    if total > limits.zip_bytes:
        raise limits.refuse("zip_bytes", f"the Word file has {total:,} bytes when unpacked", where)
    for entry in entries:
        if entry.file_size > max(SMALL, limits.zip_ratio * entry.compress_size):
            ratio = entry.file_size // max(1, entry.compress_size)
            raise limits.refuse("zip_ratio", f"a part of the Word file grows {ratio:,} times when unpacked", where)


def _lines(body: _Element) -> Iterator[str]:
    """A line for each paragraph outside tables, and for each row of a table."""
    for child in body:
        if child.tag in LEFT_OUT:
            continue
        if child.tag == f"{W}p":
            yield "".join(_pieces(child))
        elif child.tag == f"{W}tr":
            yield "\t".join(" ".join(_cell(cell)) for cell in child.iter(f"{W}tc") if _row_of(cell) is child)
        else:
            yield from _lines(child)


def _cell(cell: _Element) -> Iterator[str]:
    return ("".join(_pieces(p)).replace("\n", " ") for p in cell.iter(f"{W}p"))


def _row_of(cell: _Element) -> _Element | None:
    return next(cell.iterancestors(f"{W}tr"), None)


def _pieces(element: _Element) -> Iterator[str]:
    for child in element:
        if child.tag in LEFT_OUT:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in MARKS:
            yield MARKS[child.tag]
        elif child.tag == f"{W}p":
            yield "\n"
            yield from _pieces(child)
        else:
            yield from _pieces(child)


def _read_day(made: datetime | None) -> datetime | None:
    """The day on which the file was made; none for the fixed day of a well-known template."""
    return None if made is None or (made.year, made.month, made.day) == (2013, 12, 23) else made

"""What an answer holds: its columns and rows as text, read as they are asked for, or one line why it cannot be read."""

from __future__ import annotations

import csv
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gigawatch.figures.live.source import Form, Source
from gigawatch.intake.limit import Limits
from gigawatch.model import InputError

Row = Mapping[str, str]
AGAIN = "fetch it again; if it stays so, the provider has changed its format"
SHOWN = 80
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    struct.error,
)
Json = Mapping[str, "Json"] | Sequence["Json"] | str | bool | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns of an answer in their order, its rows, and the day on which it says it was published ("" if none).

    Rows have the cells of the columns that the source's descriptor names, and may have others.
    """

    columns: tuple[str, ...]
    rows: Iterator[Row]
    vintage: str = ""


def read_answer(data: bytes, source: Source, limits: Limits, where: str) -> Answer:
    """The columns and rows of the bytes of one answer."""
    if not data.strip():
        raise InputError("the answer is empty", where=where, hint=AGAIN)
    if source.form is Form.JSON:
        return _read_json(data, source, where)
    return _read_csv(_unzip(data, limits, where) if source.form is Form.ZIP else data, source, where)


def _read_csv(data: bytes, source: Source, where: str) -> Answer:
    lines = csv.reader(io.TextIOWrapper(io.BytesIO(data), encoding=source.encoding, newline=""), strict=True)
    try:
        heading = tuple(cell.strip() for cell in next(lines, ()))
    except (csv.Error, UnicodeDecodeError) as error:
        raise InputError(f"this is no CSV: {error}", where=where, hint=AGAIN) from error
    if heading and heading[0].lstrip().startswith(("<", "{")):
        raise InputError(f"this is no CSV: {_show(data)}", where=where, hint=AGAIN)
    while heading and not heading[-1]:  # lines of the European Central Bank end with a comma
        heading = heading[:-1]
    named = {name.casefold() for column in source.columns for name in (column.name, *column.names)}
    places = {name: place for place, name in enumerate(heading) if name.casefold() in named}
    return Answer(heading, _rows(len(heading), places, lines, where))


def _rows(width: int, places: Mapping[str, int], lines: Iterator[list[str]], where: str) -> Iterator[Row]:
    number = 0
    try:
        for number, cells in enumerate(lines, 1):
            if not any(cells):
                continue
            if len(cells) < width or (len(cells) > width and any(cells[width:])):
                what = f"row {number} has {len(cells)} cells, the heading {width}"
                raise InputError(what, where=where, hint=AGAIN)
            yield {name: cells[place].strip() for name, place in places.items()}
    except (csv.Error, UnicodeDecodeError) as error:
        raise InputError(f"this is no CSV from row {number + 1} on: {error}", where=where, hint=AGAIN) from error


def _unzip(data: bytes, limits: Limits, where: str) -> bytes:
    """The one CSV file of a zip, within the limits of intake."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = [name for name in packed.namelist() if name.lower().endswith(".csv")]
            if len(packed.infolist()) > limits.zip_entries:
                raise limits.refuse("zip_entries", f"it holds {len(packed.infolist()):,} files", where)
            if len(names) != 1:
                raise InputError(f"the zip holds {len(names)} CSV files, not one", where=where, hint=AGAIN)
            with packed.open(names[0]) as member:
                plain = member.read(limits.zip_bytes + 1)
    except DAMAGE as error:
        raise InputError(f"this is no zip: {_show(data)}", where=where, hint=AGAIN) from error
    if len(plain) > limits.zip_bytes:
        raise limits.refuse("zip_bytes", "the file is too large when unpacked", where)
    return plain


def _read_json(data: bytes, source: Source, where: str) -> Answer:
    whole = read_json(data, where)
    pages = _find(whole, source.pages) if source.pages else None
    if pages not in (None, "0", "1"):
        what = f"the answer is one of {pages} pages"
        raise InputError(what, where=where, hint="ask for less with --option, so that it fits on one")
    records = _find(whole, source.records)
    if not isinstance(records, list):
        what = f"there are no rows at {source.records!r}: {_show(data)}"
        raise InputError(what, where=where, hint=AGAIN)
    rows = [_flatten(record) for record in records if isinstance(record, Mapping)]
    vintage = _find(whole, source.vintage) if source.vintage else None
    columns = dict.fromkeys(name for row in rows for name in row)
    full = ({name: row.get(name, "") for name in columns} for row in rows)
    return Answer(tuple(columns), full, vintage[:10] if isinstance(vintage, str) else "")


def read_json(data: bytes, where: str) -> Json:
    """A JSON text whose numbers stay as they were written; InputError when it is none."""
    try:
        found: Json = json.loads(data, parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise InputError(f"this is no JSON: {_show(data)}", where=where, hint=AGAIN) from error
    return found


def _find(whole: Json, place: str) -> Json:
    """What lies at keys and positions joined with dots; None where nothing does."""
    for step in filter(None, place.split(".")):
        if isinstance(whole, Mapping):
            whole = whole.get(step)
        elif isinstance(whole, list) and step.isdigit() and int(step) < len(whole):
            whole = whole[int(step)]
        else:
            return None
    return whole


def _flatten(record: Mapping[str, Json], before: str = "") -> dict[str, str]:
    """The cells of a record by their keys joined with dots; lists are no cells."""
    cells: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, Mapping):
            cells |= _flatten(value, f"{before}{key}.")
        elif not isinstance(value, list):
            cells[f"{before}{key}"] = "" if value is None else str(value).strip()
    return cells


def _show(data: bytes) -> str:
    return repr(" ".join(data[:SHOWN].decode("utf-8", "replace").split()))

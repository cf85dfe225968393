"""One file of the log as lines: comma-separated, tolerant of what editors and spreadsheets do to such files.

A byte order mark, semicolons or tabs instead of commas, columns in another order, empty lines, lines that begin with
`#`, and a second heading in the middle (two files joined) are all read. One line is one judgement, so that a slip in
one line costs that line only and git can join two people's lines. A cell that a spreadsheet would run as a formula is
written with an apostrophe before it, which is no part of what it says.
"""

from __future__ import annotations

import csv
import errno
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gigawatch.ledger.review.kind import ReviewKind
from gigawatch.model import InputError

DELIMITERS = (",", ";", "\t")
FORMULA = re.compile(r"[=+\-@]")
NUMBER = re.compile(r"[+-]?[0-9][0-9_.]*(?:[eE][+-]?[0-9]+)?")
CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file with its number (from 1) and its cells by column."""

    where: str
    cells: dict[str, str]


def read_sheet(path: Path, name: str, kind: ReviewKind) -> Iterator[Line | InputError]:
    """The lines of a file, and in place of each that cannot be read its fault, with file and line number."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        yield InputError("the file is not UTF-8", where=name, hint="save it as UTF-8 (in a spreadsheet: CSV UTF-8)")
        return
    except OSError as error:
        yield InputError(f"cannot be read: {error.strerror}", where=name, hint="check its permissions")
        return
    yield from _read_lines(text.splitlines(), name, kind)


def _read_lines(lines: Sequence[str], name: str, kind: ReviewKind) -> Iterator[Line | InputError]:
    head: list[str] | None = None
    delimiter = ","
    for number, text in enumerate(lines, start=1):
        where = f"{name}:{number}"
        if not text.strip(",;\t ") or text.lstrip().startswith("#"):
            continue
        if text.startswith(CONFLICT):
            yield InputError("a merge that is not finished", where=where, hint="keep both sides' lines, drop the marks")
            continue
        found = _heading(text, kind)
        if found is not None:
            delimiter, head = found
        elif head is None:
            yield _no_heading(text, kind, where)
            return
        else:
            yield _read_line(text, delimiter, head, where)


def _heading(text: str, kind: ReviewKind) -> tuple[str, list[str]] | None:
    """The delimiter and columns of a line that is a heading; a column that is not known is passed over."""
    for delimiter in DELIMITERS:
        names = [cell.strip().strip('"').casefold() for cell in text.split(delimiter)]
        if set(kind.needs) <= set(names):
            return delimiter, names
    return None


def _no_heading(text: str, kind: ReviewKind, where: str) -> InputError:
    """What a first line lacks to be a heading: some columns that every line needs, or all of them."""
    named = {cell.strip().strip('"').casefold() for delimiter in DELIMITERS for cell in text.split(delimiter)}
    lacking = [name for name in kind.needs if name not in named]
    what = f"the heading has no column {', '.join(lacking)}" if named & set(kind.columns) else "the heading is missing"
    return InputError(what, where=where, hint=f"the first line must name the columns: {','.join(kind.columns)}")


def _read_line(text: str, delimiter: str, head: Sequence[str], where: str) -> Line | InputError:
    try:
        (cells,) = csv.reader([text], delimiter=delimiter, strict=True)
    except (csv.Error, ValueError):
        return InputError("a quotation mark is not closed", where=where, hint="one judgement is one line")
    if any(cell.strip() for cell in cells[len(head) :]):
        hint = f"put a text that has a {delimiter!r} between quotation marks"
        return InputError(f"{len(cells)} cells for {len(head)} columns", where=where, hint=hint)
    filled = [*cells, *[""] * (len(head) - len(cells))]
    return Line(where, {name: _without_lead(cell.strip()) for name, cell in zip(head, filled, strict=False)})


def write_lines(path: Path, kind: ReviewKind, rows: Sequence[dict[str, str]]) -> None:
    """Append lines under the columns that the file has; a new file gets its heading first. Nothing is rewritten.

    All of them reach the disk in one piece, or none: what was cut short by a full disk is taken away again.
    """
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    headings = [found for line in text.splitlines() if (found := _heading(line, kind))]
    if text.strip() and not headings:
        raise _no_heading(text.lstrip().splitlines()[0], kind, str(path))
    delimiter, head = headings[-1] if headings else (",", list(kind.columns))
    missing = any(cell and name not in head for cells in rows for name, cell in cells.items())
    fresh = [] if headings else [head]
    if missing:  # a file with fewer columns goes on under a heading that has them all
        delimiter, head = ",", list(kind.columns)
        fresh = [head]
    lead = "\n" if text and not text.endswith("\n") else ""
    body = [[lead_formula(cells.get(name, "")) for name in head] for cells in rows]
    path.parent.mkdir(parents=True, exist_ok=True)
    append_whole(path, lead + "".join(_format(row, delimiter) for row in [*fresh, *body]))


def append_whole(path: Path, text: str) -> None:
    """Add a text to a file and see it on the disk; where it does not fit, the file is left as it was."""
    with path.open("ab", buffering=0) as file:
        before = file.seek(0, os.SEEK_END)
        data = text.encode()
        try:
            if file.write(data) != len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            os.fsync(file.fileno())
        except OSError:
            file.truncate(before)
            raise


def lead_formula(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula, led by an apostrophe; a number stays as it is.

    >>> lead_formula("=1+1"), lead_formula("-5"), lead_formula("the notice")
    ("'=1+1", '-5', 'the notice')
    """
    return f"'{cell}" if FORMULA.match(cell) and not NUMBER.fullmatch(cell) else cell


def _without_lead(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and FORMULA.match(cell[1:]) else cell


def _format(cells: Sequence[str], delimiter: str) -> str:
    from io import StringIO

    out = StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerow([" ".join(cell.split()) for cell in cells])
    return out.getvalue()

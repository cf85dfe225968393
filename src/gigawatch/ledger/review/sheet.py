"""One file of the log as lines: comma-separated, tolerant of what editors and spreadsheets do to such files.

A byte order mark, semicolons or tabs instead of commas, columns in another order, empty lines, lines that begin with
`#`, and a second heading in the middle (two files joined) are all read. One line is one judgement, so that a slip in
one line costs that line only and git can join two people's lines.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gigawatch.ledger.review.kind import ReviewKind
from gigawatch.model import InputError

DELIMITERS = (",", ";", "\t")
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
    return Line(where, {name: cell.strip() for name, cell in zip(head, filled, strict=False)})


def write_line(path: Path, kind: ReviewKind, cells: dict[str, str]) -> None:
    """Append one line under the columns that the file has; a new file gets its heading first. Nothing is rewritten."""
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    headings = [found for line in text.splitlines() if (found := _heading(line, kind))]
    if text.strip() and not headings:
        raise _no_heading(text.lstrip().splitlines()[0], kind, str(path))
    delimiter, head = headings[-1] if headings else (",", list(kind.columns))
    missing = sorted(name for name, cell in cells.items() if cell and name not in head)
    fresh = [] if headings else [head]
    if missing:  # a file with fewer columns goes on under a heading that has them all
        delimiter, head = ",", list(kind.columns)
        fresh = [head]
    lead = "\n" if text and not text.endswith("\n") else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(lead + "".join(_format(row, delimiter) for row in [*fresh, [cells.get(n, "") for n in head]]))


def _format(cells: Sequence[str], delimiter: str) -> str:
    from io import StringIO

    out = StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerow([" ".join(cell.split()) for cell in cells])
    return out.getvalue()

"""A table of the report as a sheet: each of its columns as words, as numbers with their hedges, and as sources."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.model import Settlement
from gigawatch.report.block import RefKind, Runs, Table, Value
from gigawatch.report.book.cell import Cell, Column, Mark, Role, Sheet, day_cell
from gigawatch.report.book.citing import Citer
from gigawatch.report.book.number import number_columns
from gigawatch.report.datum import Day, Number
from gigawatch.report.figure import find_figures
from gigawatch.report.pen import Pen

MARKS = {Settlement.OPEN: Mark.OPEN, Settlement.ABSTAINED: Mark.UNDECIDED}


Columns = list[tuple[Column, list[Cell]]]


def sheet_of_table(pen: Pen, citer: Citer, table: Table, name: str, section: str) -> Sheet:
    """The sheet of a table, with every figure's sources: beside each column, or once where all columns share them."""
    by_head = [(head, [row[place] for row in table.spelled or table.rows]) for place, head in enumerate(table.head)]
    sources = [
        [citer.cite(run.ref for run in cell if isinstance(run, Value)) for cell in cells] for _, cells in by_head
    ]
    shared = _shared(sources)
    columns: Columns = []
    marks: dict[tuple[int, int], Mark] = {}
    for place, (head, cells) in enumerate(by_head):
        marks |= {(y, len(columns)): mark for y, cell in enumerate(cells) if (mark := _mark(pen, cell))}
        columns += _expand(pen, head, cells, is_numeric=place in table.numeric)
        if shared is None and any(sources[place]):
            columns.append((Column(pen.word("book.sources_of", head=head), Role.SOURCES), sources[place]))
    if shared is not None:
        columns.append((Column(pen.word("book.sources"), Role.SOURCES), shared))
    rows = tuple(zip(*(cells for _, cells in columns), strict=True))
    note = "".join(run.text for run in table.note)
    return Sheet(name, table.caption, section, note, [column for column, _ in columns], rows, marks)


def _shared(sources: Sequence[Sequence[Cell]]) -> list[Cell] | None:
    """The sources of each row where all its figures have the same; None where those of some row differ."""
    told = [list(dict.fromkeys(cell for cell in row if cell is not None)) for row in zip(*sources, strict=True)]
    if not any(told) or any(len(row) > 1 for row in told):
        return None
    return [row[0] if row else None for row in told]


def _expand(pen: Pen, head: str, cells: Sequence[Runs], *, is_numeric: bool) -> Columns:
    """The columns of words and numbers that one column of the report becomes."""
    numbers = [_number(cell) for cell in cells]
    has_numbers = any(numbers) and (is_numeric or all(numbers))
    found: Columns = []
    if not has_numbers or not all(_is_plain(cell) for cell in cells):
        printed = pen.word("book.printed", head=head) if has_numbers else head
        found.append((Column(printed), [_words(cell) for cell in cells]))
    if has_numbers:
        found += number_columns(pen, head, numbers)
    return found


def _number(cell: Runs) -> Number | None:
    """The first number of a cell."""
    return next((run.datum for run in cell if isinstance(run.datum, Number)), None)


def _is_plain(cell: Runs) -> bool:
    """True where a cell holds nothing, or one number and no hedge or range, so that its words say no more."""
    if not cell:
        return True
    datum = cell[0].datum
    is_exact = isinstance(datum, Number) and datum.bound is None and datum.value is not None
    return len(cell) == 1 and is_exact and len(find_figures(cell[0].text)) == 1


def _words(cell: Runs) -> Cell:
    if len(cell) == 1 and isinstance(cell[0].datum, Day):
        return day_cell(cell[0].datum.iso, cell[0].text)
    return "".join(run.text for run in cell) or None


def _mark(pen: Pen, cell: Runs) -> Mark | None:
    """Whether the first figure of a cell is a fact that sources leave in doubt."""
    first = next((run for run in cell if isinstance(run, Value)), None)
    if first is None or first.ref.kind is not RefKind.FACT or not isinstance(first.datum, Number):
        return None
    return MARKS.get(pen.ledger.facts[first.ref.id].verdict)

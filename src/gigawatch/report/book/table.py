"""A table of the report as a sheet: each of its columns as words, as numbers with their hedges, and as sources."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.model import Settlement
from gigawatch.report.block import RefKind, Runs, Table, Value
from gigawatch.report.book.cell import Cell, Column, Mark, Role, Sheet, datum_cell
from gigawatch.report.book.citing import Citer
from gigawatch.report.book.number import number_columns
from gigawatch.report.datum import Day, Number
from gigawatch.report.figure import find_figures
from gigawatch.report.pen import Pen

MARKS = {Settlement.OPEN: Mark.OPEN, Settlement.ABSTAINED: Mark.UNDECIDED}


def sheet_of_table(pen: Pen, citer: Citer, table: Table, name: str, section: str) -> Sheet:
    """The sheet of a table, with every figure's sources."""
    columns: list[tuple[Column, list[Cell]]] = []
    marks: dict[tuple[int, int], Mark] = {}
    for place, head in enumerate(table.head):
        cells = [row[place] for row in table.rows]
        marks |= {(y, len(columns)): mark for y, cell in enumerate(cells) if (mark := _mark(pen, cell))}
        columns += _expand(pen, citer, head, cells, is_numeric=place in table.numeric)
    rows = tuple(zip(*(cells for _, cells in columns), strict=True))
    note = "".join(run.text for run in table.note)
    return Sheet(name, table.caption, section, note, [column for column, _ in columns], rows, marks)


def _expand(
    pen: Pen, citer: Citer, head: str, cells: Sequence[Runs], *, is_numeric: bool
) -> list[tuple[Column, list[Cell]]]:
    """The columns that one column of the report becomes."""
    numbers = [_number(cell) for cell in cells]
    has_numbers = any(numbers) and (is_numeric or all(numbers))
    found: list[tuple[Column, list[Cell]]] = []
    if not has_numbers or not all(_is_plain(cell) for cell in cells):
        printed = pen.word("book.printed", head=head) if has_numbers else head
        found.append((Column(printed), [_words(cell) for cell in cells]))
    if has_numbers:
        found += number_columns(pen, head, numbers)
    sources = [citer.cite(run.ref for run in cell if isinstance(run, Value)) for cell in cells]
    if any(sources):
        found.append((Column(pen.word("book.sources_of", head=head), Role.SOURCES), sources))
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
        return datum_cell(cell[0].datum, cell[0].text)
    return "".join(run.text for run in cell) or None


def _mark(pen: Pen, cell: Runs) -> Mark | None:
    """Whether the first figure of a cell is a fact that sources leave in doubt."""
    first = next((run for run in cell if isinstance(run, Value)), None)
    if first is None or first.ref.kind is not RefKind.FACT:
        return None
    return MARKS.get(pen.ledger.facts[first.ref.id].verdict)

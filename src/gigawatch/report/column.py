"""How wide the columns of a printed table stand beside each other, so that the table is short and no word is broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import permutations
from math import ceil
from re import compile as pattern

from gigawatch.report.block import Runs, Table, Value

LINE = 106
"""Half-width characters that fill a line of a table in A4 portrait, margins between columns included."""
GUTTER = 2
MARK = 3
"""What the raised number behind a figure takes."""
LEAST = 4
LONGEST_WORD = 24
SHORT_WORDS = 14
"""Cells of columns of words that stand on one line where there is room, as figures do."""
BROKEN, BROKEN_FIGURE = 0.4, 1.9
"""What a line of a cell costs beside a longer cell, in lines of the table."""
STEPS = (1, 2, 3, 5, 8, 13, 21, 34)
MOST_MOVES = 40
WORD = pattern(r"\d[\d.,]*–[\d.,]+%?|[^\s\u2e80-\uffff/–-]+[/–-]?|[\u2e80-\uffff]|[/–-]")
WIDE = pattern("[\u2e80-\U0010ffff]")


def find_widths(table: Table) -> list[float]:
    """The share of each column; columns that all fit on one line share what is left by what they hold.

    Else each gets its longest word, and what is left goes to where it saves most lines: first of the table, then of
    figures, which are easier to read unbroken.
    """
    columns = _columns(table)
    room = LINE - GUTTER * len(columns)
    natural = [column.natural for column in columns]
    widths = natural if sum(natural) <= room else _share(columns, room)
    return [float(width + GUTTER) for width in widths]


def count_lines(table: Table, widths: Sequence[float]) -> int:
    """About how many lines the head and the rows of a table take in columns of these shares of its width."""
    whole = LINE / sum(widths)
    lines = [
        column.lines(max(LEAST, int(width * whole) - GUTTER))
        for column, width in zip(_columns(table), widths, strict=True)
    ]
    return sum(map(max, zip(*lines, strict=True)))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the widths of its words, and its whole width."""

    words: tuple[int, ...]
    whole: int

    @classmethod
    def of(cls, text: str) -> Cell:
        """A cell of these words; a gap belongs to the word before it."""
        starts = [match.span() for match in WORD.finditer(text)]
        ends = [start for start, _ in starts[1:]] + [len(text)] if starts else []
        return cls(tuple(_length(text[a:b]) for (a, _), b in zip(starts, ends, strict=True)), _length(text))

    def lines(self, width: int) -> int:
        """How many lines the words take."""
        if self.whole <= width:
            return 1
        count, used = 1, 0
        for word in self.words:
            if used and used + word - 1 > width:
                count, used = count + 1, 0
            used += word
            if used > width + 1:
                count, used = count + ceil(used / width) - 1, used % width
        return count


@dataclass(frozen=True)
class Column:
    """One column, its head first, and the lines of each cell by width, counted when they are asked for."""

    cells: tuple[Cell, ...]
    is_numeric: bool
    _lines: dict[int, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)

    def lines(self, width: int) -> tuple[int, ...]:
        """How many lines each cell takes."""
        if width not in self._lines:
            self._lines[width] = tuple(cell.lines(width) for cell in self.cells)
        return self._lines[width]

    @cached_property
    def natural(self) -> int:
        """The width of the longest cell."""
        return max(LEAST, *(cell.whole for cell in self.cells))

    @cached_property
    def least(self) -> int:
        """The width of the longest word."""
        words = [word for cell in self.cells for word in cell.words]
        return min(LONGEST_WORD, max(LEAST, *words))

    @cached_property
    def broken(self) -> float:
        """What a line of a cell costs."""
        is_short = max((cell.whole for cell in self.cells[1:]), default=0) <= SHORT_WORDS
        return BROKEN_FIGURE if self.is_numeric or is_short else BROKEN


def _columns(table: Table) -> list[Column]:
    return [
        Column(tuple(map(Cell.of, _texts(table, place))), place in table.numeric) for place in range(len(table.head))
    ]


def _share(columns: Sequence[Column], room: int) -> list[int]:
    """Give room to the column where a character more saves most lines; then move what serves better elsewhere."""
    widths = [column.least for column in columns]
    while (left := room - sum(widths)) > 0 and (best := _best(columns, widths, left)) is not None:
        column, step = best
        widths[column] += step
    for _ in range(MOST_MOVES):
        cost = _cost(columns, widths)
        best_cost, moved = min(((_cost(columns, one), one) for one in _moves(columns, widths)), default=(cost, widths))
        if best_cost >= cost:
            break
        widths = moved
    left = max(0, room - sum(widths))
    open_ends = [max(0, column.natural - width) for column, width in zip(columns, widths, strict=True)]
    whole = sum(open_ends)
    return [w + (left * one // whole if whole else 0) for w, one in zip(widths, open_ends, strict=True)]


def _best(columns: Sequence[Column], widths: list[int], left: int) -> tuple[int, int] | None:
    """The column and the characters that save most lines a character; None where none saves a line."""
    now, found, gain = _cost(columns, widths), None, 0.0
    for place in range(len(columns)):
        for step in (one for one in STEPS if one <= left):
            saved = now - _cost(columns, [w + step * (n == place) for n, w in enumerate(widths)])
            if saved / step > gain:
                found, gain = (place, step), saved / step
    return found


def _moves(columns: Sequence[Column], widths: list[int]) -> Iterator[list[int]]:
    """What columns can give each other."""
    for giver, taker in permutations(range(len(columns)), 2):
        for step in STEPS:
            if widths[giver] - step < columns[giver].least:
                break
            moved = list(widths)
            moved[giver] -= step
            moved[taker] += step
            yield moved


def _cost(columns: Sequence[Column], widths: Sequence[int]) -> float:
    """The lines of the table, and a part of those of each column: a cell broken beside a longer one costs something."""
    lines = [column.lines(width) for column, width in zip(columns, widths, strict=True)]
    parts = sum(column.broken * sum(one) for column, one in zip(columns, lines, strict=True))
    return sum(map(max, zip(*lines, strict=True))) + parts


def _texts(table: Table, column: int) -> list[str]:
    return [table.head[column], *(_printed(row[column]) for row in table.rows)]


def _printed(runs: Runs) -> str:
    """The words of a cell, with a place for the raised numbers behind its figures."""
    return "".join(run.text + "\u00a0" * (MARK if isinstance(run, Value) else 0) for run in runs)


def _length(text: str) -> int:
    """How wide words stand in print, Chinese characters counting twice."""
    return len(text) if text.isascii() else len(text) + len(WIDE.findall(text))

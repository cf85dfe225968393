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
"""Digits that fill a line of a table in A4 portrait, margins between columns included."""
CROWDED, MOST = 0.8, 1.15
"""The part of a line that figures and longest words may fill before the type is set smaller, and by how much it is."""
GUTTER = 2
MARK, RAISED = "\x01", 2.5
"""What stands for the raised number behind a figure, and what room that takes."""
LEAST = 5
LONGEST_WORD = 24
SHORT_FIGURE, SHORT_WORDS = 34, 14
"""Cells of columns of figures, and of other columns, that are not broken where there is room."""
WHOLE = 0.8
BROKEN, BROKEN_FIGURE = 0.4, 1.9
"""What a line of a cell costs beside a longer cell, in lines of the table."""
NARROW, TALL, TOWER = 22, 3, 0.5
"""A cell of more lines than `TALL` in a column narrower than this costs more with every line: it is hard to read."""
STEPS = (1, 2, 3, 5, 8, 13, 21, 34)
MOST_MOVES = 40
WORD = pattern(r"\d[\d.,]*–[^\s\u2e80-\uffff/–-]+|[^\s\u2e80-\uffff/–-]+[/–-]?|[\u2e80-\uffff]|[/–-]")
WIDE, BROAD, SLIM = pattern("[\u2e80-\U0010ffff]"), pattern("[mwMW%]"), pattern(r"[ ,.:;'|!()\[\]/ijlfrtI-]")
BROADER, SLIMMER = 0.45, 0.4


def find_widths(table: Table) -> list[float]:
    """The width of each column in digits, more than a line in sum where the type is to be smaller.

    Columns that all fit on one line share what is left by what they hold.

    Else each gets its longest word, and what is left goes to where it saves most lines: first of the table, then of
    figures, which are easier to read unbroken.
    """
    columns = _columns(table)
    room = LINE - GUTTER * len(columns)
    natural = [column.natural for column in columns]
    if (
        sum(natural) > room
        and sum(column.firm if column.is_numeric else column.least for column in columns) > CROWDED * room
    ):
        room = int(LINE * MOST) - GUTTER * len(columns)
    widths = natural if sum(natural) <= room else _share(columns, room)
    return [float(width + GUTTER) for width in widths]


def count_lines(table: Table, widths: Sequence[float]) -> int:
    """About how many lines the head and the rows of a table take in columns of these shares of its width."""
    whole = max(1.0, LINE / sum(widths))
    lines = [
        column.lines(max(LEAST, int(width * whole) - GUTTER))
        for column, width in zip(_columns(table), widths, strict=True)
    ]
    return sum(map(max, zip(*lines, strict=True)))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the widths of its words, and its whole width."""

    words: tuple[float, ...]
    whole: float

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
        count, used = 1, 0.0
        for word in self.words:
            if used and used + word - 0.5 > width:
                count, used = count + 1, 0.0
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
        return max(LEAST, *(ceil(cell.whole) for cell in self.cells))

    @cached_property
    def least(self) -> int:
        """The width of the longest word."""
        words = [word for cell in self.cells for word in cell.words]
        return min(LONGEST_WORD, max(LEAST, *map(ceil, words)))

    @cached_property
    def firm(self) -> int:
        """The width at which no short cell is broken; that of the longest word where none is short."""
        most = SHORT_FIGURE if self.is_numeric else SHORT_WORDS
        wholes = [ceil(cell.whole) for cell in self.cells[1:]]
        is_firm = self.is_numeric or max(wholes, default=0) <= SHORT_WORDS
        return max(self.least, *(whole for whole in wholes if whole <= most), LEAST) if is_firm else self.least

    @cached_property
    def worth(self) -> float:
        """How many cells stay whole for a character of the firm width."""
        kept = sum(self.least < cell.whole <= self.firm for cell in self.cells[1:])
        return kept / max(1, self.firm - self.least)

    @cached_property
    def broken(self) -> float:
        """What a line of a cell costs."""
        return BROKEN_FIGURE if self.is_numeric or self.firm > self.least else BROKEN


def _columns(table: Table) -> list[Column]:
    return [
        Column(tuple(map(Cell.of, _texts(table, place))), place in table.numeric) for place in range(len(table.head))
    ]


def _share(columns: Sequence[Column], room: int) -> list[int]:
    """Give room to the column where a character more saves most lines; then move what serves better elsewhere."""
    floors = _floors(columns, room)
    widths = list(floors)
    while (left := room - sum(widths)) > 0 and (best := _best(columns, widths, left)) is not None:
        column, step = best
        widths[column] += step
    for _ in range(MOST_MOVES):
        cost = _cost(columns, widths)
        best_cost, moved = min(((_cost(columns, one), one) for one in _moves(floors, widths)), default=(cost, widths))
        if best_cost >= cost:
            break
        widths = moved
    left = max(0, room - sum(widths))
    open_ends = [max(0, column.natural - width) for column, width in zip(columns, widths, strict=True)]
    whole = sum(open_ends)
    return [w + (left * one // whole if whole else 0) for w, one in zip(widths, open_ends, strict=True)]


def _floors(columns: Sequence[Column], room: int) -> list[int]:
    """The longest word of each column; of columns of figures and short words their cells, where most is kept whole."""
    floors = [column.least for column in columns]
    for place in sorted(range(len(columns)), key=lambda n: -columns[n].worth):
        if sum(floors) - floors[place] + columns[place].firm <= WHOLE * room:
            floors[place] = columns[place].firm
    return floors


def _best(columns: Sequence[Column], widths: list[int], left: int) -> tuple[int, int] | None:
    """The column and the characters that save most lines a character; None where none saves a line."""
    now, found, gain = _cost(columns, widths), None, 0.0
    for place in range(len(columns)):
        for step in (one for one in STEPS if one <= left):
            saved = now - _cost(columns, [w + step * (n == place) for n, w in enumerate(widths)])
            if saved / step > gain:
                found, gain = (place, step), saved / step
    return found


def _moves(floors: Sequence[int], widths: list[int]) -> Iterator[list[int]]:
    """What columns can give each other."""
    for giver, taker in permutations(range(len(widths)), 2):
        for step in STEPS:
            if widths[giver] - step < floors[giver]:
                break
            moved = list(widths)
            moved[giver] -= step
            moved[taker] += step
            yield moved


def _cost(columns: Sequence[Column], widths: Sequence[int]) -> float:
    """The lines of the table, and a part of those of each column: a cell broken beside a longer one costs something."""
    lines = [column.lines(width) for column, width in zip(columns, widths, strict=True)]
    parts = sum(column.broken * sum(one) for column, one in zip(columns, lines, strict=True))
    parts += sum(_towers(one) for width, one in zip(widths, lines, strict=True) if width < NARROW)
    height: int = sum(map(max, zip(*lines, strict=True)))
    return height + parts


def _towers(lines: Sequence[int]) -> float:
    """What the cells of a narrow column cost that are higher than a few lines."""
    return TOWER * sum((count - TALL) ** 2 for count in lines if count > TALL) if max(lines) > TALL else 0.0


def _texts(table: Table, column: int) -> list[str]:
    return [table.head[column], *(_printed(row[column]) for row in table.rows)]


def _printed(runs: Runs) -> str:
    """The words of a cell, with a place for the raised numbers behind its figures."""
    return "".join(run.text + (MARK if isinstance(run, Value) else "") for run in runs)


def _length(text: str) -> float:
    """How wide words stand in print, in digits; a Chinese character counts twice."""
    wide = 0 if text.isascii() else len(WIDE.findall(text))
    raised = (RAISED - 1) * text.count(MARK)
    return len(text) + wide + raised + BROADER * len(BROAD.findall(text)) - SLIMMER * len(SLIM.findall(text))

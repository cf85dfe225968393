"""How wide the columns of a printed table stand beside each other, so that the table is short and no word is broken."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from re import findall

from gigawatch.report.block import Runs, Table, Value

LINE = 106
"""Half-width characters that fill a line of a table in A4 portrait, margins between columns included."""
GUTTER = 2
MARK = 3
"""What the raised number behind a figure takes."""
LEAST = 4
LONGEST_WORD = 24
SHORT_FIGURE, SHORT_WORDS = 34, 14
"""Cells of columns of figures, and of other columns, that are not broken where there is room."""
WHOLE = 0.88
BROKEN = 0.4
STEPS = (1, 2, 3, 5, 8, 13, 21, 34)
WORD = r"[^\s\u2e80-\uffff/–-]+[/–-]?|[\u2e80-\uffff]"


def find_widths(table: Table) -> list[float]:
    """The share of each column; columns that all fit on one line share what is left by what they hold.

    Else each gets its longest word, and what is left goes to where it saves most lines.
    """
    columns = [_texts(table, column) for column in range(len(table.head))]
    room = LINE - GUTTER * len(columns)
    natural = [max(LEAST, *map(_length, texts)) for texts in columns]
    if sum(natural) <= room:
        return [float(width + GUTTER) for width in natural]
    least = _least(columns, table.numeric, room)
    widths = _share(columns, least, natural, room)
    return [float(width + GUTTER) for width in widths]


def count_lines(table: Table, widths: Sequence[float]) -> int:
    """About how many lines the head and the rows of a table take in columns of these shares of its width."""
    whole = LINE / sum(widths)
    columns = [_texts(table, column) for column in range(len(table.head))]
    lines = [
        _lines(list(map(_length, texts)), max(LEAST, int(width * whole) - GUTTER))
        for texts, width in zip(columns, widths, strict=True)
    ]
    return sum(map(max, zip(*lines, strict=True)))


def _least(columns: Sequence[Sequence[str]], numeric: Sequence[int], room: int) -> list[int]:
    """The longest word of each column; of columns of figures and short words the longest cell, where there is room."""
    least = [min(LONGEST_WORD, max(LEAST, *map(_longest_word, texts))) for texts in columns]
    cells = [max(map(_length, texts[1:]), default=0) for texts in columns]
    short = [n for n, cell in enumerate(cells) if least[n] < cell <= (SHORT_FIGURE if n in numeric else SHORT_WORDS)]
    for column in sorted(short, key=lambda n: (cells[n], n)):
        if sum(least) - least[column] + cells[column] <= WHOLE * room:
            least[column] = cells[column]
    return least


def _share(columns: Sequence[Sequence[str]], least: list[int], natural: list[int], room: int) -> list[int]:
    """Give room to the column where a character more saves most lines, as long as any does; then by what they hold."""
    widths, lengths = list(least), [[_length(text) for text in texts] for texts in columns]
    while (left := room - sum(widths)) > 0:
        best = _best(lengths, widths, left)
        if best is None:
            break
        column, step = best
        widths[column] += step
    left, open_ends = max(0, room - sum(widths)), [max(0, n - w) for n, w in zip(natural, widths, strict=True)]
    whole = sum(open_ends)
    return [w + (left * one // whole if whole else 0) for w, one in zip(widths, open_ends, strict=True)]


def _best(lengths: Sequence[Sequence[int]], widths: Sequence[int], left: int) -> tuple[int, int] | None:
    """The column and the characters that save most lines a character; None where none saves a line."""
    lines = [_lines(one, w) for one, w in zip(lengths, widths, strict=True)]
    rows = [list(row) for row in zip(*lines, strict=True)]
    found, gain = None, 0.0
    for column, width in enumerate(widths):
        others = [max((n for x, n in enumerate(row) if x != column), default=1) for row in rows]
        now = _cost(others, lines[column])
        for step in (one for one in STEPS if one <= left):
            saved = now - _cost(others, _lines(lengths[column], width + step))
            if saved / step > gain:
                found, gain = (column, step), saved / step
    return found


def _cost(others: Sequence[int], lines: Sequence[int]) -> float:
    """The lines of the table, and a part of those of the column: a cell broken beside a longer one costs something."""
    return sum(map(max, others, lines)) + BROKEN * sum(lines)


def _lines(lengths: Sequence[int], width: int) -> list[int]:
    """How many lines each text takes; words that do not fit leave a line short."""
    return [1 if one <= width else ceil(one * 1.08 / width) for one in lengths]


def _texts(table: Table, column: int) -> list[str]:
    return [table.head[column], *(_printed(row[column]) for row in table.rows)]


def _printed(runs: Runs) -> str:
    """The words of a cell, with a place for the raised numbers behind its figures."""
    return "".join(run.text + "\u00a0" * (MARK if isinstance(run, Value) else 0) for run in runs)


def _longest_word(text: str) -> int:
    return max(map(_length, findall(WORD, text)), default=0)


def _length(text: str) -> int:
    """How wide words stand in print, Chinese characters counting twice."""
    return len(text) + sum(char > "\u2e7f" for char in text)

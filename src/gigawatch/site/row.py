"""Rows of long tables, in which what is the same in rows below each other is told once, in a cell that spans them.

A script that sorts or filters such a table gives each row its own cell again (`loosen` in site.js).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from gigawatch.site.snippet import order, quote

TALLEST = 12
"""How many rows a cell spans at most: what it tells stays in sight, and stands on each page of print."""


class Cell(NamedTuple):
    """A cell: what stands in it as HTML, its attributes, its tag; those of a column that `spans` stand once for equal
    ones below.
    """

    text: str
    more: str = ""
    tag: str = "td"
    spans: bool = False


def amount(value: float, address: str, words: str) -> Cell:
    """A value that leads somewhere, in a cell that a table can be sorted by."""
    return Cell(f"<a href={quote(address)}>{escape(words)}</a>", f" data-sort={order(value)}")


def write_rows(groups: Iterable[Sequence[Sequence[Cell]]]) -> str:
    """Groups of rows as HTML; no cell reaches from one group into the next.

    >>> rows = [(Cell("A", spans=True), Cell("1")), (Cell("A", spans=True), Cell("2"))]
    >>> write_rows([rows, rows[:1]])
    '<tr><td rowspan=2>A<td>1<tr><td>2<tr><td>A<td>1'
    """
    return "".join(line for rows in groups for line in _write_group(rows))


def _write_group(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    lengths = zip(*map(_measure, zip(*rows, strict=True)), strict=True)
    for row, counts in zip(rows, lengths, strict=True):
        told = [_write(cell, count) for cell, count in zip(row, counts, strict=True) if count]
        yield f"<tr>{''.join(told)}"


def _measure(column: Sequence[Cell]) -> list[int]:
    """For each cell of a column how many rows it takes up; none where the one above it stands for it."""
    if not column[0].spans:
        return [1] * len(column)
    found: list[int] = []
    for cell, run in groupby(column):
        count = len(list(run))
        found += _part(count) if cell.text else [1] * count
    return found


def _part(count: int) -> list[int]:
    """So many equal cells as cells that span them, none of which is too tall to be read beside its last row.

    >>> _part(3), _part(13)[:1], _part(13)[12:]
    ([3, 0, 0], [12], [1])
    """
    heights = [min(TALLEST, count - done) for done in range(0, count, TALLEST)]
    return [one for height in heights for one in (height, *[0] * (height - 1))]


def _write(cell: Cell, rows: int) -> str:
    return f"<{cell.tag}{cell.more}{f' rowspan={rows}' if rows > 1 else ''}>{cell.text}"

"""What stands in a spreadsheet: typed cells, and sheets of them, before any file is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache

EXACT = re.compile(r"\d{4}-\d{2}-\d{2}")
YEAR = re.compile(r"\d{4}")


class Role(StrEnum):
    """What a column holds, which the colour of its head shows."""

    WORDS = "words"
    NUMBERS = "numbers"
    SOURCES = "sources"


class Mark(StrEnum):
    """What the colour of a cell says of its value."""

    OPEN = "open"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Year:
    """A year: a whole number without a mark between its thousands."""

    year: int


@dataclass(frozen=True, slots=True)
class Cite:
    """Numbers of sources; the link leads to the row of one statement among them."""

    numbers: tuple[int, ...]
    statement: str


@dataclass(frozen=True, slots=True)
class Web:
    """An address of the web."""

    url: str


@dataclass(frozen=True, slots=True)
class Jump:
    """Words that lead to a sheet."""

    text: str
    sheet: str


Cell = str | int | float | date | Year | Cite | Web | Jump | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head and what it holds."""

    head: str
    role: Role = Role.WORDS


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, what it shows, where that stands in the report, a note, and its columns and rows.

    `marks` are the cells, by row and column, whose value sources leave in doubt.
    """

    name: str
    title: str
    section: str
    note: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    marks: Mapping[tuple[int, int], Mark] = field(default_factory=dict)


def day_cell(iso: str | None, told: str = "") -> Cell:
    """A day as a date, a year as a number; a coarser or longer period, or a day that is none, as the words for it."""
    text = iso or ""
    if YEAR.fullmatch(text):
        return Year(int(text))
    if EXACT.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return told or text
    return told or text or None


@cache
def tell_numbers(numbers: tuple[int, ...]) -> str:
    """Source numbers in a row, runs of three and more shortened.

    >>> tell_numbers((1, 2, 3, 7, 9))
    '1–3, 7, 9'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ", ".join(told)

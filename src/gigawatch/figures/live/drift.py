"""Drift: whether an answer still has the columns that its source's descriptor expects, with the types it expects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from gigawatch.figures.live.answer import Answer, Row
from gigawatch.figures.live.source import Column, Source, Type
from gigawatch.figures.value import read_value
from gigawatch.model import InputError

MOST_WRONG = 0.1  # of a column's cells; more than that is another type, less are slips, told row by row

PLAIN = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Drift:
    """How columns moved: needed ones that are missing or of another type are grave, all else is only said."""

    missing: tuple[str, ...] = ()
    retyped: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    @property
    def is_grave(self) -> bool:
        """Whether no table can be made."""
        return bool(self.missing or self.retyped)

    def sentences(self) -> Iterator[str]:
        """What moved, one line for each kind."""
        told = {
            "missing": self.missing,
            "of another type": self.retyped,
            "no longer there": self.gone,
            "new": self.new,
        }
        for word, names in told.items():
            if names:
                yield f"column{'' if len(names) == 1 else 's'} {word}: {', '.join(names)}"


@dataclass(slots=True)
class Inspection:
    """The columns of all answers of one fetch, looked at as their rows pass."""

    source: Source
    columns: dict[str, None] = field(default_factory=dict)
    _lacking: dict[str, None] = field(default_factory=dict)
    _told: Counter[str] = field(default_factory=Counter)
    _wrong: Counter[str] = field(default_factory=Counter)
    _example: dict[str, str] = field(default_factory=dict)

    def look(self, answer: Answer) -> int:
        """Look through one answer; gives the number of its rows."""
        self.columns |= dict.fromkeys(answer.columns)
        spelled = spell_columns(self.source.columns, answer.columns)
        if not answer.columns:  # a list without records has no columns either
            return 0
        self._lacking |= {column.name: None for column in self.source.columns if column.name not in spelled}
        checks = [(each, spelled[each.name]) for each in self.source.columns if each.name in spelled]
        checks = [(each, name) for each, name in checks if each.type is not Type.TEXT]
        count = 0
        for row in answer.rows:
            self._look_at(row, checks)
            count += 1
        return count

    def _look_at(self, row: Row, checks: Sequence[tuple[Column, str]]) -> None:
        empty = self.source.layout.empty if self.source.layout else frozenset({""})
        for column, name in checks:
            cell = row[name]
            if cell in empty:
                continue
            self._told[column.name] += 1
            if not FITS[column.type](cell):
                self._wrong[column.name] += 1
                self._example.setdefault(column.name, cell[:40])

    def judge(self, before: Sequence[str] | None) -> Drift:
        """What moved against the descriptor and the columns of the snapshot before, if there was one."""
        needed = {column.name for column in self.source.columns if column.is_needed}
        known = {name for column in self.source.columns for name in (column.name, *column.names)}
        folded = {name.casefold() for name in (*known, *(before or ()))}
        now = {name.casefold() for name in self.columns}
        return Drift(
            missing=tuple(name for name in self._lacking if name in needed),
            retyped=tuple(self._retyped(needed)),
            gone=tuple(name for name in before or self._lacking if name.casefold() not in now and name not in needed),
            new=() if before is None else tuple(name for name in self.columns if name.casefold() not in folded),
        )

    def _retyped(self, needed: Iterable[str]) -> Iterator[str]:
        for column in self.source.columns:
            wrong, told = self._wrong[column.name], self._told[column.name]
            if column.name in needed and wrong > MOST_WRONG * told:
                example = self._example[column.name]
                yield f"{column.name} ({wrong:,} of {told:,} cells are no {column.type}, such as {example!r})"


def spell_columns(columns: Iterable[Column], found: Sequence[str]) -> Mapping[str, str]:
    """The column found for each expected one, whatever the case of its letters; none for one that is not there."""
    folded = {name.casefold(): name for name in reversed(found)}
    spelled = (
        (each.name, next((s for n in (each.name, *each.names) if (s := folded.get(n.casefold()))), None))
        for each in columns
    )
    return {name: title for name, title in spelled if title is not None}


def _is_number(cell: str) -> bool:
    if PLAIN.fullmatch(cell):  # the most of them, and ten times as fast
        return True
    with suppress(InputError):
        read_value(cell)
        return True
    return False


def _is_year(cell: str) -> bool:
    return re.fullmatch(r"(?:18|19|20)\d\d", cell) is not None


def _is_date(cell: str) -> bool:
    with suppress(ValueError):
        date.fromisoformat(cell)
        return True
    return False


FITS: Mapping[Type, Callable[[str], bool]] = {
    Type.NUMBER: _is_number,
    Type.YEAR: _is_year,
    Type.DATE: _is_date,
    Type.TEXT: lambda _: True,
}

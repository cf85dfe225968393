"""Figures of an answer: the rows that a source's rules take, in the columns of a table; what is left out is counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gigawatch.figures.live.answer import Answer, Row
from gigawatch.figures.live.country import name_country
from gigawatch.figures.live.drift import spell_columns
from gigawatch.figures.live.source import Layout, Rule, Source
from gigawatch.figures.period import read_period, read_vintage
from gigawatch.figures.value import read_value
from gigawatch.model import InputError

BRACED = re.compile(r"\{([^}]+)\}")
COUNTRY, EMPTY, EARLY, UNLISTED = "no country", "no figure", "before the first period", "of a kind that is not listed"
UNRULED, TWICE, FAULTY = "not asked for", "told twice with different values", "not readable"
SHOWN = 3
Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of a live table; `value` is what the publisher wrote, `vintage` when it did, or when it was fetched."""

    subject: str
    measure: str
    period: str
    value: str
    unit: str
    source: str
    vintage: str

    @property
    def key(self) -> Key:
        """What it is a figure of."""
        return self.subject, self.measure, self.period, self.unit


class _LeftOutError(Exception):
    """A row is no figure, for a reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class Pile:
    """Figures by what they are of; `torn` are those told twice with different values."""

    figures: dict[Key, Figure] = field(default_factory=dict)
    torn: dict[Key, None] = field(default_factory=dict)

    def put(self, figure: Figure) -> None:
        """Add one."""
        known = self.figures.setdefault(figure.key, figure)
        if not is_same_value(known.value, figure.value):
            self.torn[figure.key] = None

    def told(self) -> list[Key]:
        """What it has a figure of, torn or not."""
        return list(self.figures)

    def drop(self, keys: Iterable[Key]) -> None:
        """Take figures out."""
        for key in keys:
            self.figures.pop(key, None)
            self.torn.pop(key, None)

    def whole(self) -> list[Figure]:
        """The figures that are not torn."""
        return [figure for key, figure in self.figures.items() if key not in self.torn]


@dataclass(slots=True)
class Gathering:
    """The figures of all answers of a fetch; `left_out` counts by reason, `examples` shows cells that are at fault."""

    source: Source
    layout: Layout
    since: str
    left_out: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)
    _main: Pile = field(default_factory=Pile)
    _spare: Pile = field(default_factory=Pile)
    _names: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def take(self, answer: Answer, address: str, day: str) -> None:
        """Take the figures of one answer, got at an address on a day."""
        spelled = spell_columns(self.source.columns, answer.columns)
        vintage = read_vintage(answer.vintage) if answer.vintage else day
        for row in answer.rows:
            told = {ours: row[theirs] for ours, theirs in spelled.items()}
            rules = [rule for rule in self.source.rules if _fits(told, rule)]
            self.left_out[UNRULED] += not rules
            for rule in rules:
                try:
                    figure = self._figure(told, rule, address, vintage)
                except _LeftOutError as left:
                    self.left_out[left.reason] += 1
                else:
                    (self._spare if rule.is_spare else self._main).put(figure)

    def finish(self) -> list[Figure]:
        """Every figure that is told once, or alike each time; what only spare rules tell comes after the others."""
        self._spare.drop(self._main.told())
        for key in (*self._main.torn, *self._spare.torn):
            self.left_out[TWICE] += 1
            self._show(TWICE, " ".join(key))
        return [*self._main.whole(), *self._spare.whole()]

    def _figure(self, told: Row, rule: Rule, address: str, vintage: str) -> Figure:
        value = told.get(rule.value or self.layout.value, "")
        if value in self.layout.empty:
            raise _LeftOutError(EMPTY)
        measure, unit = self._fill(rule.measure, told), self._fill(rule.unit, told)
        if measure is None or unit is None:
            raise _LeftOutError(UNLISTED)
        subject = rule.subject or self._name(told.get(self.layout.subject, ""), told.get(self.layout.code, ""))
        if subject is None:
            raise _LeftOutError(COUNTRY)
        try:
            period = read_period(told[self.layout.period])
            read_value(value)
        except InputError as fault:
            self._show(FAULTY, f"{subject} {measure} {told[self.layout.period]}: {fault.what}")
            raise _LeftOutError(FAULTY) from fault
        if period < self.since:
            raise _LeftOutError(EARLY)
        return Figure(subject, measure, period, value, unit, address, vintage)

    def _fill(self, text: str, told: Row) -> str | None:
        """A text with cells in its braces, translated; None when a cell is not listed."""
        if "{" not in text:
            return text
        cells = {name: self.layout.names[name].get(told.get(name, "")) for name in BRACED.findall(text)}
        if None in cells.values():
            return None
        return BRACED.sub(lambda found: cells[found[1]] or "", text)

    def _name(self, name: str, code: str) -> str | None:
        if (name, code) not in self._names:
            found = name_country(name, code)
            self._names[name, code] = found or (None if self.layout.is_country else name or None)
        return self._names[name, code]

    def _show(self, reason: str, text: str) -> None:
        if len(self.examples) < SHOWN:
            self.examples.append(f"{reason}: {text}")


def is_same_value(one: str, other: str) -> bool:
    """Whether two cells say the same: 7.0 and 7 do.

    >>> is_same_value("7.0", "7"), is_same_value("7", ">7")
    (True, False)
    """
    return one == other or read_value(one) == read_value(other)


def tell_left_out(left_out: Mapping[str, int]) -> Iterator[str]:
    """What was left out, in words."""
    yield from (f"{count:,} {reason}" for reason, count in left_out.items() if count)


def _fits(told: Row, rule: Rule) -> bool:
    return (
        all(told.get(name) == cell for name, cell in rule.where.items())
        and all(told.get(name, "").lower().startswith(start.lower()) for name, start in rule.starts.items())
        and all(word in told.get(name, "").lower() for name, word in rule.has.items())
        and not any(word in told.get(name, "").lower() for name, word in rule.lacks.items())
    )


def sort_figures(figures: Sequence[Figure]) -> list[Figure]:
    """By measure, subject, period, unit and vintage."""
    return sorted(figures, key=lambda each: (each.measure, each.subject, each.period, each.unit, each.vintage))

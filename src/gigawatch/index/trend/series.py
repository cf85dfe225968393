"""A run as series over time: every unit and code with its periods as points in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.period import time_of
from gigawatch.index.result.ranking import rank_scores
from gigawatch.index.result.result import Result
from gigawatch.model import InputError

RAW = "raw"


@dataclass(frozen=True)
class Series:
    """`x` and `ranks` are periods x units x codes (indicators, then aggregates where there are scores).

    Indicators are read from one step's table as they stand there (not turned), aggregates from the scores. Ranks are
    inside each period, 1 the best: of indicators by the turned values, of aggregates as the run ranked them. `times`
    are years.
    """

    units: tuple[str, ...]
    periods: tuple[str, ...]
    times: Numbers
    codes: tuple[str, ...]
    directions: Numbers
    x: Numbers
    ranks: Numbers

    def locate(self, period: str) -> int:
        """The position of a period; an InputError names those there are."""
        if period not in self.periods:
            raise InputError(
                f"there is no period {period!r}", where="trend", hint=f"there are: {', '.join(self.periods)}"
            )
        return self.periods.index(period)

    def choose(self, first: str | None, last: str | None) -> tuple[int, int]:
        """The positions of two periods, the first and the last of all where none is named."""
        start = 0 if first is None else self.locate(first)
        end = len(self.periods) - 1 if last is None else self.locate(last)
        if not start < end:
            raise InputError(
                f"{self.periods[start]} is not before {self.periods[end]}", where="trend", hint="name two periods"
            )
        return start, end

    def cut(self, start: int, end: int) -> Series:
        """The periods from one position to another, both included."""
        part = slice(start, end + 1)
        return Series(
            self.units,
            self.periods[part],
            self.times[part],
            self.codes,
            self.directions,
            self.x[part],
            self.ranks[part],
        )

    def each(self) -> Iterator[tuple[int, int, str, str]]:
        """Position and name of every unit and code."""
        for at, unit in enumerate(self.units):
            for column, code in enumerate(self.codes):
                yield at, column, unit, code


def read_series(result: Result, step: str = RAW) -> Series:
    """The series of a panel; an InputError where there is one period only or the periods are no points in time."""
    labels = [label for label in result.values.periods if label is not None]
    times = [time_of(label) for label in labels]
    if len(labels) < 2:
        raise InputError("there is one period only", where="trend", hint="give a table with a column period")
    strange = [label for label, time in zip(labels, times, strict=True) if time is None]
    if strange:
        raise InputError(
            f"{', '.join(strange)}: not a point in time", where="trend", hint="write 2023, 2023-Q3, 2023-06"
        )
    if step not in result.steps:
        raise InputError(f"there is no step {step!r}", where="trend", hint=f"there are: {', '.join(result.steps)}")
    structure = result.structure
    x = result.steps[step].x[..., : len(structure.indicators)]
    turned = x if _is_turned(result, step) else x * structure.directions
    ranks = rank_scores(turned, result.method.rank.text("ties"), axis=1)
    directions, codes = np.where(_is_turned(result, step), 1.0, structure.directions), structure.indicators
    if result.method.find("aggregate") is not None:
        x, ranks = (np.concatenate(pair, axis=-1) for pair in ((x, result.scores), (ranks, result.ranks)))
        directions = np.append(directions, np.ones(len(structure.aggregates)))
        codes = structure.codes
    return Series(result.values.units, tuple(labels), np.array(times, dtype=np.float64), codes, directions, x, ranks)


def _is_turned(result: Result, step: str) -> bool:
    names, normalise = list(result.steps), result.method.find("normalise")
    return normalise is not None and names.index(step) >= names.index(normalise.name)

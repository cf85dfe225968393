"""Announced values with a year by which they were to be in series: kept, seen later, not told, or not due yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from gigawatch.figures import CellClaim, CellFigure
from gigawatch.outlook.technology.frontier import first_to_reach
from gigawatch.outlook.technology.level import family, is_comparable, maker_of


class Outcome(StrEnum):
    """What became of a promise, as far as told.

    `SEEN_LATER` is no verdict of lateness: a figure told of after its year shows that it is in series by then, not when
    that began.
    """

    KEPT = "kept"
    SEEN_LATER = "seen_later"
    NOT_TOLD = "not_told"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Promise:
    """An announced value that is due, what became of it, and the same maker's figure in series that shows it."""

    announced: CellFigure
    outcome: Outcome
    in_series: CellFigure | None


def judge_promises(promises: Iterable[CellFigure], figures: Iterable[CellFigure], now: int) -> tuple[Promise, ...]:
    """Each announced value with a due year, in the order of the years; `now` is the year in which the table ends."""
    series = [figure for figure in figures if figure.claim is CellClaim.IN_SERIES]
    due = [figure for figure in promises if figure.claim is CellClaim.ANNOUNCED and figure.due is not None]
    found = [_judge(figure, figure.due or 0, series, now) for figure in due]
    return tuple(sorted(found, key=lambda one: (one.announced.due or 0, one.announced.maker, one.announced.id)))


def _judge(aim: CellFigure, due: int, series: Iterable[CellFigure], now: int) -> Promise:
    first = first_to_reach(aim, _alike(aim, series)) if is_comparable(aim) else None
    if first is not None:
        return Promise(aim, Outcome.KEPT if first.year <= due else Outcome.SEEN_LATER, first)
    return Promise(aim, Outcome.OPEN if due >= now else Outcome.NOT_TOLD, None)


def _alike(aim: CellFigure, series: Iterable[CellFigure]) -> Iterator[CellFigure]:
    """What the same maker has in series by the same measure and condition, and of the chemistry where one was named."""
    for figure in series:
        is_same = figure.measure == aim.measure and figure.condition == aim.condition
        if is_same and maker_of(figure.maker) == maker_of(aim.maker) and _is_of_chemistry(figure, aim):
            yield figure


def _is_of_chemistry(figure: CellFigure, aim: CellFigure) -> bool:
    if aim.chemistry is None:
        return True
    return figure.chemistry is not None and family(figure.chemistry) == family(aim.chemistry)

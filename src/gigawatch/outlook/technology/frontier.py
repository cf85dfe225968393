"""The best in series year by year, and how far what was announced was ahead of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gigawatch.figures import CellClaim, CellFigure
from gigawatch.outlook.technology.level import is_comparable, maker_of, merit, reaches


@dataclass(frozen=True, slots=True)
class Lead:
    """An announced value better than all announced before it, and the first figure in series that is as good.

    `years` from the announcement to that figure, negative where it was in series before; None, and no figure, where
    none is told in series.
    """

    announced: CellFigure
    in_series: CellFigure | None
    years: int | None


def best_by_year(figures: Iterable[CellFigure]) -> tuple[CellFigure, ...]:
    """The best of each kind of claim, year and maker; of equals the one published first."""
    best: dict[tuple[str, int, str], CellFigure] = {}
    for figure in sorted(figures, key=lambda one: (-merit(one), one.vintage, one.id)):
        best.setdefault((figure.claim, figure.year, maker_of(figure.maker)), figure)
    order = list(CellClaim)
    return tuple(sorted(best.values(), key=lambda one: (order.index(one.claim), one.year, -merit(one), one.maker)))


def records(figures: Iterable[CellFigure]) -> tuple[CellFigure, ...]:
    """The figures that were better than all of the years before, one a year."""
    found: list[CellFigure] = []
    for figure in sorted(figures, key=lambda one: (one.year, -merit(one), one.vintage, one.id)):
        if not found or merit(figure) > merit(found[-1]):
            found.append(figure)
    return tuple(found)


def leads(announced: Iterable[CellFigure], in_series: Iterable[CellFigure]) -> tuple[Lead, ...]:
    """For each record that was announced, when a value as good was first in series, by anybody among `in_series`."""
    series = [figure for figure in in_series if is_comparable(figure)]
    return tuple(_lead(figure, series) for figure in records(filter(is_comparable, announced)))


def _lead(figure: CellFigure, series: list[CellFigure]) -> Lead:
    first = first_to_reach(figure, series)
    return Lead(figure, first, None if first is None else first.year - figure.year)


def first_to_reach(aim: CellFigure, figures: Iterable[CellFigure]) -> CellFigure | None:
    """The earliest figure that surely is as good."""
    reached = (figure for figure in figures if reaches(figure, aim))
    return min(reached, key=lambda one: (one.year, one.vintage, one.id), default=None)

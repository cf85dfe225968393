"""Rows of the carbon tables as table cells, so that a figure made with them leads to the page it was read at."""

from __future__ import annotations

from functools import cache

from gigawatch.figures.value import read_bound
from gigawatch.model import Observation, make_id
from gigawatch.outlook.carbon.figure import CarbonFigure, carbon_figures
from gigawatch.outlook.carbon.footprint import footprints_by_mass
from gigawatch.outlook.carbon.grid import newest_rows
from gigawatch.outlook.carbon.path import Point, points

DATE = "date"


@cache
def carbon_cells() -> dict[str, Observation]:
    """Every row that the carbon page may rest on, by its id."""
    own = [*map(_of_figure, carbon_figures()), *map(_of_point, points())]
    return {cell.id: cell for cell in (*own, *footprints_by_mass(), *newest_rows())}


def cell_id(row: str) -> str:
    """The id of a row by its table and place in it, such as `carbon_assumptions:37`."""
    return make_id("obs", row)


def _of_figure(figure: CarbonFigure) -> Observation:
    table, _, row = figure.cell.partition(":")
    value = _day(figure.value) if figure.unit == DATE else float(figure.value)
    return Observation(
        id=cell_id(figure.cell),
        table=table,
        row=int(row),
        subject=figure.subject,
        measure=figure.figure,
        period=figure.period,
        value=value,
        unit=figure.unit,
        high=float(figure.high) if figure.high else None,
        qualifier=read_bound(figure.qualifier) if figure.qualifier and figure.unit != DATE else None,
        source=figure.source,
        vintage=figure.vintage,
    )


def _of_point(point: Point) -> Observation:
    table, _, row = point.cell.partition(":")
    return Observation(
        id=cell_id(point.cell),
        table=table,
        row=int(row),
        subject=point.region,
        measure=point.code,
        period=str(point.year),
        value=point.value,
        unit=point.unit,
        source=point.source,
        vintage=point.vintage,
    )


def _day(text: str) -> float:
    """A day or month as one number, year first: 2027-02-18 is 20270218."""
    return float(text.replace("-", "").ljust(8, "0"))

"""Figures of cells and packs as table cells, so that what a page prints of them leads to its source."""

from __future__ import annotations

from functools import cache

from gigawatch.figures import CellFigure, load_cells
from gigawatch.model import Observation, make_id


@cache
def technology_cells() -> dict[str, Observation]:
    """Every shipped figure, by the id of its cell."""
    cells = map(_cell, load_cells())
    return {cell.id: cell for cell in cells}


def cell_id(figure: CellFigure) -> str:
    """The id of a figure's table cell."""
    return make_id("obs", figure.id)


def _cell(figure: CellFigure) -> Observation:
    table, _, row = figure.id.partition(":")
    return Observation(
        id=cell_id(figure),
        table=table,
        row=int(row),
        subject=f"{figure.maker}, {figure.model}",
        measure=figure.measure,
        period=figure.period,
        value=figure.quantity.value,
        unit=figure.quantity.unit,
        qualifier=figure.quantity.bound,
        high=figure.quantity.high,
        source=figure.source,
        vintage=figure.vintage,
    )

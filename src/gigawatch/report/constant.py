"""Published constants that pages compute with, as table cells, so that figures made with them lead to a source."""

from __future__ import annotations

from functools import cache

from gigawatch.chain.intensity import Intensity, intensities
from gigawatch.model import Observation, make_id
from gigawatch.outlook.carbon import carbon_cells
from gigawatch.outlook.technology import technology_cells

TABLE = "material intensity per GWh of cells"


@cache
def constants() -> dict[str, Observation]:
    """Every published material intensity, and every row of the tables of carbon and cell technology, by id."""
    found = (one for group in intensities().values() for one in group)
    cells = (_cell(row, intensity) for row, intensity in enumerate(found, 1))
    return {**carbon_cells(), **technology_cells(), **{cell.id: cell for cell in cells}}


def intensity_id(intensity: Intensity) -> str:
    """The id of a material intensity's table cell."""
    low, high = intensity.interval.low, intensity.interval.high
    return make_id("obs", TABLE, intensity.link, intensity.chemistry, intensity.source, low, high)


def _cell(row: int, intensity: Intensity) -> Observation:
    low, high = intensity.interval.low, intensity.interval.high
    return Observation(
        id=intensity_id(intensity),
        table=TABLE,
        row=row,
        subject=intensity.chemistry or intensity.link,
        measure=intensity.link,
        period=intensity.published,
        value=low,
        unit=intensity.unit,
        high=None if high == low else high,
        source=intensity.source,
        vintage=intensity.published,
        note=intensity.basis or None,
    )

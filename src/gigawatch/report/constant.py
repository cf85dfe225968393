"""What shipped tables tell that is computed with, as table cells, so that figures made with it lead to a source.

These are the material intensities of the chain, the tables of carbon and cell technology, the published rates of
realisation, the number of histories, and the lists of organisations and joint ventures.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from gigawatch.chain.chemistry import name_chemistry
from gigawatch.chain.intensity import Intensity, intensities, name_product
from gigawatch.figures import load_histories, load_package, packages
from gigawatch.model import Observation, make_id
from gigawatch.outlook.carbon import carbon_cells
from gigawatch.outlook.technology import technology_cells
from gigawatch.report.listed import listed_cells, name_holding

TABLE = "material intensity"
RATES, HISTORIES = "realisation_rates", "project_history"


@cache
def constants() -> dict[str, Observation]:
    """Every such cell, by id."""
    found = (one for group in intensities().values() for one in group)
    cells = (_cell(row, intensity) for row, intensity in enumerate(found, 1))
    own = {cell.id: cell for cell in (*cells, *load_package(RATES), _histories())}
    return {**carbon_cells(), **technology_cells(), **listed_cells(), **own}


def history_id() -> str:
    """The id of the cell that stands for the whole table of histories, each row of which names its own pages."""
    return make_id("obs", HISTORIES)


def _histories() -> Observation:
    package = packages()[HISTORIES]
    return Observation(
        id=history_id(),
        table=HISTORIES,
        row=1,
        subject=HISTORIES,
        measure="projects",
        period=package.vintage,
        value=len(load_histories()),
        unit="count",
        vintage=package.vintage,
        licence=package.licence,
        note=package.coverage.en,
    )


def intensity_id(intensity: Intensity) -> str:
    """The id of a material intensity's table cell."""
    low, high = intensity.interval.low, intensity.interval.high
    return make_id(
        "obs", TABLE, intensity.link, intensity.product, intensity.per, intensity.chemistry, intensity.source, low, high
    )


def tell_in_language(cell: Observation, lang: str) -> Observation:
    """A cell as a page in a language tells it: an intensity's subject and note have Chinese words of their own."""
    found = _intensities_by_id().get(cell.id) if lang == "zh" else None
    if found is None:
        return replace(cell, subject=name_holding(cell.id, lang) or cell.subject)
    subject = f"{name_product(found.product, lang)}，{name_chemistry(found.chemistry, lang)}"
    return replace(cell, subject=subject, note=found.note(lang))


@cache
def _intensities_by_id() -> dict[str, Intensity]:
    return {intensity_id(one): one for group in intensities().values() for one in group}


def _cell(row: int, intensity: Intensity) -> Observation:
    low, high = intensity.interval.low, intensity.interval.high
    return Observation(
        id=intensity_id(intensity),
        table=TABLE,
        row=row,
        subject=f"{intensity.product}, {intensity.chemistry}",
        measure=intensity.link,
        period=intensity.year or intensity.published,
        value=low,
        unit=intensity.unit,
        high=None if high == low else high,
        source=intensity.source,
        vintage=intensity.published,
        licence=intensity.licence or None,
        note=intensity.basis or None,
    )

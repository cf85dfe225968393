"""What is told of cells and packs: energy density, charging and cycle life as announced, certified and in series."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gigawatch.figures.package import find_package
from gigawatch.figures.period import read_period, read_vintage
from gigawatch.figures.value import read_bound
from gigawatch.model import Quantity

TABLE = "cell_technology"
YEAR = 4


class CellClaim(StrEnum):
    """Of what kind a figure is; the three are never mixed."""

    ANNOUNCED = "announced"
    CERTIFIED = "certified"
    IN_SERIES = "in_series"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFigure:
    """One figure of a cell or pack, such as CATL's 175 Wh/kg of a sodium-ion cell, announced in 2025.

    `measure` keeps cell and pack apart. `chemistry` is None where none is told. `period` is the ISO period when it was
    so or is meant to be; `due` the year by which an announced value is to be in series. `condition` is the part of
    the charge that a charging time is of. `id` is the table with the row.
    """

    id: str
    maker: str
    model: str
    measure: str
    quantity: Quantity
    chemistry: str | None
    claim: CellClaim
    period: str
    due: int | None
    condition: str | None
    source: str
    vintage: str
    note: str

    @property
    def year(self) -> int:
        """When it was so (certified, in series), or the year in which it was announced, not that in which it is due."""
        start = int(self.period[:YEAR])
        return min(start, int(self.vintage[:YEAR])) if self.claim is CellClaim.ANNOUNCED else start


@cache
def load_cells() -> tuple[CellFigure, ...]:
    """Every shipped figure of cells and packs, in the order of the table."""
    with find_package(TABLE).path.open(encoding="utf-8", newline="") as file:
        return tuple(_figure(number, row) for number, row in enumerate(csv.DictReader(file), 1))


def _figure(number: int, row: Mapping[str, str]) -> CellFigure:
    bound = read_bound(row["qualifier"]) if row["qualifier"] else None
    high = float(row["high"]) if row["high"] else None
    return CellFigure(
        id=f"{TABLE}:{number}",
        maker=row["maker"],
        model=row["model"],
        measure=row["measure"],
        quantity=Quantity(float(row["value"]), row["unit"], bound, high),
        chemistry=row["chemistry"] or None,
        claim=CellClaim(row["claim"]),
        period=read_period(row["period"]),
        due=int(row["due"]) if row["due"] else None,
        condition=row["condition"] or None,
        source=row["source"],
        vintage=read_vintage(row["vintage"]),
        note=row["note"],
    )

"""Footprints of a kilowatt-hour, boundary by boundary: the cell plant's energy on a grid, and published studies."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gigawatch.chain import multiply
from gigawatch.figures import load_package
from gigawatch.model import Interval, Observation
from gigawatch.outlook.carbon.assumption import Assumptions
from gigawatch.outlook.carbon.figure import CarbonFigure, pick
from gigawatch.outlook.carbon.grid import Grid

PATH = Path(__file__).parent / "data" / "study.toml"
BOUNDARIES = ("footprint_cell", "footprint_pack")
PER_MASS = "footprint_per_mass"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantEnergy:
    """Kilograms per kilowatt-hour of cells from the energy of the cell plant alone: no materials, no pack.

    `fuel` is that of gas and steam, None unless their amount and their carbon are given.
    """

    grid: Grid
    electricity: Interval
    fuel: Interval | None

    @property
    def whole(self) -> Interval:
        """Electricity, with gas and steam where they are told."""
        return self.electricity if self.fuel is None else self.electricity + self.fuel


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """One published footprint, cradle to gate, of a cell or a pack: never added to anything.

    `boundary` is the code of what it is of; `is_reference` marks the study of cells that capacities are
    multiplied with.
    """

    row: CarbonFigure
    boundary: str
    name_en: str
    name_zh: str
    is_reference: bool

    def name(self, lang: str) -> str:
        """Who published it and of what."""
        return self.name_zh if lang == "zh" else self.name_en


def reckon(grid: Grid | None, terms: Assumptions) -> PlantEnergy | None:
    """The energy of the cell plant on a grid; None where nothing is told of either."""
    power, fuel, carbon = (
        terms[key].interval for key in ("electricity_per_kwh_made", "fuel_per_kwh_made", "fuel_intensity")
    )
    if grid is None or power is None:
        return None
    burnt = multiply(fuel, carbon) if fuel is not None and carbon is not None else None
    return PlantEnergy(grid=grid, electricity=multiply(power, grid.interval), fuel=burnt)


@cache
def studies() -> tuple[Study, ...]:
    """Every published footprint of cells, then of packs."""
    return tuple(_study(row) for boundary in BOUNDARIES for row in pick(boundary))


@cache
def footprints_by_mass() -> tuple[Observation, ...]:
    """Published footprints per kilogram of battery, by place where a study tells them apart."""
    return tuple(row for row in load_package("carbon_footprint") if row.measure.startswith(PER_MASS))


def _study(row: CarbonFigure) -> Study:
    entry = _table()[row.source, row.period, row.value]
    return Study(
        row=row,
        boundary=str(entry.get("boundary", row.figure)),
        name_en=str(entry["en"]),
        name_zh=str(entry["zh"]),
        is_reference=entry.get("is_reference") is True,
    )


@cache
def _table() -> dict[tuple[str, str, str], dict[str, object]]:
    entries = tomllib.loads(PATH.read_text(encoding="utf-8"))["study"]
    return {(one["source"], one["period"], one["value"]): one for one in entries}

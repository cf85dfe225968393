"""Scenarios of a place's electricity by year, and what the energy of its cell plants comes to under each."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path

from gigawatch.model import Interval
from gigawatch.outlook.carbon.assumption import Assumptions
from gigawatch.outlook.carbon.doubt import SourceDoubt, doubt_of, joint_doubt
from gigawatch.outlook.carbon.emission import Emission, emit
from gigawatch.outlook.carbon.figure import CarbonFigure, pick
from gigawatch.outlook.carbon.footprint import reckon
from gigawatch.outlook.carbon.given import GivenPath
from gigawatch.outlook.carbon.grid import Grid
from gigawatch.outlook.carbon.region import regions_around
from gigawatch.outlook.carbon.setting import carbon_settings
from gigawatch.outlook.carbon.span import scale
from gigawatch.vocab import places

TABLE = "carbon_path"
DATA = Path(__file__).parent / "data"


class PathKind(StrEnum):
    """How a scenario tells the grid: as last told, by national targets, by published points, or by a user's own."""

    FROZEN = "frozen"
    TARGET = "target"
    INTENSITY = "intensity"
    COAL_SHARE = "coal_share"
    GIVEN = "given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One published point of a scenario for a region; `cell` its row in the data file, from 1."""

    cell: str
    code: str
    region: str
    year: int
    value: float
    unit: str
    source: str
    vintage: str

    @property
    def doubt(self) -> SourceDoubt | None:
        """What weighs against the page that it was read at."""
        return doubt_of(self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class PathYear:
    """A year of a path: the grid's intensity in kg per kWh and, by stage, tonnes from the energy of the plants."""

    year: int
    intensity: Interval
    emissions: Mapping[str, Interval]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPath:
    """A scenario for one place; `region` is that whose points it follows, None where it follows none.

    Beyond its last point nothing is told. `points` and `targets` are the published figures that it rests on.
    """

    code: str
    kind: PathKind
    region: str | None
    name_en: str
    name_zh: str
    years: tuple[PathYear, ...]
    points: tuple[Point, ...]
    targets: tuple[CarbonFigure, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The rows of its points and targets."""
        return (*(point.cell for point in self.points), *(target.cell for target in self.targets))

    @property
    def doubt(self) -> SourceDoubt | None:
        """What weighs against the pages that its points were read at; targets stand in a line of their own."""
        return joint_doubt(point.source for point in self.points)

    def name(self, lang: str) -> str:
        """What the scenario is called."""
        return self.name_zh if lang == "zh" else self.name_en


def find_paths(
    grid: Grid | None, emissions: Sequence[Emission], terms: Assumptions, given: Sequence[GivenPath] = ()
) -> tuple[GridPath, ...]:
    """Every scenario of a grid's place, the user's own first, with what the capacities emit in its years."""
    if grid is None:
        return ()
    told = [_given(one, grid, emissions, terms) for one in given]
    told += [path for code in _names() if (path := _shipped(code, grid, emissions, terms)) is not None]
    return tuple(told)


@cache
def points() -> tuple[Point, ...]:
    """Every published point of every scenario, in the order of the file."""
    with (DATA / "path.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(_point(number, row) for number, row in enumerate(rows, 1))


def _point(number: int, row: Mapping[str, str]) -> Point:
    return Point(
        cell=f"{TABLE}:{number}",
        code=row["code"],
        region=row["region"],
        year=int(row["year"]),
        value=float(row["value"]),
        unit=row["unit"],
        source=row["source"],
        vintage=row["vintage"],
    )


def _shipped(code: str, grid: Grid, emissions: Sequence[Emission], terms: Assumptions) -> GridPath | None:
    kind = PathKind(_names()[code]["kind"])
    region, rows = _points_of(code, grid.place) if kind in (PathKind.INTENSITY, PathKind.COAL_SHARE) else (None, ())
    targets = _targets(grid.place) if kind is PathKind.TARGET else ()
    index = _index(kind, grid, rows, targets)
    years = _years(index, grid, emissions, terms)
    if not years or (kind is PathKind.TARGET and not targets):
        return None
    return GridPath(
        code=code,
        kind=kind,
        region=region,
        name_en=_names()[code]["en"],
        name_zh=_names()[code]["zh"],
        years=years,
        points=rows,
        targets=targets,
    )


def _given(one: GivenPath, grid: Grid, emissions: Sequence[Emission], terms: Assumptions) -> GridPath:
    middle = (grid.interval.low + grid.interval.high) / 2
    index = {year: value / middle for year, value in one.points}
    years = _years(index, replace(grid, interval=Interval(middle, middle)), emissions, terms)
    return GridPath(
        code=one.name,
        kind=PathKind.GIVEN,
        region=None,
        name_en=one.name,
        name_zh=one.name,
        years=years,
        points=(),
        targets=(),
    )


def _index(kind: PathKind, grid: Grid, rows: Sequence[Point], targets: Sequence[CarbonFigure]) -> dict[int, float]:
    """Years and how the grid stands in them to its last told year, which is 1."""
    base, last = int(grid.period), carbon_settings().scenario_years[-1]
    if kind is PathKind.FROZEN:
        return {base: 1.0, last: 1.0}
    if kind is PathKind.TARGET:
        years = {one.figure: int(one.value) for one in targets}
        peak, neutral = years.get("carbon_peak_year", base), years.get("carbon_neutrality_year")
        if neutral is None:
            return {}
        return {base: 1.0, max(peak, base): 1.0, neutral: 0.0, max(neutral, last): 0.0}
    told = {row.year: row.value for row in rows}
    start = interpolate(told, base)
    return {base: 1.0, **{y: v / start for y, v in told.items() if y > base}} if start else {}


def _years(
    index: Mapping[int, float], grid: Grid, emissions: Sequence[Emission], terms: Assumptions
) -> tuple[PathYear, ...]:
    shown = carbon_settings().scenario_years
    first = min(index, default=shown[-1] + 1)
    asked = sorted({*index, *(year for year in shown if year > first)})
    told = ((year, value) for year in asked if (value := interpolate(index, year)) is not None)
    return tuple(_year(year, scale(grid.interval, max(value, 0.0)), grid, emissions, terms) for year, value in told)


def _year(year: int, intensity: Interval, grid: Grid, emissions: Sequence[Emission], terms: Assumptions) -> PathYear:
    energy = reckon(replace(grid, interval=intensity), terms)
    found = {one.stage.value: emit(one.capacity, energy.whole, terms) for one in emissions} if energy else {}
    return PathYear(year=year, intensity=intensity, emissions=found)


def interpolate(told: Mapping[int, float], year: int) -> float | None:
    """The value of a year on straight lines between the years told; None outside of them.

    >>> interpolate({2020: 10.0, 2030: 0.0}, 2025)
    5.0
    """
    years = sorted(told)
    if year in told:
        return told[year]
    for one, other in pairwise(years):
        if one < year < other:
            return told[one] + (told[other] - told[one]) * (year - one) / (other - one)
    return None


def _points_of(code: str, place: str) -> tuple[str | None, tuple[Point, ...]]:
    """The points of the narrowest region of a scenario that holds a place."""
    groups: dict[str, list[Point]] = {}
    for one in points():
        if one.code == code:
            groups.setdefault(one.region, []).append(one)
    region = next((one for one in regions_around(place) if one in groups), None)
    return region, tuple(groups[region]) if region else ()


def _targets(place: str) -> tuple[CarbonFigure, ...]:
    """The first row of a country's years of peak and neutrality that the table has."""
    names = set(regions_around(place))
    found = []
    for figure in ("carbon_peak_year", "carbon_neutrality_year"):
        rows = [row for row in pick(figure) if (named := places().find(row.subject)) and named.id in names]
        found += rows[:1]
    return tuple(found)


@cache
def _names() -> dict[str, dict[str, str]]:
    return tomllib.loads((DATA / "path.toml").read_text(encoding="utf-8"))

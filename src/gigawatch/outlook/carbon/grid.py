"""The carbon intensity of the electricity of a place: its province's official factor, its country's by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from gigawatch.chain import hull
from gigawatch.figures import load_package
from gigawatch.model import Interval, Observation
from gigawatch.vocab import places

TABLES = {"province_grid_factor": "grid_emission_factor", "country_electricity": "electricity_intensity"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Intensity in kilograms per kilowatt-hour (`unit` tells CO2 or CO2e): the hull of all sources of one period."""

    place: str
    period: str
    interval: Interval
    unit: str
    rows: tuple[Observation, ...]


def find_grid(place: str, year: str | None = None) -> Grid | None:
    """The grid of the smallest place that holds this one and has any, in the latest period not after `year`.

    Where all its periods are later, the earliest. Official factors of Chinese provinces count CO2 of one year; those
    of countries count greenhouse gas over the life of plants and fuel: one is told, never both as one.
    """
    for one in _line(place):
        rows = _by_place().get(one, ())
        if rows:
            return _grid(one, rows, year)
    return None


def _line(place: str) -> Iterable[str]:
    found = places().get(place)
    while found is not None:
        yield found.id
        found = places().get(found.parent) if found.parent else None


def _grid(place: str, rows: tuple[Observation, ...], year: str | None) -> Grid:
    periods = sorted({row.period for row in rows})
    known = [period for period in periods if year is None or period <= year]
    period = known[-1] if known else periods[0]
    told = tuple(row for row in rows if row.period == period)
    spread = hull(Interval(row.value, row.value) for row in told)
    return Grid(place=place, period=period, interval=spread, unit=told[0].unit, rows=told)


@cache
def _by_place() -> dict[str, tuple[Observation, ...]]:
    found: dict[str, tuple[Observation, ...]] = {}
    for table, measure in TABLES.items():
        rows = [row for row in load_package(table) if row.measure == measure]
        for name in dict.fromkeys(row.subject for row in rows):
            place = places().find(name)
            if place is not None and place.id not in found:
                found[place.id] = tuple(row for row in rows if row.subject == name)
    return found

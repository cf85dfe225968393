"""The carbon intensity of the electricity of a place: its province's official factor, its country's by year."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gigawatch.chain import hull
from gigawatch.figures import load_package
from gigawatch.model import InputError, Interval, Observation
from gigawatch.outlook.carbon.setting import carbon_settings
from gigawatch.vocab import PlaceKind, places

TABLES = {"province_grid_factor": "grid_emission_factor", "country_electricity": "electricity_intensity"}
NAMES = Path(__file__).parent / "data" / "grid_name.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Intensity in kilograms per kilowatt-hour (`unit` tells CO2 or CO2e): the hull of all sources of one period.

    `asked` is the year that was asked for where the nearest one told was taken in its stead.
    """

    place: str
    period: str
    asked: str | None
    interval: Interval
    unit: str
    rows: tuple[Observation, ...]


def find_grid(place: str, year: str | None = None) -> Grid | None:
    """The grid of the smallest place that holds this one and has any, in the latest year told, or the one asked for.

    A year that is not told is answered by the nearest one at most two years away, and refused beyond that: InputError.
    Official factors of Chinese provinces count CO2 of one year; those of countries count greenhouse gas over the life
    of plants and fuel: one is told, never both as one.
    """
    for one in _line(place):
        rows = _by_place().get(one, ())
        if rows:
            return _grid(one, rows, year)
    return None


def find_country_grid(place: str, year: str | None = None) -> Grid | None:
    """The grid of the whole country that a place lies in."""
    country = next((one for one in _line(place) if _is_country(one)), None)
    return find_grid(country, year) if country else None


def grid_places() -> tuple[str, ...]:
    """The places that have a grid of their own."""
    return tuple(_by_place())


def newest_rows() -> tuple[Observation, ...]:
    """The rows of every place's latest year."""
    return tuple(row for rows in _by_place().values() for row in rows if row.period == max(one.period for one in rows))


def grid_subjects() -> tuple[str, ...]:
    """Every name that the tables tell a grid of, as their sources write it."""
    return tuple(name for table in TABLES for name in _by_subject(table))


def resolve_subject(name: str) -> str | None:
    """The id of the place that a name of the tables means; None for one that is left out (`left_out_subjects`)."""
    if name in _names():
        return _names()[name] or None
    place = places().find(name)
    return place.id if place else None


def left_out_subjects() -> tuple[str, ...]:
    """The names that may mean several countries, and so tell no grid."""
    return tuple(name for name, place in _names().items() if not place)


def has_provinces(place: str) -> bool:
    """True for a country of whose provinces factors are told."""
    return _is_country(place) and any(one != place and places().within(one, place) for one in _by_place())


def _line(place: str) -> Iterable[str]:
    found = places().get(place)
    while found is not None:
        yield found.id
        found = places().get(found.parent) if found.parent else None


def _is_country(place: str) -> bool:
    found = places().get(place)
    return found is not None and found.kind is PlaceKind.COUNTRY


def _grid(one: str, rows: tuple[Observation, ...], year: str | None) -> Grid:
    period = _period(one, sorted({row.period for row in rows}), year)
    told = tuple(row for row in rows if row.period == period)
    spread = hull(Interval(row.value, row.value) for row in told)
    asked = year if year not in (None, period) else None
    return Grid(place=one, period=period, asked=asked, interval=spread, unit=told[0].unit, rows=told)


def _period(one: str, periods: list[str], year: str | None) -> str:
    if year is None:
        return periods[-1]
    nearest = min(periods, key=lambda period: (abs(int(period) - int(year)), period))
    if abs(int(nearest) - int(year)) > carbon_settings().nearest_years:
        name = (place := places().get(one)) and place.label("en")
        span = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"
        raise InputError(f"no grid of {name} is told for {year}", hint=f"told: {span}")
    return nearest


@cache
def _by_place() -> dict[str, tuple[Observation, ...]]:
    found: dict[str, tuple[Observation, ...]] = {}
    for table in TABLES:
        told: dict[str, list[Observation]] = {}
        for name, rows in _by_subject(table).items():
            place = resolve_subject(name)
            if place is not None:
                told.setdefault(place, []).extend(rows)
        found = {**{place: tuple(rows) for place, rows in told.items()}, **found}
    return found


def _by_subject(table: str) -> dict[str, list[Observation]]:
    found: dict[str, list[Observation]] = {}
    for row in load_package(table):
        if row.measure == TABLES[table]:
            found.setdefault(row.subject, []).append(row)
    return found


@cache
def _names() -> dict[str, str]:
    return tomllib.loads(NAMES.read_text(encoding="utf-8"))

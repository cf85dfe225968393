"""The carbon of a region's batteries: footprint of a kilowatt-hour, emissions, a move, use, rules, grids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gigawatch.chain import Supply, divide, find_region, find_supply, multiply
from gigawatch.chain.presence import Presence
from gigawatch.ledger import Ledger
from gigawatch.model import InputError, Interval
from gigawatch.outlook.carbon.assumption import Assumption, Assumptions, make_assumptions
from gigawatch.outlook.carbon.figure import CarbonFigure, carbon_figures, pick
from gigawatch.outlook.carbon.grid import Grid, find_grid
from gigawatch.outlook.carbon.span import scale, subtract, times
from gigawatch.vocab import places

STAGES = (Presence.RUNNING, Presence.PLANNED)
KWH_PER_GWH = 1e6
KG_PER_T = 1e3
PUBLISHED = ("footprint_cell", "footprint_pack")
RULES = ("recovery_", "recycled_content_", "recycling_efficiency", "collection_", "carbon_footprint_")
DATES = ("battery_passport_date", "due_diligence_date", "regulation_in_force_date", "regulation_applies_date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """Kilograms per kilowatt-hour of cells: electricity of the cell plant on a grid, and all the rest."""

    grid: Grid
    electricity: Interval
    rest: Interval
    whole: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Emission:
    """Tonnes a year of a stage's capacity: an upper bound of what its output emits, since plants seldom run full."""

    supply: Supply
    here: Interval | None
    moved: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Kilograms avoided over life per kilowatt-hour of battery, its making not taken off; None: not reckoned."""

    car: Interval | None
    storage: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carbon:
    """All answers for a region; what could not be told is None or empty."""

    region: str
    year: str | None
    published: tuple[CarbonFigure, ...]
    footprint: Footprint | None
    moved: Footprint | None
    change: Interval | None
    emissions: tuple[Emission, ...]
    use: Use
    assumptions: tuple[Assumption, ...]
    rules: tuple[CarbonFigure, ...]
    scenarios: tuple[CarbonFigure, ...]
    targets: tuple[CarbonFigure, ...]


def find_carbon(
    ledger: Ledger, region: str, *, to: str | None = None, year: str | None = None, assume: Sequence[str] = ()
) -> Carbon:
    """The carbon of a region's batteries (see docs/carbon.md); InputError for a place, year or assumption unknown."""
    if year is not None and not (len(year) == 4 and year.isdecimal()):
        raise InputError(f"{year!r} is no year", hint="write four digits")
    found, terms = find_region(ledger, region), make_assumptions(assume)
    here, there = reckon(find_grid(found.id, year), terms), reckon(_grid_of(to, year) if to else None, terms)
    supplies = [find_supply(ledger, found, "cell", stage) for stage in STAGES]
    return Carbon(
        region=found.id,
        year=year,
        published=tuple(row for figure in PUBLISHED for row in pick(figure)),
        footprint=here,
        moved=there,
        change=_change(here, there, terms),
        emissions=tuple(_emission(one, here, there) for one in supplies if one is not None),
        use=Use(car=avoid_car(terms, here), storage=avoid_storage(terms, here)),
        assumptions=tuple(terms.values()),
        rules=tuple(row for row in carbon_figures() if row.figure.startswith(RULES) or row.figure in DATES),
        scenarios=pick("grid_intensity"),
        targets=(*pick("carbon_peak_year"), *pick("carbon_neutrality_year")),
    )


def _grid_of(name: str, year: str | None) -> Grid:
    place = places().get(name) or places().find(name)
    grid = find_grid(place.id, year) if place else None
    if grid is None:
        raise InputError(f"no grid of {name!r} is known", hint="name a country or a province of China")
    return grid


def reckon(grid: Grid | None, terms: Assumptions) -> Footprint | None:
    """Electricity per kWh made times the grid, plus the published cell footprint less the share of making."""
    power, cell, share = (
        _value(terms, key) for key in ("electricity_per_kwh_made", "cell_footprint", "share_of_manufacturing")
    )
    if grid is None or power is None or cell is None or share is None:
        return None
    electricity = multiply(power, grid.interval)
    rest = multiply(cell, Interval(1 - share.high / 100, 1 - share.low / 100))
    return Footprint(grid=grid, electricity=electricity, rest=rest, whole=electricity + rest)


def _change(here: Footprint | None, there: Footprint | None, terms: Assumptions) -> Interval | None:
    """What a move changes per kilowatt-hour: the plant's electricity alone, the same amount of it on both grids."""
    power = _value(terms, "electricity_per_kwh_made")
    if here is None or there is None or power is None or here.grid.unit != there.grid.unit:
        return None
    return times(power, subtract(there.grid.interval, here.grid.interval))


def _emission(supply: Supply, here: Footprint | None, there: Footprint | None) -> Emission:
    here_t, there_t = (
        scale(multiply(supply.interval, one.whole), KWH_PER_GWH / KG_PER_T) if one else None for one in (here, there)
    )
    return Emission(supply=supply, here=here_t, moved=there_t)


def avoid_car(terms: Assumptions, here: Footprint | None) -> Interval | None:
    """Fuel not burnt less the electricity charged, over the car's life, per kilowatt-hour of its battery."""
    keys = (
        "fuel_per_km",
        "co2_per_litre",
        "electricity_per_km",
        "charge_efficiency",
        "lifetime_mileage",
        "battery_size",
    )
    fuel, burnt, power, efficiency, mileage, size = (_value(terms, key) for key in keys)
    grid = _value(terms, "grid_in_use") or (here.grid.interval if here else None)
    if not (fuel and burnt and power and efficiency and mileage and size and grid):
        return None
    charged = divide(scale(power, 100), efficiency)
    lives = divide(scale(mileage, 0.01), size)
    if charged is None or lives is None:
        return None
    return times(lives, subtract(multiply(fuel, burnt), multiply(charged, grid)))


def avoid_storage(terms: Assumptions, here: Footprint | None) -> Interval | None:
    """Electricity displaced less that charged, over all cycles; None unless the charging's intensity is given."""
    charge, cycles, efficiency = (
        _value(terms, key) for key in ("charge_intensity", "cycle_life", "round_trip_efficiency")
    )
    displaced = _value(terms, "displaced_intensity") or (here.grid.interval if here else None)
    if not (charge and cycles and efficiency and displaced):
        return None
    spent = divide(scale(charge, 100), efficiency)
    return times(cycles, subtract(displaced, spent)) if spent else None


def _value(terms: Assumptions, key: str) -> Interval | None:
    return terms[key].interval

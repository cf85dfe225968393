"""The carbon of a region's batteries: footprint of a kilowatt-hour, emissions, a move, scenarios, use, rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gigawatch.chain import find_region
from gigawatch.chain.region import Region
from gigawatch.ledger import Ledger
from gigawatch.model import EntityKind, InputError, Interval
from gigawatch.outlook.carbon.assumption import Assumption, Assumptions, make_assumptions
from gigawatch.outlook.carbon.emission import Emission, find_emissions
from gigawatch.outlook.carbon.footprint import PlantEnergy, Study, reckon, studies
from gigawatch.outlook.carbon.given import GivenPath
from gigawatch.outlook.carbon.grid import Grid, find_country_grid, find_grid, grid_places
from gigawatch.outlook.carbon.path import GridPath, find_paths
from gigawatch.outlook.carbon.place import find_grid_place, require_spoken_of
from gigawatch.outlook.carbon.rule import Rule, find_rules, find_targets
from gigawatch.outlook.carbon.span import subtract, times
from gigawatch.outlook.carbon.use import Use, find_use
from gigawatch.vocab import places


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The cell plant's electricity on another grid; `change` is None where the two grids count different gases."""

    energy: PlantEnergy
    change: Interval | None
    emissions: tuple[Emission, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carbon:
    """All answers for a region; what could not be told is None or empty. `is_place` is False for a firm."""

    region: str
    is_place: bool
    energy: PlantEnergy | None
    move: Move | None
    studies: tuple[Study, ...]
    emissions: tuple[Emission, ...]
    paths: tuple[GridPath, ...]
    use: Use
    assumptions: tuple[Assumption, ...]
    rules: tuple[Rule, ...]
    targets: tuple[Rule, ...]


def find_carbon(
    ledger: Ledger,
    region: str,
    *,
    to: str | None = None,
    year: str | None = None,
    assume: Sequence[str] = (),
    paths: Sequence[GivenPath] = (),
) -> Carbon:
    """The carbon of a region's batteries (see docs/carbon.md).

    InputError for a place, year or assumption unknown, a name that may mean several places, and a move to the own grid.
    """
    if year is not None and not (len(year) == 4 and year.isdecimal()):
        raise InputError(f"{year!r} is no year", hint="write four digits")
    found, terms = _region(ledger, region), make_assumptions(assume)
    is_place = found.kind == EntityKind.PLACE.value
    grid = find_grid(found.id, year) if is_place else None
    energy = reckon(grid, terms)
    emissions = find_emissions(ledger, found, grid, terms, year)
    return Carbon(
        region=found.id,
        is_place=is_place,
        energy=energy,
        move=_move(ledger, found, energy, to, year, terms) if to else None,
        studies=studies(),
        emissions=emissions,
        paths=find_paths(grid, emissions, terms, paths),
        use=find_use(terms, find_country_grid(found.id, year) if is_place else None),
        assumptions=tuple(terms.values()),
        rules=find_rules(),
        targets=find_targets(),
    )


def _region(ledger: Ledger, name: str) -> Region:
    """The region of a name or id; a name that only a town bears which no source speaks of is refused, its id is not."""
    found = find_region(ledger, name)
    if name != found.id:
        require_told(ledger, found.id)
    return found


def require_told(ledger: Ledger, region: str) -> None:
    """Refuse a town that no source speaks of: its name was hardly meant. InputError."""
    place = places().get(region)
    if place is not None and region not in ledger.entities:
        require_spoken_of(place)


def _move(
    ledger: Ledger, region: Region, here: PlantEnergy | None, to: str, year: str | None, terms: Assumptions
) -> Move:
    there = reckon(_grid_of(to, year), terms)
    if there is None:
        raise InputError("nothing is told of the electricity of cell plants")
    if here is not None and here.grid.place == there.grid.place:
        place = places().get(there.grid.place)
        name = place.label("en") if place else to
        raise InputError(f"the cells are made on the grid of {name} already", hint="name another country or province")
    emissions = find_emissions(ledger, region, there.grid, terms, year) if here is not None else ()
    return Move(energy=there, change=_change(here, there, terms), emissions=emissions)


def _grid_of(name: str, year: str | None) -> Grid:
    place = find_grid_place(name, grid_places())
    grid = find_grid(place.id, year)
    if grid is None:
        raise InputError(f"no grid of {name!r} is known", hint="name a country or a province of China")
    return grid


def _change(here: PlantEnergy | None, there: PlantEnergy, terms: Assumptions) -> Interval | None:
    """What a move changes per kilowatt-hour: the plant's electricity alone, the same amount of it on both grids."""
    power = terms["electricity_per_kwh_made"].interval
    if here is None or power is None or here.grid.unit != there.grid.unit:
        return None
    return times(power, subtract(there.grid.interval, here.grid.interval))

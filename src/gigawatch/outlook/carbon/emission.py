"""What the capacity that the ledger tells of emits in a year, by stage; of a firm, on the grid of each plant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gigawatch.chain import Figure, Supply, find_supply, multiply, total
from gigawatch.chain.presence import Presence
from gigawatch.chain.region import Region
from gigawatch.ledger import Ledger
from gigawatch.model import EntityKind, Interval
from gigawatch.outlook.carbon.assumption import Assumptions
from gigawatch.outlook.carbon.footprint import reckon, studies
from gigawatch.outlook.carbon.grid import Grid, find_grid
from gigawatch.outlook.carbon.span import WHOLE, scale
from gigawatch.quantity import convert

STAGES = (Presence.RUNNING, Presence.PLANNED)
PER_CENT = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Emission:
    """Tonnes a year of a stage's capacity on one grid, at the output assumed (all of it: an upper bound).

    `plant` is the energy of the cell plants, `cradle` the reference study of cells, cradle to gate, whatever the grid:
    two boundaries, the first inside the second, never added. `grid` and `plant` are None where no grid is known.
    """

    stage: Presence
    capacity: Interval
    unit: str
    figures: tuple[Figure, ...]
    grid: Grid | None
    plant: Interval | None
    cradle: Interval | None


def find_emissions(
    ledger: Ledger, region: Region, grid: Grid | None, terms: Assumptions, year: str | None
) -> tuple[Emission, ...]:
    """What runs and what is planned, each by itself; of a firm, one for each grid that its plants lie on."""
    found = []
    for stage in STAGES:
        supply = find_supply(ledger, region, "cell", stage)
        if supply is not None and region.kind == EntityKind.PLACE.value:
            found.append(_emission(stage, supply.interval, supply.unit, supply.figures, grid, terms))
        elif supply is not None:
            found += _by_grid(ledger, supply, stage, terms, year)
    return tuple(found)


def emit(capacity: Interval, per_kwh: Interval, terms: Assumptions) -> Interval:
    """Tonnes a year of a yearly capacity in GWh, by kilograms per kilowatt-hour made."""
    used = terms["utilisation"].interval
    share = scale(used, 1 / PER_CENT) if used is not None else WHOLE
    return scale(multiply(multiply(capacity, share), per_kwh), convert(1.0, "GWh", "kWh") * convert(1.0, "kg", "t"))


def _by_grid(
    ledger: Ledger, supply: Supply, stage: Presence, terms: Assumptions, year: str | None
) -> Iterator[Emission]:
    groups: dict[str, tuple[Grid | None, list[Figure]]] = {}
    for figure in supply.figures:
        grid = find_grid(_place_of(ledger, figure) or "", year)
        groups.setdefault(grid.place if grid else "", (grid, []))[1].append(figure)
    for key in sorted(groups):
        grid, figures = groups[key]
        yield _emission(stage, total(one.interval for one in figures), supply.unit, tuple(figures), grid, terms)


def _place_of(ledger: Ledger, figure: Figure) -> str | None:
    """The place of a plant, else the one told of its figure."""
    entity = ledger.entities[figure.subject]
    own = entity.data.get("place")
    return str(own) if own else ledger.facts[figure.fact].place


def _emission(
    stage: Presence,
    capacity: Interval,
    unit: str,
    figures: Sequence[Figure],
    grid: Grid | None,
    terms: Assumptions,
) -> Emission:
    energy = reckon(grid, terms)
    study = next((one for one in studies() if one.is_reference), None)
    return Emission(
        stage=stage,
        capacity=capacity,
        unit=unit,
        figures=tuple(figures),
        grid=grid,
        plant=emit(capacity, energy.whole, terms) if energy else None,
        cradle=emit(capacity, study.row.interval, terms) if study else None,
    )

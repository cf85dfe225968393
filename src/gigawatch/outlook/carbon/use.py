"""What batteries avoid in use over their life, by assumptions that are stated and can be changed."""

from __future__ import annotations

from dataclasses import dataclass

from gigawatch.chain import divide, multiply
from gigawatch.model import Interval
from gigawatch.outlook.carbon.assumption import Assumptions
from gigawatch.outlook.carbon.grid import Grid
from gigawatch.outlook.carbon.span import scale, subtract, times

CAR = ("fuel_per_km", "co2_per_litre", "electricity_per_km", "charge_efficiency", "lifetime_mileage", "battery_size")
STORAGE = ("charge_intensity", "cycle_life", "round_trip_efficiency")


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Kilograms avoided over life per kilowatt-hour of battery, its making not taken off; None: not reckoned.

    `grid` is the country's, which charges cars and is displaced by storage unless another is given.
    """

    car: Interval | None
    storage: Interval | None
    grid: Grid | None


def find_use(terms: Assumptions, grid: Grid | None) -> Use:
    """What cars and storage avoid, charged from a country's grid as it is."""
    return Use(car=_car(terms, grid), storage=_storage(terms, grid), grid=grid)


def _car(terms: Assumptions, grid: Grid | None) -> Interval | None:
    """Fuel not burnt less the electricity charged, over the car's life, per kilowatt-hour of its battery."""
    fuel, burnt, power, efficiency, mileage, size = (terms[key].interval for key in CAR)
    charged_from = terms["grid_in_use"].interval or (grid.interval if grid else None)
    if not (fuel and burnt and power and efficiency and mileage and size and charged_from):
        return None
    charged = divide(scale(power, 100), efficiency)
    lives = divide(scale(mileage, 0.01), size)
    if charged is None or lives is None:
        return None
    return times(lives, subtract(multiply(fuel, burnt), multiply(charged, charged_from)))


def _storage(terms: Assumptions, grid: Grid | None) -> Interval | None:
    """Electricity displaced less that charged, over all cycles; None unless the charging's intensity is given."""
    charge, cycles, efficiency = (terms[key].interval for key in STORAGE)
    displaced = terms["displaced_intensity"].interval or (grid.interval if grid else None)
    if not (charge and cycles and efficiency and displaced):
        return None
    spent = divide(scale(charge, 100), efficiency)
    return times(cycles, subtract(displaced, spent)) if spent else None

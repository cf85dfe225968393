"""What the carbon page asks of its tables and shows, as data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PATH = Path(__file__).parent / "data" / "setting.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class CarbonSettings:
    """How far the nearest year of a grid may be, and the years that scenarios are shown for."""

    nearest_years: int
    scenario_years: tuple[int, ...]


@cache
def carbon_settings() -> CarbonSettings:
    """The settings that ship."""
    said = tomllib.loads(PATH.read_text(encoding="utf-8"))
    shown = said["scenario"]
    years = range(shown["first_year"], shown["last_year"] + 1, shown["every_years"])
    return CarbonSettings(nearest_years=said["grid"]["nearest_years"], scenario_years=tuple(years))

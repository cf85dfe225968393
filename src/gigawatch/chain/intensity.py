"""Material intensity: how much of a link's product one gigawatt-hour of cells takes, as published."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from gigawatch.model import Interval

TABLE = Path(__file__).parent / "data" / "intensity.csv"


@dataclass(frozen=True, slots=True)
class Intensity:
    """One published need per GWh of cells: for which chemistry, in which unit (t/GWh, m2/GWh), from which address."""

    link: str
    chemistry: str
    interval: Interval
    unit: str
    source: str
    published: str
    basis: str


@cache
def intensities() -> Mapping[str, tuple[Intensity, ...]]:
    """Every published intensity by link."""
    found: dict[str, tuple[Intensity, ...]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["link"]] = (*found.get(row["link"], ()), _intensity(row))
    return MappingProxyType(found)


def _intensity(row: Mapping[str, str]) -> Intensity:
    interval = Interval(float(row["low"]), float(row["high"]))
    return Intensity(
        row["link"], row["chemistry"], interval, row["unit"], row["source"], row["published"], row["basis"]
    )

"""Benchmarks of intensity: what one unit of capacity takes in money, people, land or material, as published."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from gigawatch.model import Interval

TABLE = Path(__file__).parent.parent / "data" / "benchmark.csv"
ANY = ""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One published figure: `upper` per `lower` of a chain link, in `unit` (CNY/GWh: per GWh a year of capacity)."""

    link: str
    upper: str
    lower: str
    interval: Interval
    unit: str
    years: str
    source: str
    published: str
    basis: str


@cache
def benchmarks() -> Mapping[tuple[str, str, str], tuple[Benchmark, ...]]:
    """Every benchmark by link, measure of its upper figure and unit."""
    found: dict[tuple[str, str, str], tuple[Benchmark, ...]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in map(_benchmark, csv.DictReader(file)):
            for key in ((row.link, row.upper, row.unit), (ANY, row.upper, row.unit)):
                found[key] = (*found.get(key, ()), row)
    return MappingProxyType(found)


def range_of(link: str, upper: str, unit: str) -> Interval | None:
    """From the lowest to the highest published figure; `link` may be empty for whichever link it is of."""
    rows = benchmarks().get((link, upper, unit))
    if not rows:
        return None
    return Interval(min(row.interval.low for row in rows), max(row.interval.high for row in rows))


def _benchmark(row: Mapping[str, str]) -> Benchmark:
    interval = Interval(float(row["low"]), float(row["high"]))
    return Benchmark(
        row["link"],
        row["upper"],
        row["lower"],
        interval,
        row["unit"],
        row["years"],
        row["source"],
        row["published"],
        row["basis"],
    )

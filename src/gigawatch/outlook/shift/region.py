"""The regions between which an industry moves: China's provinces, countries or continents, and China's four regions."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from gigawatch.outlook.shift.setting import FOUR_REGIONS, settings
from gigawatch.vocab import Place, PlaceKind, places

COUNTRY = "CN"


class Level(StrEnum):
    """What a region is: one of the provincial units of mainland China, a country or territory, a continent."""

    PROVINCE = "province"
    COUNTRY = "country"
    CONTINENT = "continent"


@cache
def regions_of(level: Level) -> tuple[str, ...]:
    """The gazetteer ids of every region of a level, whether anything is told of it or not."""
    if level is Level.CONTINENT:
        return settings().continents
    if level is Level.COUNTRY:
        return tuple(place.id for place in places() if place.kind is PlaceKind.COUNTRY)
    return tuple(p.id for p in places() if p.kind is PlaceKind.PROVINCE and p.country == COUNTRY)


def region_of(name: str, level: Level) -> str | None:
    """The region of a level that a table's subject names; None for a whole (World), a part (a city) or no place."""
    found = places().find(name)
    return found.id if found is not None and found.id in regions_of(level) else None


def point_of(region: str) -> tuple[float, float] | None:
    """A region's point in degrees (latitude, longitude): its seat of government; None where the gazetteer has none."""
    place = places().get(region)
    return None if place is None or place.lat is None or place.lon is None else (place.lat, place.lon)


def region_label(region: str, lang: str) -> str:
    """A region's name in a language."""
    place: Place | None = places().get(region)
    return place.label(lang) if place else region


@cache
def four_regions() -> Mapping[str, frozenset[str]]:
    """The provincial units in the east, centre, west and north-east of China, as its statistics bureau divides them."""
    with FOUR_REGIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {code: frozenset(r["place"] for r in rows if r["region"] == code) for code in {r["region"] for r in rows}}

"""The regions that scenarios speak of: continents, the OECD and the rest of the countries, the world."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from gigawatch.vocab import PlaceKind, places

PATH = Path(__file__).parent / "data" / "region.toml"
MEMBERS, OUTSIDE, EVERYWHERE = "oecd", "non_oecd", "world"


def regions_around(place: str) -> Iterator[str]:
    """The regions that a place lies in, the narrowest first: a country's continent comes before its group."""
    found = places().get(place)
    while found is not None:
        yield found.id
        parent = places().get(found.parent) if found.parent else None
        if found.kind is PlaceKind.COUNTRY:
            yield from ([parent.id] if parent else [])
            yield MEMBERS if found.id in _table()[MEMBERS]["places"] else OUTSIDE
        found = parent
    yield EVERYWHERE


def region_name(region: str, lang: str) -> str:
    """The name of a scenario's region."""
    place = places().get(region)
    return place.label(lang) if place else str(_table()[region]["zh" if lang == "zh" else "en"])


def find_region_name(region: str, lang: str) -> str | None:
    """The name of a region that only scenarios have, or of a place by its id; None for any other."""
    return region_name(region, lang) if region in _table() or places().get(region) else None


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))

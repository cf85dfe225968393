"""Towns so near to each other that one text names the one and another text the other for the same plant."""

from __future__ import annotations

from functools import lru_cache
from math import cos, hypot, radians

from gigawatch.vocab import places

NEAR_KM, FAR_KM = 20.0, 45.0
KM_PER_DEGREE = 111.0
CHINA = "CN"


@lru_cache(maxsize=65_536)
def are_neighbours(one: str, other: str, within_km: float = NEAR_KM) -> bool:
    """True for two places of one country, outside China, whose points are within 20 km, or the distance given.

    China's plants are told by prefecture and county, which are far larger than a town.
    """
    left, right = places().get(one), places().get(other)
    if left is None or right is None or left.country != right.country or left.country == CHINA:
        return False
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return False
    east = (left.lon - right.lon) * cos(radians(left.lat))
    return hypot(left.lat - right.lat, east) * KM_PER_DEGREE <= within_km


def has_point(identity: str) -> bool:
    """True for a place whose point on the map is known; those of China are told by name."""
    place = places().get(identity)
    return place is not None and (place.lat is not None or place.country == CHINA)

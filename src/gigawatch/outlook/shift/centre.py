"""The centre of gravity of an industry on the sphere, and how far and in which direction it moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigawatch.model import Interval
from gigawatch.outlook.shift.amount import RegionAmount
from gigawatch.outlook.shift.region import point_of
from gigawatch.outlook.shift.setting import settings
from gigawatch.outlook.shift.spread import draw, middle_part

if TYPE_CHECKING:
    from gigawatch.outlook.shift.spread import Numbers

HALF_TURN = 180.0


@dataclass(frozen=True, slots=True)
class Centre:
    """A point in degrees north and east; the intervals hold 90 % of the draws, None where an amount is open upwards."""

    latitude: float
    longitude: float
    latitudes: Interval | None
    longitudes: Interval | None


@dataclass(frozen=True, slots=True)
class Path:
    """A centre's way between two years over the same regions: kilometres along the great circle, compass bearing at
    the start (degrees clockwise from north; None where it stood still), each with what 90 % of the draws give.

    `bearings` runs clockwise from `low` to `high` and may pass 360; None where an end is open or the draws point to
    more than half of the compass: then the amounts do not tell the direction.
    """

    start: Centre
    end: Centre
    km: float
    kms: Interval | None
    bearing: float | None
    bearings: Interval | None


def find_centre(amounts: Sequence[RegionAmount]) -> Centre | None:
    """The amount-weighted mean of the regions' points as unit vectors, brought back to the sphere.

    None where a region has no point, the amounts come to nothing, or their mean points nowhere.
    """
    found = _centres(amounts)
    return None if found is None else _centre(*found)


def find_path(before: Sequence[RegionAmount], after: Sequence[RegionAmount]) -> Path | None:
    """The way of the centre between two years; both must tell the same regions, in one order."""
    assert [one.region for one in before] == [one.region for one in after]
    one, other = _centres(before), _centres(after)
    if one is None or other is None:
        return None
    km, bearing = _distance(one[0], other[0]), _bearing(one[0], other[0])
    start, end = _centre(*one), _centre(*other)
    if one[1] is None or other[1] is None:
        return Path(start, end, float(km), None, _if_moved(float(bearing), float(km)), None)
    kms = middle_part(_distance(one[1], other[1]))
    bearings = _arc(float(bearing), _bearing(one[1], other[1])) if kms.high > settings().at_rest_km else None
    return Path(start, end, float(km), kms, _if_moved(float(bearing), float(km)), bearings)


def _if_moved(bearing: float, km: float) -> float | None:
    return bearing if km > settings().at_rest_km else None


def _centres(amounts: Sequence[RegionAmount]) -> tuple[Numbers, Numbers | None] | None:
    """The centre as (latitude, longitude), at the middle values and for each draw."""
    import numpy as np

    points = [point_of(one.region) for one in amounts]
    known = [point for point in points if point is not None]
    if not known or len(known) < len(points):
        return None
    vectors = _vectors(np.array(known))
    drawn = draw(amounts)
    middle = _point(np.array([one.value for one in amounts]) @ vectors)
    return None if middle is None else (middle, None if drawn is None else _point(drawn @ vectors))


def _vectors(points: Numbers) -> Numbers:
    import numpy as np

    lat, lon = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _point(vector: Numbers) -> Numbers | None:
    """Latitude and longitude of vectors along the last axis; None where one is too short to point anywhere."""
    import numpy as np

    x, y, z = vector[..., 0], vector[..., 1], vector[..., 2]
    if (np.linalg.norm(vector, axis=-1) <= settings().nowhere).any():
        return None
    found: Numbers = np.degrees(np.stack([np.arctan2(z, np.hypot(x, y)), np.arctan2(y, x)], axis=-1))
    return found


def _centre(middle: Numbers, drawn: Numbers | None) -> Centre:
    spans = (None, None) if drawn is None else (middle_part(drawn[:, 0]), _arc(float(middle[1]), drawn[:, 1]))
    return Centre(float(middle[0]), float(middle[1]), *spans)


def _distance(one: Numbers, other: Numbers) -> Numbers:
    """Kilometres along the great circle (the haversine formula)."""
    import numpy as np

    (lat1, lon1), (lat2, lon2) = (np.moveaxis(np.radians(place), -1, 0) for place in (one, other))
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    found: Numbers = 2 * settings().radius_km * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return found


def _bearing(one: Numbers, other: Numbers) -> Numbers:
    """Degrees clockwise from north at which the great circle from one point to the other begins."""
    import numpy as np

    (lat1, lon1), (lat2, lon2) = (np.moveaxis(np.radians(place), -1, 0) for place in (one, other))
    east = np.sin(lon2 - lon1) * np.cos(lat2)
    north = np.cos(lat1) * np.sin(lat2) - np.sin(lat1) * np.cos(lat2) * np.cos(lon2 - lon1)
    found: Numbers = np.degrees(np.arctan2(east, north)) % 360
    return found


def _arc(middle: float, angles: Numbers) -> Interval | None:
    """The middle 90 % of angles around one of them, in degrees; None where they take up half a turn or more."""
    found = middle_part((angles - middle + HALF_TURN) % 360 - HALF_TURN)
    return Interval(middle + found.low, middle + found.high) if found.high - found.low < HALF_TURN else None

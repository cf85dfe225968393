"""A user's file of outlines, GeoJSON or TopoJSON: read within limits, and checked before anything is drawn from it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from gigawatch.model import InputError
from gigawatch.report.outline.shape import Line, Shape
from gigawatch.report.outline.topology import Topology

MOST_BYTES = 16 * 1024 * 1024
MOST_POINTS = 400_000
FEWEST = 4  # points of a ring, its first again as its last
DEGREES = (180.0, 90.0)
AREAS, LINES = ("Polygon", "MultiPolygon"), ("LineString", "MultiLineString")
Json = Mapping[str, object]


def read_shapes(path: Path, where: str) -> tuple[Shape, ...]:
    """The shapes of a file in degrees; InputError that says what is wrong with it, and where in it.

    Too large, no GeoJSON or TopoJSON, a ring that is not closed, coordinates that are no degrees: all are refused.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        hint = f"{MOST_BYTES // 1024**2} MiB at most: simplify it, a picture has a few hundred dots"
        raise InputError(f"{path.name} has {size / 1024**2:.1f} MiB", where=where, hint=hint)
    data = _load(path, where)
    inside = f"{where}, {path.name}"
    shapes = tuple(_topology(data, inside) if data.get("type") == "Topology" else _features(data, inside))
    _check(shapes, inside)
    return shapes


def _load(path: Path, where: str) -> Json:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path.name} cannot be read: {error.strerror}", where=where) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path.name} is no JSON: {error}", where=where) from error
    if not isinstance(data, Mapping):
        raise InputError(f"{path.name} is neither GeoJSON nor TopoJSON", where=where)
    return data


def _topology(data: Json, where: str) -> Iterator[Shape]:
    found = Topology(data, where)
    yield from (found.shape(one) for one in found.geometries() if one["type"] in (*AREAS, *LINES))


def _features(data: Json, where: str) -> Iterator[Shape]:
    features = data.get("features") if data.get("type") == "FeatureCollection" else None
    if not isinstance(features, list):
        hint = "its outermost type must be FeatureCollection (GeoJSON) or Topology (TopoJSON)"
        raise InputError(f"a file of the type {data.get('type')!r}", where=where, hint=hint)
    for number, one in enumerate(features, 1):
        at = f"{where}, feature {number}"
        if not isinstance(one, Mapping) or not isinstance(one.get("geometry"), Mapping):
            raise InputError("a feature without a geometry", where=at)
        properties = one.get("properties")
        told = properties if isinstance(properties, Mapping) else {}
        yield Shape(told, *_geometry(one["geometry"], at))


def _geometry(geometry: Json, where: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    kind, at = geometry.get("type"), geometry.get("coordinates")
    if kind not in (*AREAS, *LINES):
        hint = f"known: {', '.join((*AREAS, *LINES))}"
        raise InputError(f"a geometry of the type {kind!r}", where=where, hint=hint)
    depth = {"LineString": [at], "Polygon": at, "MultiLineString": at}.get(str(kind))
    if depth is None and isinstance(at, list):
        depth = [ring for polygon in at if isinstance(polygon, list) for ring in polygon]
    if not isinstance(depth, list) or not depth:
        raise InputError("a geometry without coordinates", where=where)
    lines = tuple(_line(one, where) for one in depth)
    return (lines, ()) if kind in AREAS else ((), lines)


def _line(points: object, where: str) -> Line:
    try:
        found = np.asarray([(point[0], point[1]) for point in points], dtype=np.float64)  # type: ignore[attr-defined]
    except (IndexError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise InputError("coordinates that are no pairs of numbers", where=where) from error
    return found


def _check(shapes: tuple[Shape, ...], where: str) -> None:
    if not any(shape.points for shape in shapes):
        raise InputError("a file without any shape", where=where)
    points = sum(shape.points for shape in shapes)
    if points > MOST_POINTS:
        hint = f"{MOST_POINTS:,} at most: simplify it"
        raise InputError(f"a file of {points:,} points", where=where, hint=hint)
    for number, shape in enumerate(shapes, 1):
        at = f"{where}, feature {number}"
        for line in (*shape.rings, *shape.lines):
            _check_degrees(line, at)
        for ring in shape.rings:
            _check_ring(ring, at)


def _check_degrees(line: Line, where: str) -> None:
    if len(line) < 2 or not np.isfinite(line).all():
        raise InputError("a line of fewer than two points, or with a coordinate that is no number", where=where)
    if (np.abs(line) > DEGREES).any():
        at = line[(np.abs(line) > DEGREES).any(axis=1)][0]
        hint = "longitude, then latitude (EPSG:4326): convert the file to degrees"
        raise InputError(f"{at[0]:g}, {at[1]:g} are no degrees", where=where, hint=hint)


def _check_ring(ring: Line, where: str) -> None:
    if len(ring) < FEWEST or not np.array_equal(ring[0], ring[-1]):
        hint = "a ring has four points or more, its first again as its last"
        raise InputError(f"an area whose ring of {len(ring)} points is not closed", where=where, hint=hint)

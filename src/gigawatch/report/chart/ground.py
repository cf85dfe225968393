"""The ground of a map: land as one area, borders as lines, both in dots and below all marks."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.report.outline.shape import Line
from gigawatch.report.picture import Spec

LAND, BORDER = "#e6e9ed", "#aab2bc"


def draw_areas(rings: Sequence[Line]) -> list[Spec]:
    """Every ring in one area, so that neighbours leave no seam between them; nothing without rings."""
    shape: Spec = {"type": "MultiPolygon", "coordinates": [[_dots(ring)] for ring in rings]}
    return [_shape(shape, {"fill": LAND, "stroke": None})] if rings else []


def draw_lines(lines: Sequence[Line]) -> list[Spec]:
    """Lines of borders; nothing without lines."""
    shape: Spec = {"type": "MultiLineString", "coordinates": [_dots(line) for line in lines]}
    return [_shape(shape, {"filled": False, "stroke": BORDER, "strokeWidth": 0.6})] if lines else []


def _shape(geometry: Spec, look: Spec) -> Spec:
    feature = {"type": "Feature", "geometry": geometry, "properties": {}}
    plane = {"type": "identity", "scale": 1, "translate": [0, 0]}
    return {"data": {"values": [feature]}, "projection": plane, "mark": {"type": "geoshape", "clip": False, **look}}


def _dots(line: Line) -> list[list[float]]:
    found: list[list[float]] = line.round(1).tolist()
    return found

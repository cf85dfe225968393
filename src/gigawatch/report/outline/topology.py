"""TopoJSON: arcs that neighbours share, put together to lines and rings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from gigawatch.model import InputError
from gigawatch.report.outline.shape import Line, Shape

Numbers = Sequence[int]
Thin = Callable[[Line], Line]


class Topology:
    """The arcs and objects of a TopoJSON file. `thin` takes points out of an arc, for both of its sides alike."""

    def __init__(self, data: Mapping[str, object], where: str, thin: Thin | None = None) -> None:
        self.where = where
        self.arcs = [thin(arc) if thin else arc for arc in _decode(data, where)]
        objects = data.get("objects")
        if not isinstance(objects, Mapping) or not objects:
            raise InputError("a TopoJSON file without objects", where=where)
        self.objects = objects

    def geometries(self) -> Iterator[Mapping[str, object]]:
        """Every geometry of every object, those of collections one by one."""
        for one in self.objects.values():
            yield from self._parts(one)

    def shape(self, geometry: Mapping[str, object]) -> Shape:
        """One geometry as a shape."""
        properties = geometry.get("properties")
        told = properties if isinstance(properties, Mapping) else {}
        rings, lines = self._areas(geometry), self._ways(geometry)
        return Shape(told, tuple(self.join(ring) for ring in rings), tuple(self.join(line) for line in lines))

    def uses(self, geometry: Mapping[str, object]) -> Iterator[int]:
        """The numbers of the arcs that the areas of a geometry are bounded by, whichever way they run."""
        for ring in self._areas(geometry):
            yield from (number if number >= 0 else ~number for number in ring)

    def join(self, numbers: Numbers) -> Line:
        """The arcs of some numbers end to end; a negative number is the arc run backwards."""
        parts = [self._arc(number) for number in numbers]
        return np.concatenate([parts[0], *(part[1:] for part in parts[1:])]) if parts else np.empty((0, 2))

    def _arc(self, number: int) -> Line:
        at = number if number >= 0 else ~number
        if at >= len(self.arcs):
            raise InputError(f"an arc {at} that the file lacks", where=self.where)
        return self.arcs[at] if number >= 0 else self.arcs[at][::-1]

    def _parts(self, one: object) -> Iterator[Mapping[str, object]]:
        if not isinstance(one, Mapping) or "type" not in one:
            raise InputError("an object that is no geometry", where=self.where)
        inner = one.get("geometries")
        if one["type"] != "GeometryCollection":
            yield one
        elif isinstance(inner, list):
            for part in inner:
                yield from self._parts(part)

    def _areas(self, geometry: Mapping[str, object]) -> list[Numbers]:
        arcs = geometry.get("arcs")
        if geometry["type"] == "Polygon":
            return self._lists(arcs)
        if geometry["type"] == "MultiPolygon" and isinstance(arcs, list):
            return [ring for polygon in arcs for ring in self._lists(polygon)]
        return []

    def _ways(self, geometry: Mapping[str, object]) -> list[Numbers]:
        arcs = geometry.get("arcs")
        if geometry["type"] == "LineString":
            return self._lists([arcs])
        return self._lists(arcs) if geometry["type"] == "MultiLineString" else []

    def _lists(self, arcs: object) -> list[Numbers]:
        is_right = isinstance(arcs, list) and all(
            isinstance(one, list) and one and all(isinstance(number, int) for number in one) for one in arcs
        )
        if not is_right:
            raise InputError("arcs that are no lists of numbers", where=self.where)
        assert isinstance(arcs, list)
        return arcs


def _decode(data: Mapping[str, object], where: str) -> list[Line]:
    """The arcs in degrees: each point is told from the one before where the file says how to scale."""
    arcs, transform = data.get("arcs"), data.get("transform")
    if not isinstance(arcs, list):
        raise InputError("a TopoJSON file without arcs", where=where)
    try:
        plain = [np.asarray(arc, dtype=np.float64)[:, :2] for arc in arcs]
        if transform is None:
            return plain
        if not isinstance(transform, Mapping):
            raise InputError("a transform that is no table", where=where)
        scale, move = (np.asarray(transform[key], dtype=np.float64) for key in ("scale", "translate"))
        return [np.cumsum(arc, axis=0) * scale + move for arc in plain]
    except (IndexError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise InputError("arcs that are no points", where=where) from error

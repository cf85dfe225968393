"""Cutting rings and lines at the edges of a box of so many dots."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np

from gigawatch.report.outline.shape import Line

Box = tuple[float, float]


def clip_ring(ring: Line, box: Box) -> Line:
    """What of a ring lies in the box, closed along its edges (the four cuts of Sutherland and Hodgman)."""
    if _is_inside(ring, box):
        return ring
    for axis, edge, is_upper in ((0, 0.0, False), (0, box[0], True), (1, 0.0, False), (1, box[1], True)):
        if len(ring) == 0:
            break
        ring = _cut(ring, axis, edge, is_upper)
    return _close(ring)


def _close(ring: Line) -> Line:
    """A ring whose last point is its first: who draws it leaves the last one out."""
    is_open = len(ring) > 0 and not np.array_equal(ring[0], ring[-1])
    return np.concatenate((ring, ring[:1])) if is_open else ring


def clip_line(line: Line, box: Box) -> Iterator[Line]:
    """The parts of a line in the box; a part ends at the edge that it crosses."""
    if _is_inside(line, box):
        yield line
        return
    part: list[tuple[float, float]] = []
    for start, end in pairwise(line):
        found = _between(start, end, box)
        if found is None or (part and found[0] != part[-1]):
            yield from _told(part)
            part = []
        if found is not None:
            part = [*part, found[1]] if part else list(found)
    yield from _told(part)


def _told(part: list[tuple[float, float]]) -> Iterator[Line]:
    if len(part) > 1:
        yield np.array(part)


def _is_inside(line: Line, box: Box) -> bool:
    low, high = line.min(axis=0), line.max(axis=0)
    return bool((low >= 0).all() and (high <= box).all())


def _cut(ring: Line, axis: int, edge: float, is_upper: bool) -> Line:
    """The part of a ring on the inner side of one edge."""
    side = edge - ring[:, axis] if is_upper else ring[:, axis] - edge
    is_in = side >= 0
    if is_in.all():
        return ring
    before, side_before = np.roll(ring, 1, axis=0), np.roll(side, 1)
    kept: list[Line] = []
    for at in np.flatnonzero(is_in | np.roll(is_in, 1)):
        if is_in[at] != (side_before[at] >= 0):
            share = side_before[at] / (side_before[at] - side[at])
            kept.append(before[at] + share * (ring[at] - before[at]))
        if is_in[at]:
            kept.append(ring[at])
    return np.array(kept) if kept else np.empty((0, 2))


def _between(start: Line, end: Line, box: Box) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The part of one stretch in the box (after Liang and Barsky); None where none is."""
    step = end - start
    first, last = 0.0, 1.0
    for axis in (0, 1):
        for toward, room in ((-step[axis], start[axis]), (step[axis], box[axis] - start[axis])):
            if toward == 0 and room < 0:
                return None
            if toward < 0:
                first = max(first, room / toward)
            elif toward > 0:
                last = min(last, room / toward)
    if first > last:
        return None
    at: Callable[[float], tuple[float, float]] = lambda share: (  # noqa: E731
        float(start[0] + share * step[0]), float(start[1] + share * step[1]),
    )  # fmt: skip
    return at(first), at(last)

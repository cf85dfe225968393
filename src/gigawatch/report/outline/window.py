"""Windows: the part of the world that a picture shows, and how degrees become dots in it.

A part is a plane of longitude and latitude, true to scale along its middle parallel. The whole is in the Equal Earth
projection, in which areas are true to one another: B. Savric, T. Patterson and B. Jenny, "The Equal Earth map
projection", International Journal of Geographical Information Science 33 (2019), equations 7 and 8
(https://doi.org/10.1080/13658816.2018.1504949).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

import numpy as np

from gigawatch.report.outline.clip import clip_line, clip_ring
from gigawatch.report.outline.shape import Line, Outline, thin

TERMS = (1.340264, -0.081106, 0.000893, 0.003796)
HALF = 180.0
WHOLE = 100.0  # degrees of longitude from which on the whole world is shown
SOUTH, NORTH = -56.0, 78.0
NARROWEST = 5.0
MARGIN = 0.14
LOWEST, HIGHEST = 230.0, 420.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Window:
    """From `west` to `east` and `south` to `north`, in degrees, on so many dots."""

    west: float
    east: float
    south: float
    north: float
    width: float
    height: float
    is_world: bool = False

    @classmethod
    def around(cls, points: Sequence[Point], width: float, margin: float = MARGIN) -> Window:
        """The window that shows some points (longitude, latitude) with room about them; the world if needed."""
        longitudes, latitudes = [one[0] for one in points], [one[1] for one in points]
        if max(longitudes) - min(longitudes) > WHOLE:
            return cls.world(width)
        middle = (min(latitudes) + max(latitudes)) / 2
        squeeze = max(cos(radians(middle)), 0.2)
        across = max(max(longitudes) - min(longitudes), NARROWEST) * (1 + 2 * margin)
        up = max(max(latitudes) - min(latitudes), NARROWEST * squeeze / 2) * (1 + 2 * margin)
        height = min(max(width * up / (across * squeeze), LOWEST), HIGHEST)
        across = max(across, up / squeeze * width / height)
        up = across * squeeze * height / width
        at = (min(longitudes) + max(longitudes)) / 2
        south, north = max(middle - up / 2, -90.0), min(middle + up / 2, 90.0)
        return cls(at - across / 2, at + across / 2, south, north, width, round(height))

    @classmethod
    def world(cls, width: float) -> Window:
        """The whole world but the empty ends of it."""
        whole = cls(-180.0, 180.0, SOUTH, NORTH, width, 1.0, is_world=True)
        _, _, low, high = whole.frame
        reach = whole.frame[1] - whole.frame[0]
        return cls(-180.0, 180.0, SOUTH, NORTH, width, round(width * (high - low) / reach), is_world=True)

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """The ends of the two axes of the plane: left, right, bottom, top."""
        if not self.is_world:
            return self.west, self.east, self.south, self.north
        side = np.array([(180.0, 0.0), (0.0, self.south), (0.0, self.north)])
        plane = _equal_earth(side)
        return -float(plane[0, 0]), float(plane[0, 0]), float(plane[1, 1]), float(plane[2, 1])

    @property
    def finest(self) -> float:
        """The degrees that make about one dot."""
        return (self.east - self.west) / self.width * (1.0 if self.is_world else 0.8)

    def dots(self, line: Line) -> Line:
        """Points in degrees as dots from the left and the top."""
        plane = _equal_earth(line) if self.is_world else line
        left, right, bottom, top = self.frame
        x = (plane[:, 0] - left) / (right - left) * self.width
        y = (top - plane[:, 1]) / (top - bottom) * self.height
        return np.stack((x, y), axis=1)

    def dot(self, point: Point) -> Point:
        """One point in degrees as dots from the left and the top."""
        found = self.dots(np.array([point]))[0]
        return float(found[0]), float(found[1])

    def cut(self, outline: Outline) -> Outline:
        """What of an outline lies in the window, in dots."""
        box = (self.width, self.height)
        rings = (clip_ring(ring, box) for ring in self._near(outline.rings, outline.finest))
        lines = (part for line in self._near(outline.lines, outline.finest) for part in clip_line(line, box))
        return Outline(tuple(ring for ring in rings if len(ring) > 3), tuple(lines))

    def _near(self, lines: Iterable[Line], finest: float) -> Iterator[Line]:
        """The lines whose box meets the window, in dots, without details below `finest` of them."""
        for line in (part for one in lines for part in _turns(one, self.is_world)):
            low, high = line.min(axis=0), line.max(axis=0)
            is_aside = low[0] > self.east or high[0] < self.west or low[1] > self.north or high[1] < self.south
            if not is_aside:
                yield thin(self.dots(line), finest) if finest else self.dots(line)


def _turns(line: Line, is_world: bool) -> Iterator[Line]:
    """A line over the 180th meridian unrolled, once more a turn further on, and for the world cut at that meridian.

    What goes round a pole is left out.
    """
    jumps = np.diff(line[:, 0])
    if (np.abs(jumps) <= HALF).all():
        yield line
        return
    whole = np.concatenate(([0.0], np.cumsum(-2 * HALF * np.round(jumps / (2 * HALF)))))
    if np.array_equal(line[0], line[-1]) and whole[-1] != 0:
        return
    for turn in (-2 * HALF, 0.0, 2 * HALF):
        part = line + np.stack((whole + turn, np.zeros(len(line))), axis=1)
        if is_world:
            part = clip_ring(part + HALF, (2 * HALF, 2 * HALF)) - HALF
        if len(part):
            yield part


def _equal_earth(line: Line) -> Line:
    """Degrees in the plane of Equal Earth."""
    a1, a2, a3, a4 = TERMS
    theta = np.arcsin(sqrt(3) / 2 * np.sin(np.radians(line[:, 1])))
    square = theta**2
    sixth = square**3
    y = theta * (a1 + a2 * square + sixth * (a3 + a4 * square))
    slope = a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)
    x = 2 * sqrt(3) * np.radians(line[:, 0]) * np.cos(theta) / (3 * slope)
    return np.stack((x, y), axis=1)

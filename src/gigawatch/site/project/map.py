"""The map of plants: land and borders as one path each, and a mark that leads on for every plant with a point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

import numpy as np

from gigawatch.report.house.outline import Outlines
from gigawatch.report.outline.shape import Line, thin
from gigawatch.report.outline.window import Window
from gigawatch.site.project.row import Project

WIDTH = 1100.0
LARGEST, SMALLEST = 16.0, 3.2  # radius in dots
TURN = pi * (3 - sqrt(5))  # plants of one town stand about its point as seeds of a sunflower do
APART = 3.4
FINEST, FEWEST = 1.2, 4  # details below so many dots are left out, and areas of fewer points


@dataclass(frozen=True, slots=True)
class Spot:
    """The point of a plant's town in dots, how far aside its mark is drawn, so that plants of one town do not hide each
    other, and the radius of the mark. Who draws the map nearer draws radius and distance smaller alike.
    """

    project: Project
    number: int
    x: float
    y: float
    aside: tuple[float, float]
    radius: float

    @property
    def is_aside(self) -> bool:
        """True where the mark does not stand at the point of its town."""
        return self.aside != (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies below the marks: the size of the picture, land and borders as paths, and who made them."""

    width: float
    height: float
    land: str
    borders: str
    credit: str


def draw_ground(outlines: Outlines, lang: str) -> Ground:
    """The world that maps of this house are drawn on."""
    window = Window.world(WIDTH)
    found = outlines.world_in(window)
    rings = (ring for one in found.rings if len(ring := thin(one, FINEST)) >= FEWEST)
    lines = (line for one in found.lines if len(line := thin(one, FINEST)) > 1)
    land, borders = "".join(_path(ring) + "z" for ring in rings), "".join(map(_path, lines))
    return Ground(window.width, window.height, land, borders, outlines.credit(lang, window))


def place_spots(projects: Sequence[Project]) -> list[Spot]:
    """A spot for each plant with a point: its area in proportion to its battery capacity, the largest drawn first."""
    window = Window.world(WIDTH)
    most = max((_amount(one) for one in projects), default=0.0)
    towns: dict[str, int] = defaultdict(int)
    spots = []
    for number, one in enumerate(projects):
        town = one.plant.town
        if town is None:
            continue
        x, y = window.dot((town.lon, town.lat))
        aside, turn = APART * sqrt(towns[town.id]), TURN * towns[town.id]
        towns[town.id] += 1
        radius = max(LARGEST * sqrt(_amount(one) / most), SMALLEST) if most else SMALLEST
        spots.append(Spot(one, number, x, y, (aside * cos(turn), aside * sin(turn)), radius))
    return sorted(spots, key=lambda spot: (-spot.radius, spot.number))


def list_missing(projects: Iterable[Project]) -> list[Project]:
    """The plants that no point can stand for."""
    return [one for one in projects if one.plant.town is None]


def _amount(project: Project) -> float:
    return sum(fact.value for fact in project.plant.counted)


def _path(line: Line) -> str:
    """A line as the steps of a path, in tenths of dots: each point from the one before."""
    tenths = np.round(line * 10).astype(int)
    steps = np.diff(tenths, axis=0) / 10
    (x, y), rest = tenths[0] / 10, " ".join(f"{dx:g} {dy:g}" for dx, dy in steps)
    return f"M{x:g} {y:g}l{rest}"

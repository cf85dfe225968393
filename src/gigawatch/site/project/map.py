"""The map of plants: land and borders as one path each, and a mark that leads on for every plant with a point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, floor, hypot, pi, sin, sqrt

import numpy as np

from gigawatch.report.house.outline import Outlines
from gigawatch.report.outline.shape import Line, thin
from gigawatch.report.outline.window import Window
from gigawatch.site.project.row import Project

WIDTH = 1100.0
LARGEST, SMALLEST = 16.0, 3.2  # radius in dots
TURN = pi * (3 - sqrt(5))  # plants of one town stand about its point as seeds of a sunflower do
APART = 1.7  # the distance of the first seed
BETWEEN = 0.5  # dots between two marks of one town
SQUARE = 2 * SMALLEST + BETWEEN  # of the grid in which marks look for their neighbours
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
class TownName:
    """A town with marks: its point in dots, and the marks."""

    id: str
    x: float
    y: float
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies below the marks: the size of the picture, land and borders as paths, and who made them.

    `provinces` are the borders of provinces, empty where the house has no file of them.
    """

    width: float
    height: float
    land: str
    borders: str
    provinces: str
    credit: str


def draw_ground(outlines: Outlines, lang: str) -> Ground:
    """The world that maps of this house are drawn on."""
    window = Window.world(WIDTH)
    found, inner = outlines.world_in(window), outlines.provinces_in(window)
    rings = (ring for one in found.rings if len(ring := thin(one, FINEST)) >= FEWEST)
    land, borders = "".join(_path(ring) + "z" for ring in rings), _draw_lines(found.lines)
    provinces = _draw_lines((*inner.rings, *inner.lines))
    return Ground(window.width, window.height, land, borders, provinces, outlines.credit(lang, window, inner))


def _draw_lines(lines: Iterable[Line]) -> str:
    return "".join(_path(line) for one in lines if len(line := thin(one, FINEST)) > 1)


def place_spots(projects: Sequence[Project]) -> list[Spot]:
    """A spot for each plant with a point: its area in proportion to its battery capacity, the largest drawn first."""
    window = Window.world(WIDTH)
    most = max((_amount(one) for one in projects), default=0.0)
    towns: dict[str, list[tuple[int, Project, float]]] = defaultdict(list)
    for number, one in enumerate(projects):
        if one.plant.town is not None:
            radius = max(LARGEST * sqrt(_amount(one) / most), SMALLEST) if most else SMALLEST
            towns[one.plant.town.id].append((number, one, radius))
    spots = []
    for group in towns.values():
        group.sort(key=lambda item: (-item[2], item[0]))
        for (number, one, radius), aside in zip(group, _keep_apart([item[2] for item in group]), strict=True):
            assert one.plant.town is not None
            x, y = window.dot((one.plant.town.lon, one.plant.town.lat))
            spots.append(Spot(one, number, x, y, aside, radius))
    return sorted(spots, key=lambda spot: (-spot.radius, spot.number))


def name_towns(spots: Iterable[Spot]) -> list[TownName]:
    """The towns of some spots, those with the most plants first."""
    towns: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        assert spot.project.plant.town is not None
        towns[spot.project.plant.town.id].append(spot)
    found = [TownName(town, group[0].x, group[0].y, tuple(group)) for town, group in towns.items()]
    return sorted(found, key=lambda one: (-len(one.spots), one.id))


def _keep_apart(radii: Sequence[float]) -> list[tuple[float, float]]:
    """How far aside marks of one town stand, given by their radii, the largest first, so that none covers another.

    Marks stand in the squares of a grid that they reach into, so that each is held against its neighbours alone.
    """
    placed: list[tuple[float, float]] = []
    squares: dict[tuple[int, int], list[tuple[float, float, float]]] = defaultdict(list)
    seed = 0
    for radius in radii:
        while True:
            aside, turn = APART * sqrt(seed), TURN * seed
            x, y = aside * cos(turn), aside * sin(turn)
            seed += 1
            reached = _squares_of(x, y, radius + BETWEEN / 2)
            near = (one for square in reached for one in squares.get(square, ()))
            if all(hypot(x - left, y - top) >= radius + other + BETWEEN for left, top, other in near):
                break
        placed.append((x, y))
        for square in reached:
            squares[square].append((x, y, radius))
    return placed


def _squares_of(x: float, y: float, reach: float) -> list[tuple[int, int]]:
    """The squares of the grid that a mark reaches into."""
    left, right, top, bottom = (floor(end / SQUARE) for end in (x - reach, x + reach, y - reach, y + reach))
    return [(across, down) for across in range(left, right + 1) for down in range(top, bottom + 1)]


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

"""Where the names on a picture stand: beside their points, so that none covers another name or a point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gigawatch.index.show.chart.frame import measure

GAP = 6.0
LETTER = 11.0
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in pixels from the left and top, how far its mark reaches, and its name."""

    x: float
    y: float
    radius: float
    name: str

    @property
    def box(self) -> Box:
        """What the mark itself covers."""
        return self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius


def place_names(spots: Sequence[Spot], width: float) -> list[tuple[float, float]]:
    """The middle of each name: to the right of its point, else left, above or below, else right all the same."""
    return [at or next(_sides(spot)) for spot, at in zip(spots, _place(spots, width, is_forced=True), strict=True)]


def place_free_names(spots: Sequence[Spot], width: float) -> list[tuple[float, float] | None]:
    """The middle of each name as above; None for one that would cover a mark or another name wherever it stood."""
    return _place(spots, width, is_forced=False)


def _place(spots: Sequence[Spot], width: float, *, is_forced: bool) -> list[tuple[float, float] | None]:
    """The first free middle of each name, None without one; `is_forced`: it then stands on the right."""
    taken = [spot.box for spot in spots]
    found: list[tuple[float, float] | None] = []
    for spot in spots:
        ways = [(at, _box(at, spot.name)) for at in _sides(spot)]
        free = (way for way in ways if way[1][0] >= 0 and way[1][2] <= width and not _meets(way[1], taken))
        chosen = next(free, None)
        found.append(chosen[0] if chosen else None)
        drawn = chosen or (ways[0] if is_forced else None)
        taken += [drawn[1]] if drawn else []
    return found


def _sides(spot: Spot) -> Iterator[tuple[float, float]]:
    aside, over = spot.radius + GAP + measure(spot.name) / 2, spot.radius + GAP + LETTER / 2
    yield from ((spot.x + aside, spot.y), (spot.x - aside, spot.y), (spot.x, spot.y - over), (spot.x, spot.y + over))


def _box(at: tuple[float, float], name: str) -> Box:
    half = measure(name) / 2
    return at[0] - half, at[1] - LETTER / 2, at[0] + half, at[1] + LETTER / 2


def _meets(box: Box, others: Iterable[Box]) -> bool:
    return any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in others)

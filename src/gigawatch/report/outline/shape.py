"""Shapes in degrees: areas and lines of one name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Line = NDArray[np.float64]
"""Points in a row: longitude and latitude in degrees, or what a window makes of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What one feature of a file draws: the rings of its areas, its lines, and what the file says of it."""

    properties: Mapping[str, object] = field(default_factory=dict)
    rings: tuple[Line, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def points(self) -> int:
        """How many points it has."""
        return sum(len(one) for one in (*self.rings, *self.lines))


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """What a map draws below its marks: rings to fill, and lines to draw over them.

    Details below `finest` dots may be left out of them; 0 where that was done before.
    """

    rings: tuple[Line, ...] = ()
    lines: tuple[Line, ...] = ()
    finest: float = 0.0


def thin(line: Line, finest: float) -> Line:
    """A line without points in the same square of a grid as the one before; its ends stay, for others meet there."""
    squares = np.round(line / finest)
    is_kept = np.ones(len(line), dtype=bool)
    is_kept[1:-1] = (np.diff(squares[:-1], axis=0) != 0).any(axis=1)
    return line[is_kept]

"""Whether a plan holds what runs already: 300 GWh planned for a city in which 210 GWh run are no 510."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from gigawatch.chain import Figure, Region, total
from gigawatch.model import Interval


class Overlap(StrEnum):
    """How plans stand to what runs: nothing runs, all that runs lies in the plans, or some plan leaves it open."""

    NONE = "none"
    HELD = "held"
    OPEN = "open"


def running_within(region: Region, built: Sequence[Figure], plan: Figure) -> Interval | None:
    """The running capacity that a plan holds: that of the very thing or region that it is told of, where the plan is
    surely larger, for then it tells the whole to be reached. None where no such capacity is told: the plan may add to
    what runs elsewhere in the region, or hold it.
    """
    own = [figure for figure in built if plan.subject in (region.id, figure.subject)]
    if not own:
        return None
    runs = total(figure.interval for figure in own)
    return runs if 0 < runs.high < plan.interval.low else None


def overlap_of(built: Sequence[Figure], held: Sequence[Interval | None]) -> Overlap:
    """How plans that hold so much of what runs, each or None, stand to all that runs."""
    if not built:
        return Overlap.NONE
    return Overlap.OPEN if None in held else Overlap.HELD

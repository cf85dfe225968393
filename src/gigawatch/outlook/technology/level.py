"""When a figure of a cell is as good as another: hedges kept, alike compared with alike."""

from __future__ import annotations

from gigawatch.figures import CellFigure
from gigawatch.model import Bound
from gigawatch.quantity import interval_of
from gigawatch.vocab import organisations

FALLING = frozenset({"charging_time"})  # measures of which less is better
UNLIKE = frozenset({"cycle_life"})  # measures that each source takes to an end and a depth of its own
FAMILIES = ("semi-solid", "NMC")


def is_comparable(figure: CellFigure) -> bool:
    """False for a charging time without the part of the charge it is of, and for what each source measures anew."""
    return figure.measure not in UNLIKE and (figure.measure not in FALLING or figure.condition is not None)


def level_of(figure: CellFigure) -> float:
    """What must be reached for the figure to be true: the least of its interval (of a time, the most).

    A figure of `up to 360` promises that 360 is reached.
    """
    interval = interval_of(figure.quantity)
    if figure.measure in FALLING:
        return interval.high
    return figure.quantity.value if figure.quantity.bound is Bound.UP_TO else interval.low


def merit(figure: CellFigure) -> float:
    """The level, such that more is better for every measure."""
    return -level_of(figure) if figure.measure in FALLING else level_of(figure)


def reaches(figure: CellFigure, aim: CellFigure) -> bool:
    """True when every value that the figure allows is as good as the aim's level; `up to` never is sure of that."""
    interval = interval_of(figure.quantity)
    if figure.measure in FALLING:
        return interval.high <= level_of(aim)
    return interval.low >= level_of(aim)


def family(chemistry: str) -> str:
    """The chemistry without its grade: NMC of NMC811, semi-solid of semi-solid NMC."""
    return next((name for name in FAMILIES if chemistry.startswith(name)), chemistry)


def maker_of(name: str) -> str:
    """The id of a maker's organisation, or the name as told where the vocabulary has none."""
    known = organisations().find(name)
    return known.id if known is not None else name

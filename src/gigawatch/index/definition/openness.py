"""What is known only at least: no fall from a whole that was told, and how far an open end may reach in the draws."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from gigawatch.index.definition.cell import AT_LEAST, Cell


def leave_fragments(cells: Iterable[Cell]) -> Iterator[Cell]:
    """Cells by unit and period, without those that are known only at least and are less than the whole that was last
    told of the unit: they tell of what sources cover, and would read as a fall.
    """
    whole: dict[str, float] = {}
    for cell in cells:
        if cell.taken.inference != AT_LEAST:
            whole[cell.unit] = cell.taken.value
        if cell.taken.value >= whole.get(cell.unit, cell.taken.value):
            yield cell


def close_open(cells: Iterable[Cell]) -> list[Cell]:
    """Cells of one indicator whose open ends reach up to the largest figure that any unit has in the period.

    Nothing is known of what is missing but that nobody is known to have more. The largest itself stays closed where a
    hedge would close it.
    """
    found = list(cells)
    most: defaultdict[str, float] = defaultdict(lambda: float("-inf"))
    for cell in found:
        most[cell.period] = max(most[cell.period], cell.taken.high)
    return [_close(cell, most[cell.period]) if cell.taken.inference == AT_LEAST else cell for cell in found]


def _close(cell: Cell, end: float) -> Cell:
    return replace(cell, taken=replace(cell.taken, high=end))

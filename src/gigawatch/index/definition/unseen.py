"""How many units without a figure may stand above one that has one: no list of published figures is complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor

from gigawatch.index.definition.cell import Cell, weigh_in
from gigawatch.index.definition.definition import Definition, Indicator
from gigawatch.index.definition.gathering import Shelf
from gigawatch.model import period_order


@dataclass(frozen=True)
class Unseen:
    """The most units without a figure that may exceed each (unit, period) in one indicator.

    What the published total leaves over, less every figure known, cannot hold more units of at least the unit's size;
    and where a source names the largest units, only those of them without a figure can be larger than one of them.
    """

    by_indicator: Mapping[str, Mapping[tuple[str, str], int]]

    def find(self, indicators: Sequence[str], unit: str, period: str) -> int | None:
        """The number for a score that rests on these indicators: known where it rests on one alone, else None."""
        if len(indicators) != 1:
            return None
        return self.by_indicator.get(indicators[0], {}).get((unit, period))


def count_unseen(definition: Definition, shelf: Shelf, cells: Mapping[str, Sequence[Cell]]) -> Unseen:
    """Count for every indicator that names its total; more must be better in it."""
    counted = (found for found in definition.indicators if found.total is not None and found.direction == 1)
    return Unseen({found.code: _count(definition, found, shelf, cells[found.code]) for found in counted})


def _count(
    definition: Definition, indicator: Indicator, shelf: Shelf, cells: Sequence[Cell]
) -> dict[tuple[str, str], int]:
    found = {}
    for period in sorted({cell.period for cell in cells}, key=period_order):
        here = [cell for cell in cells if cell.period == period]
        rest = _find_rest(definition, indicator, shelf, here, period)
        for cell in here:
            limits = [floor(max(rest, 0.0) / cell.low)] if rest is not None and cell.low > 0 else []
            limits += _limit_by_listing(definition, cell, here)
            if limits:
                found[(cell.unit, period)] = min(limits)
    return found


def _find_rest(
    definition: Definition, indicator: Indicator, shelf: Shelf, here: Sequence[Cell], period: str
) -> float | None:
    """The greatest total published, less the least that the known units may have."""
    total = indicator.total
    assert total is not None
    rows = shelf.find(total.measure, total.unit, total.of, period)
    if not rows:
        return None
    return max(row.high for row in weigh_in(rows, definition.spread)) - sum(cell.low for cell in here)


def _limit_by_listing(definition: Definition, cell: Cell, here: Sequence[Cell]) -> list[int]:
    known = {other.unit for other in here}
    listings = [listing for listing in definition.listings if listing.period == cell.period]
    return [len(set(listing.members) - known) for listing in listings if cell.unit in listing.members]

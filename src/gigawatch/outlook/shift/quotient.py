"""Location quotients: a region's share of batteries over its share of something else that a shipped table tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gigawatch.chain import divide, hull
from gigawatch.ledger import Ledger
from gigawatch.model import Interval, Observation
from gigawatch.outlook.shift.amount import RegionAmount, share_of, sum_of
from gigawatch.outlook.shift.region import Level, region_of
from gigawatch.outlook.shift.setting import Reference, settings
from gigawatch.outlook.shift.table import cells_of, interval_of_cell

FEWEST = 2
Shares = Mapping[str, Mapping[str, Mapping[str, Sequence[Observation]]]]


@dataclass(frozen=True, slots=True)
class Quotient:
    """A region's location quotient: above one, it has more of the batteries than of the reference."""

    region: str
    quotient: Interval
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The quotients against one reference, both shares within the regions that the series and the reference tell for
    the year; without any where fewer than two are: `both` says how many.
    """

    reference: str
    both: int
    quotients: tuple[Quotient, ...]


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A reference with its cells by year, region and measure."""

    reference: Reference
    cells: Shares

    def compare(self, year: str, amounts: Mapping[str, RegionAmount]) -> Comparison:
        """The quotients of a year; Comparison without any where fewer than two regions are told in both."""
        own = {r: one for r, one in self.cells.get(year, {}).items() if len(one) == len(self.reference.measures)}
        both = sorted(amounts.keys() & own.keys())
        if len(both) < FEWEST:
            return Comparison(self.reference.code, len(both), ())
        sums = {region: _sum(own[region]) for region in both}
        found = (self._quotient(region, both, amounts, sums, own[region]) for region in both)
        return Comparison(self.reference.code, len(both), tuple(one for one in found if one is not None))

    def _quotient(
        self,
        region: str,
        both: Sequence[str],
        amounts: Mapping[str, RegionAmount],
        sums: Mapping[str, Interval],
        cells: Mapping[str, Sequence[Observation]],
    ) -> Quotient | None:
        others = [one for one in both if one != region]
        share = share_of(amounts[region].interval, sum_of(amounts[one] for one in others))
        rest = Interval(sum(sums[one].low for one in others), sum(sums[one].high for one in others))
        found = divide(share, share_of(sums[region], rest))
        ids = tuple(cell.id for group in cells.values() for cell in group)
        return None if found is None else Quotient(region, found, ids)


def find_yardsticks(ledger: Ledger, level: Level) -> Iterator[Yardstick]:
    """The references of a level with their cells, whole calendar years only."""
    for reference in settings().references:
        if level in reference.by:
            found: dict[str, dict[str, dict[str, list[Observation]]]] = defaultdict(lambda: defaultdict(dict))
            for cell in cells_of(ledger, reference.table, reference.measures):
                region = region_of(cell.subject, level)
                if region is not None and len(cell.period) == len("2000"):
                    found[cell.period][region].setdefault(cell.measure, []).append(cell)
            yield Yardstick(reference, found)


def _sum(cells: Mapping[str, Sequence[Observation]]) -> Interval:
    """The sum of the measures, of each the hull of what its cells allow."""
    hulls = [hull(map(interval_of_cell, group)) for group in cells.values()]
    return Interval(sum(one.low for one in hulls), sum(one.high for one in hulls))

"""One year of a series: shares, concentration and centre of what is told, and what changed since the year before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gigawatch.model import Interval
from gigawatch.outlook.shift.amount import RegionAmount, Series, share_of, sum_of
from gigawatch.outlook.shift.centre import Centre, Path, find_centre, find_path
from gigawatch.outlook.shift.quotient import FEWEST, Comparison
from gigawatch.outlook.shift.region import Level, regions_of
from gigawatch.outlook.shift.setting import settings
from gigawatch.outlook.shift.spread import Estimate, estimate, herfindahl, theil


@dataclass(frozen=True, slots=True)
class RegionShare:
    """A region's amount and its share of what is told that year, from 0 to 1."""

    amount: RegionAmount
    share: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEnd:
    """What is told at a year's end, the largest first. `regions` counts every region of the level, told or not.

    `herfindahl` runs from 10,000 / N to 10,000 and `theil` from 0 to ln N, over the N regions told. They and `centre`
    are None for fewer regions than the settings ask for (`is_enough` is False), and where the amounts come to nothing.
    `comparisons` hold the shares against those of something else.
    """

    year: str
    shares: tuple[RegionShare, ...]
    regions: int
    total: Interval
    herfindahl: Estimate | None
    theil: Estimate | None
    centre: Centre | None
    comparisons: tuple[Comparison, ...]

    @property
    def is_enough(self) -> bool:
        """True where enough regions are told for a concentration and a centre."""
        return is_enough(len(self.shares))

    @property
    def told(self) -> float:
        """The share of the level's regions of which anything is told."""
        return len(self.shares) / self.regions

    @property
    def new(self) -> tuple[str, ...]:
        """The regions of which something was told in this very year."""
        return tuple(one.amount.region for one in self.shares if one.amount.is_new)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareChange:
    """A region's share of the regions that two years tell, in each of them."""

    region: str
    before: Interval
    after: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class YearChange:
    """What changed between two years, over the `regions` that both tell anew: one that appears later did not move.

    `told_before` and `told_after` count the regions told anew in each. `changes` takes two regions told in both years;
    `path` as many as a centre does, and is None where a point is not known. `is_one_source` is False where a table's
    figures come from different pages: then part of the change may be of what was counted.
    """

    before: str
    after: str
    regions: tuple[str, ...]
    told_before: int
    told_after: int
    changes: tuple[ShareChange, ...]
    path: Path | None
    is_one_source: bool | None

    @property
    def is_enough(self) -> bool:
        """True where both years tell enough regions for a move of the centre."""
        return is_enough(len(self.regions))


def is_enough(regions: int) -> bool:
    """True for a number of regions of which concentration, a centre and its move are told."""
    return regions >= settings().least.regions


def make_year(year: str, amounts: Sequence[RegionAmount], level: Level, comparisons: Sequence[Comparison]) -> YearEnd:
    """A year of a series."""
    ordered = sorted(amounts, key=lambda one: (-one.value, one.region))
    several = ordered if is_enough(len(ordered)) else []
    return YearEnd(
        year=year,
        shares=tuple(RegionShare(one, share_within([one], ordered)) for one in ordered),
        regions=len(regions_of(level)),
        total=sum_of(ordered),
        herfindahl=estimate(several, herfindahl),
        theil=estimate(several, theil),
        centre=find_centre(several),
        comparisons=tuple(comparisons),
    )


def find_steps(series: Series) -> Iterator[YearChange]:
    """The step from each year in which something is told to the next one."""
    told = [year for year, amounts in series.years.items() if any(one.is_new for one in amounts.values())]
    yield from (compare(series, before, after) for before, after in pairwise(told))


def compare(series: Series, before: str, after: str) -> YearChange:
    """What changed between two years over the regions that both tell anew."""
    first, last = _new(series, before), _new(series, after)
    common = tuple(sorted(first.keys() & last.keys()))
    one, other = [first[region] for region in common], [last[region] for region in common]
    changes = (
        ShareChange(region=a.region, before=share_within([a], one), after=share_within([b], other))
        for a, b in zip(one, other, strict=True)
    )
    return YearChange(
        before=before,
        after=after,
        regions=common,
        told_before=len(first),
        told_after=len(last),
        changes=tuple(changes) if len(common) >= FEWEST else (),
        path=find_path(one, other) if is_enough(len(common)) else None,
        is_one_source=_is_one_source([*one, *other]) if series.table and common else None,
    )


def share_within(part: Sequence[RegionAmount], whole: Sequence[RegionAmount]) -> Interval:
    """The share of some regions in all of those told."""
    names = {one.region for one in part}
    return share_of(sum_of(part), sum_of(one for one in whole if one.region not in names))


def _new(series: Series, year: str) -> dict[str, RegionAmount]:
    return {region: one for region, one in series.years[year].items() if one.is_new}


def _is_one_source(amounts: Sequence[RegionAmount]) -> bool:
    return len({source.address for one in amounts for source in one.sources}) == 1

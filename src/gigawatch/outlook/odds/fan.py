"""The capacity outlook by year: what runs, and of what is planned as much as may come, with a fan of quantiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isinf
from typing import TYPE_CHECKING

from gigawatch.chain import Figure, Presence, Region, find_supply, total
from gigawatch.ledger import Ledger
from gigawatch.model import PLANTS, Interval
from gigawatch.outlook.odds.fit import Model
from gigawatch.outlook.odds.overlap import Overlap, overlap_of, running_within
from gigawatch.outlook.odds.project import prospect_of
from gigawatch.outlook.odds.rate import published_hull
from gigawatch.outlook.odds.setting import rules

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
LAST = 2030  # the year that the published rates are of
UNIT = "GWh/yr"


@dataclass(frozen=True, slots=True)
class YearOutlook:
    """Cell capacity at a year's end in GWh a year: the 5, 25, 50, 75 and 95 % quantiles of the draws."""

    year: int
    quantiles: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityOutlook:
    """`basis` is odds (chances of the projects), rates (published ones) or none (no rate was published by the day).

    `built` and `planned` are the ledger's own totals with their facts. Of a plan that holds what runs (`overlap`
    is held) only what exceeds it comes; where sources leave that open, only what exceeds it is sure to be on top.
    """

    basis: str
    built: Interval | None
    planned: Interval | None
    built_facts: tuple[str, ...]
    planned_facts: tuple[str, ...]
    overlap: Overlap
    years: tuple[YearOutlook, ...]


def find_fan(ledger: Ledger, region: Region, since: date, by: date, model: Model | None) -> CapacityOutlook | None:
    """The outlook of a region's cell capacity from a day on; None where nothing is planned there.

    With a model the chance of each plant and year counts. Without one the hull of the published rates says which share
    of what is planned is there at the end of 2030; no rate tells the years between, and the way is drawn straight.
    """
    built, planned = (find_supply(ledger, region, "cell", one) for one in (Presence.RUNNING, Presence.PLANNED))
    if planned is None:
        return None
    hull = published_hull(since)
    basis = "odds" if model is not None else "rates" if hull is not None else "none"
    shares = _Draws(region, built.figures if built is not None else (), planned.figures)
    span = range(since.year, max(LAST, by.year) + 1)
    if model is not None:
        drawn = {year: shares.by_odds(ledger, model, since, year) for year in span}
    elif hull is not None:
        drawn = {year: shares.by_rate(hull, since, year) for year in span}
    else:
        drawn = {}
    return CapacityOutlook(
        basis=basis,
        built=built.interval if built is not None else None,
        planned=planned.interval,
        built_facts=tuple(figure.fact for figure in built.figures) if built is not None else (),
        planned_facts=tuple(figure.fact for figure in planned.figures),
        overlap=shares.overlap,
        years=tuple(YearOutlook(year, shares.quantiles(found)) for year, found in drawn.items()),
    )


class _Draws:
    """The draws of one outlook, the same for every year, so that the fan never narrows by chance."""

    def __init__(self, region: Region, built: Sequence[Figure], planned: Sequence[Figure]) -> None:
        import numpy as np

        rule = rules().draw
        self.random = np.random.default_rng(rule.seed)
        self.count = rule.draws
        self.planned = planned
        self.runs = self._between(total(figure.interval for figure in built) if built else Interval(0.0, 0.0))
        held = [running_within(region, built, figure) for figure in planned]
        self.overlap = overlap_of(built, held)
        self.coming = self._on_top(held)
        self.luck = [self.random.uniform(size=self.count) for _ in planned]
        self.share = self.random.uniform(size=self.count)

    def _on_top(self, held: Sequence[Interval | None]) -> list[Numbers]:
        """Of each plan what comes on top of what runs: all beyond what it holds of that, and where nobody tells so an
        even draw from the whole of it and what exceeds the rest of what runs.
        """
        import numpy as np

        amounts = [self._between(figure.interval) for figure in self.planned]
        within = [None if one is None else self._between(one) for one in held]
        beyond = [amount if one is None else amount - one for amount, one in zip(amounts, within, strict=True)]
        rest = self.runs - np.sum([one for one in within if one is not None], axis=0)
        unsure = np.sum([amount for amount, one in zip(amounts, within, strict=True) if one is None], axis=0)
        least = np.maximum(unsure - np.maximum(rest, 0.0), 0.0) / np.maximum(unsure, 1e-9)
        share = 1 - (1 - least) * self.random.uniform(size=self.count)
        return [more * share if one is None else more for more, one in zip(beyond, within, strict=True)]

    def by_odds(self, ledger: Ledger, model: Model, since: date, year: int) -> Numbers:
        """What is there at a year's end: a plant comes or does not, a place's or firm's plan comes in part."""
        import numpy as np

        total = np.zeros(self.count)
        for figure, amount, luck in zip(self.planned, self.coming, self.luck, strict=True):
            thing = ledger.entities.get(figure.subject)
            day = figure.known_on or since.isoformat()
            fact = ledger.facts[figure.fact]
            prospect = prospect_of(figure.status or "announced", day, [fact])
            chances = model.start_chances([prospect], date.min, date(year, 12, 31))[:, 0]
            is_plant = thing is not None and thing.kind in PLANTS
            total += amount * ((luck < chances) if is_plant else chances)
        return self._all(total)

    def by_rate(self, hull: Interval, since: date, year: int) -> Numbers:
        """What is there at a year's end, of all plans together."""
        import numpy as np

        share = hull.low + (hull.high - hull.low) * self.share
        start, end = since.toordinal(), date(LAST, 12, 31).toordinal()
        way = min(max((date(year, 12, 31).toordinal() - start) / max(end - start, 1), 0.0), 1.0)
        return self._all(np.sum(self.coming, axis=0) * share * way)

    def quantiles(self, numbers: Numbers) -> tuple[float, ...]:
        import numpy as np

        return tuple(float(one) for one in np.quantile(numbers, QUANTILES))

    def _all(self, coming: Numbers) -> Numbers:
        found: Numbers = self.runs + coming
        return found

    def _between(self, interval: Interval) -> Numbers:
        """Even between the ends of a hedge; its lower end where it is open."""
        high = interval.low if isinf(interval.high) else interval.high
        found: Numbers = self.random.uniform(interval.low, high, self.count)
        return found

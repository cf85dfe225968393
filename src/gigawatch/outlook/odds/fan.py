"""The capacity outlook by year: what runs, and of what is planned as much as may come, with a fan of quantiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isinf
from typing import TYPE_CHECKING

from gigawatch.chain import Figure, Presence, Region, find_supply
from gigawatch.ledger import Ledger
from gigawatch.model import PLANTS, Interval
from gigawatch.outlook.odds.fit import Model
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

    `built` and `planned` are the ledger's own totals with their facts. `is_within` is True where the plan may hold what
    runs already: then only what exceeds it is sure to be on top.
    """

    basis: str
    built: Interval | None
    planned: Interval | None
    built_facts: tuple[str, ...]
    planned_facts: tuple[str, ...]
    is_within: bool
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
    runs = built.interval if built is not None else Interval(0.0, 0.0)
    shares = _Draws(runs, planned.figures)
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
        is_within=shares.is_within,
        years=tuple(YearOutlook(year, shares.quantiles(found)) for year, found in drawn.items()),
    )


class _Draws:
    """The draws of one outlook, the same for every year, so that the fan never narrows by chance."""

    def __init__(self, runs: Interval, planned: Sequence[Figure]) -> None:
        import numpy as np

        rule = rules().draw
        self.random = np.random.default_rng(rule.seed)
        self.count = rule.draws
        self.planned = planned
        self.runs = self._between(runs)
        self.amounts = [self._between(figure.interval) for figure in planned]
        whole = np.sum(self.amounts, axis=0)
        self.is_within = bool(runs.high > 0)
        least = np.maximum(whole - self.runs, 0.0) / np.maximum(whole, 1e-9)
        self.on_top = 1 - (1 - least) * self.random.uniform(size=self.count)
        self.luck = [self.random.uniform(size=self.count) for _ in planned]
        self.share = self.random.uniform(size=self.count)

    def by_odds(self, ledger: Ledger, model: Model, since: date, year: int) -> Numbers:
        """What is there at a year's end: a plant comes or does not, a place's or firm's plan comes in part."""
        import numpy as np

        total = np.zeros(self.count)
        for figure, amount, luck in zip(self.planned, self.amounts, self.luck, strict=True):
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
        return self._all(np.sum(self.amounts, axis=0) * share * way)

    def quantiles(self, numbers: Numbers) -> tuple[float, ...]:
        import numpy as np

        return tuple(float(one) for one in np.quantile(numbers, QUANTILES))

    def _all(self, coming: Numbers) -> Numbers:
        found: Numbers = self.runs + coming * self.on_top
        return found

    def _between(self, interval: Interval) -> Numbers:
        """Even between the ends of a hedge; its lower end where it is open."""
        high = interval.low if isinf(interval.high) else interval.high
        found: Numbers = self.random.uniform(interval.low, high, self.count)
        return found

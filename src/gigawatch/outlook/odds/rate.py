"""Base rates: what studies published, and what the table of histories counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from gigawatch.figures import ProjectHistory, Sampling, last_day_of, load_package, middle_of
from gigawatch.model import Interval, Observation, Quantity
from gigawatch.outlook.odds.prospect import DAYS, Fate, continent_of, fate_of, is_not_built
from gigawatch.outlook.odds.score import wilson
from gigawatch.outlook.odds.setting import rules
from gigawatch.quantity import interval_of

TABLE = "realisation_rates"
PER_CENT = 100
ALL = "all"
FEWEST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRate:
    """A share that a study published, as its cell tells it; `is_prior` where it enters the model's prior."""

    cell: Observation
    interval: Interval
    is_prior: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Histories of one kind: how many started, were not built (cancelled or suspended without a start), are undecided.

    `listed` of them are of lists followed whole; `share` is started of those, with Wilson's interval. None where they
    are fewer than ten: single cases give no rate. `years` is the median time from their earlier to their later source.
    """

    by: str
    of: str
    projects: int
    started: int
    not_built: int
    undecided: int
    listed: int
    share: float | None
    interval: Interval | None
    years: float | None


def published_rates(by: date | None = None) -> tuple[PublishedRate, ...]:
    """Every published rate, or those published by a day."""
    cells = [cell for cell in load_package(TABLE) if by is None or last_day_of(cell.vintage or "9999") <= by]
    return tuple(PublishedRate(cell=cell, interval=_share(cell), is_prior=_is_prior(cell)) for cell in cells)


def published_hull(by: date | None = None) -> Interval | None:
    """The least interval that holds what studies of the prior's subject expect; None where none was published by then.

    A rate of `up to` tells an upper end only, and is left out.
    """
    found = [one.interval for one in published_rates(by) if one.is_prior]
    return Interval(min(one.low for one in found), max(one.high for one in found)) if found else None


def middle_rate(by: date | None = None) -> float:
    """The middle of the hull of the rates published by a day; a half where none was."""
    hull = published_hull(by)
    return (hull.low + hull.high) / 2 if hull is not None else 0.5


def count_histories(histories: Sequence[ProjectHistory]) -> tuple[Count, ...]:
    """The table counted: in all, by how it was sampled, by continent, link and the status of the earlier source."""
    groups: dict[tuple[str, str], list[ProjectHistory]] = {(ALL, ALL): list(histories)}
    for one in histories:
        keys = (
            ("sampling", one.sampling.value),
            ("continent", continent_of(one.country) or ""),
            ("link", one.link),
            ("status", one.earlier_status),
        )
        for key in keys:
            groups.setdefault(key, []).append(one)
    order = {key: number for number, key in enumerate((ALL, "sampling", "continent", "link", "status"))}
    ordered = sorted(groups.items(), key=lambda item: (order[item[0][0]], -len(item[1]), item[0][1]))
    return tuple(_count(by, of, group) for (by, of), group in ordered)


def _count(by: str, of: str, group: Sequence[ProjectHistory]) -> Count:
    started = sum(fate_of(one) is Fate.STARTED for one in group)
    not_built = sum(is_not_built(one) for one in group)
    listed = [one for one in group if one.sampling is Sampling.LIST]
    came = sum(fate_of(one) is Fate.STARTED for one in listed)
    is_rate = len(listed) >= FEWEST
    return Count(
        by=by,
        of=of,
        projects=len(group),
        started=started,
        not_built=not_built,
        undecided=len(group) - started - not_built,
        listed=len(listed),
        share=came / len(listed) if is_rate else None,
        interval=wilson(came, len(listed)) if is_rate else None,
        years=median(map(_years_between, listed)) if is_rate else None,
    )


def _years_between(history: ProjectHistory) -> float:
    return (middle_of(history.outcome_on) - middle_of(history.earlier_on)).days / DAYS


def _is_prior(cell: Observation) -> bool:
    rule = rules().prior
    is_of_it = cell.subject == rule.subject and cell.period == rule.period
    return is_of_it and cell.measure in rule.measures and _share(cell).low > 0


def _share(cell: Observation) -> Interval:
    found = interval_of(Quantity(cell.value, cell.unit, cell.qualifier, cell.high))
    return Interval(found.low / PER_CENT, found.high / PER_CENT)


def known_by(histories: Iterable[ProjectHistory], by: date | None) -> tuple[ProjectHistory, ...]:
    """The histories whose start or other outcome had become known by a day; without one, all."""
    return tuple(one for one in histories if by is None or last_day_of(one.decided_on) <= by)

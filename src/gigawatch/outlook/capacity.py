"""Capacity over time: every stated yearly capacity of a region and its sites, by stage and by what it covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gigawatch.chain import Figure, Presence, Region, divide, facts_of, figure_of, hull, is_target, presence_of
from gigawatch.ledger import Ledger, covers_whole
from gigawatch.model import PLANTS, EntityKind, Fact, Interval, period_order

UNIT = "GWh/yr"
OUTPUT = "GWh"
FORECAST = "forecast"
YEAR = 4


@dataclass(frozen=True, slots=True)
class CapacitySeries:
    """The capacities of one thing at one stage, oldest first.

    `scope` says what they cover: region, organisation, base (a site with its parts), site (part of a base) or phase.
    Points of different scopes or stages are never compared nor added.
    """

    subject: str
    scope: str
    stage: str
    perimeter: str | None
    points: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Utilisation:
    """Output of a year over the capacity that ran in it, of the same thing; `share` is 1 for full use.

    The capacity is the hull of all that was stated for the year, for it may have grown meanwhile.
    """

    subject: str
    year: str
    share: Interval
    output: Figure
    capacity: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class CapacityPage:
    """Capacity series of a region and the utilisation where output of the same thing and year is known."""

    series: tuple[CapacitySeries, ...]
    utilisation: tuple[Utilisation, ...]


def make_capacity_page(ledger: Ledger, region: Region) -> CapacityPage:
    """The capacity page of a region."""
    facts = [f for f in facts_of(ledger, region, "capacity") if f.unit == UNIT]
    groups: dict[tuple[str, str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[(_scope(ledger, fact), fact.subject, _stage(fact), fact.perimeter or "")].append(fact)
    ordered = sorted(groups, key=lambda key: (_rank(key[0]), key))
    series = tuple(_series(ledger, key, groups[key]) for key in ordered)
    return CapacityPage(series, tuple(_utilisation(ledger, region, facts)))


def _series(ledger: Ledger, key: tuple[str, str, str, str], facts: Sequence[Fact]) -> CapacitySeries:
    scope, subject, stage, perimeter = key
    points = tuple(figure_of(ledger, f) for f in sorted(facts, key=lambda f: (period_order(f.valid_on), f.id)))
    return CapacitySeries(subject, scope, stage, perimeter or None, points)


SCOPES = ("region", "organisation", "base", "site", "phase", "other")


def _rank(scope: str) -> int:
    return SCOPES.index(scope)


def _scope(ledger: Ledger, fact: Fact) -> str:
    thing = ledger.entities[fact.subject]
    if not covers_whole(fact.perimeter) or thing.kind is EntityKind.PHASE:
        return "phase"
    if thing.kind in PLANTS:
        return "site" if thing.part_of else "base"
    return {EntityKind.PLACE: "region", EntityKind.ORGANISATION: "organisation"}.get(thing.kind, "other")


def _stage(fact: Fact) -> str:
    return FORECAST if is_target(fact) else presence_of(fact.status).value


def _utilisation(ledger: Ledger, region: Region, capacity: Sequence[Fact]) -> Iterator[Utilisation]:
    running = [f for f in capacity if _stage(f) == Presence.RUNNING.value and _scope(ledger, f) != "phase"]
    for made in facts_of(ledger, region, "production"):
        year = made.valid_on or ""
        alike = [f for f in running if f.subject == made.subject and (f.valid_on or "")[:YEAR] == year]
        if made.unit == OUTPUT and len(year) == YEAR and not is_target(made) and alike:
            yield from _share(ledger, made, alike)


def _share(ledger: Ledger, made: Fact, alike: Sequence[Fact]) -> Iterator[Utilisation]:
    output, capacity = figure_of(ledger, made), tuple(figure_of(ledger, fact) for fact in alike)
    share = divide(output.interval, hull(f.interval for f in capacity))
    if share is not None:
        yield Utilisation(made.subject, made.valid_on or "", share, output, capacity)

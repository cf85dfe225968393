"""Stated capacity of a link in a region at one stage, counted as the ledger counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from gigawatch.chain.activity import CAPACITY, VEHICLES, is_of_link, is_target
from gigawatch.chain.figure import Figure, figure_of
from gigawatch.chain.form import convert
from gigawatch.chain.interval import total
from gigawatch.chain.presence import Presence
from gigawatch.chain.region import Region, facts_of
from gigawatch.ledger import Ledger, Stage
from gigawatch.ledger.link import link_of
from gigawatch.ledger.part import Asked, tally
from gigawatch.ledger.stage import total_of
from gigawatch.model import EntityKind, Fact, Interval, Settlement
from gigawatch.vocab import links

MEASURES = {"vehicle": (CAPACITY, VEHICLES)}  # a car plant is told of by the cars that it makes in a year
STAGE_OF = {Presence.RUNNING: Stage.BUILT, Presence.PLANNED: Stage.PLANNED}


@dataclass(frozen=True, slots=True)
class Supply:
    """A yearly capacity at one stage; `figures` are its terms: one that covers the region, or separate sites.

    `interval` is in what the link's product is counted in, `stated` as the sources tell it.
    """

    link: str
    presence: Presence
    interval: Interval
    unit: str
    figures: tuple[Figure, ...]
    stated: Interval


def find_supply(ledger: Ledger, region: Region, link: str, presence: Presence) -> Supply | None:
    """The ledger's own total of a link's capacity in a region at one stage: see `gigawatch ledger --total`."""
    stage = STAGE_OF.get(presence)
    if stage is None or region.id not in ledger.entities:
        return None
    found = (_count(ledger, region, link, stage, measure) for measure in MEASURES.get(link, (CAPACITY,)))
    counted = next(filter(None, found), None)
    return _supply(ledger, link, presence, links()[link].unit, counted) if counted else None


def _count(ledger: Ledger, region: Region, link: str, stage: Stage, measure: str) -> Sequence[Fact]:
    """The facts that make up the ledger's total."""
    unit = links()[link].unit
    place = region.id if region.kind == EntityKind.PLACE.value else None
    owner = None if place else region.id
    asked = Asked(measure=measure, unit=unit, stage=stage.value, place=place, owner=owner, links=(link,))
    facts = [f for f in facts_of(ledger, region, measure) if f.unit == unit and total_of(f.status) == stage.value]
    known = (f for f in facts if not is_target(f) and is_of_link(ledger, f, link))
    decided = [f for f in known if f.verdict is not Settlement.ABSTAINED]
    return tally(ledger, asked, _standing(ledger, decided)).counted


def _standing(ledger: Ledger, facts: Sequence[Fact]) -> list[Fact]:
    """Of one thing's capacities those that stand: where one is of a later date and another was published later, the
    larger, since what was built stays until a source says otherwise.
    """
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[(fact.subject, fact.place, fact.perimeter, link_of(ledger, fact))].append(fact)
    return [
        fact
        for group in groups.values()
        for fact in group
        if not any(_is_told_later(other, fact) and other.value > fact.value for other in group)
    ]


def _is_told_later(fact: Fact, other: Fact) -> bool:
    return (fact.known_on or "") > (other.known_on or "")


def _supply(ledger: Ledger, link: str, presence: Presence, unit: str, facts: Sequence[Fact]) -> Supply:
    figures = tuple(figure_of(ledger, fact) for fact in sorted(facts, key=lambda f: f.id))
    stated, counted = total(f.interval for f in figures), total(convert(ledger, link, f) for f in figures)
    return Supply(link, presence, counted, unit, figures, stated)

"""The material balance: what a region's cells need of a link's product, against the capacity that sources state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gigawatch.chain.intensity import Intensity, intensities
from gigawatch.chain.interval import divide, hull, multiply
from gigawatch.chain.presence import Presence
from gigawatch.chain.region import Region
from gigawatch.chain.supply import Supply, find_supply
from gigawatch.ledger import Ledger
from gigawatch.model import Interval
from gigawatch.vocab import links

CELL = "cell"
STAGES = (Presence.RUNNING, Presence.PLANNED)


class Outcome(StrEnum):
    """What a balance shows: stated capacity covers the whole need, or does not show that it does, or is not stated.

    What sources state of a region's capacity is a lower bound, so that no balance ever shows that a region lacks
    something: `open` stands for stated capacity below the need, whatever more there may be.
    """

    COVERED = "covered"
    OPEN = "open"
    NO_CAPACITY = "no capacity stated"
    NO_INTENSITY = "no intensity published"


@dataclass(frozen=True, slots=True)
class Need:
    """What the cells need a year by one published intensity."""

    intensity: Intensity
    interval: Interval


@dataclass(frozen=True, slots=True)
class Balance:
    """One link's balance at one stage: cells, supply, needs by source, all as intervals, and the share covered.

    `need` is the hull over all published intensities, since sources seldom say a plant's chemistry.
    """

    link: str
    presence: Presence
    outcome: Outcome
    cells: Supply
    supply: Supply | None
    needs: tuple[Need, ...]
    need: Interval | None
    covered: Interval | None
    unit: str


def find_balances(ledger: Ledger, region: Region) -> list[Balance]:
    """A balance for each link that feeds cells, at each stage for which the region's cell capacity is known."""
    return list(_balances(ledger, region))


def _balances(ledger: Ledger, region: Region) -> Iterator[Balance]:
    for presence in STAGES:
        cells = find_supply(ledger, region, CELL, presence)
        if cells is not None:
            for link in _feeders():
                yield _balance(cells, link, find_supply(ledger, region, link, presence))


def _feeders() -> list[str]:
    """Links whose product goes into cells, and those for which an intensity is published."""
    return [
        code for code, link in links().items() if (CELL in link.feeds and code != "equipment") or code in intensities()
    ]


def _balance(cells: Supply, link: str, supply: Supply | None) -> Balance:
    needs = tuple(Need(i, multiply(cells.interval, i.interval)) for i in intensities().get(link, ()))
    need = hull(n.interval for n in needs) if needs else None
    covered = divide(supply.interval, need) if supply and need else None
    outcome = _outcome(supply, need, covered)
    return Balance(link, cells.presence, outcome, cells, supply, needs, need, covered, links()[link].unit)


def _outcome(supply: Supply | None, need: Interval | None, covered: Interval | None) -> Outcome:
    if need is None:
        return Outcome.NO_INTENSITY
    if supply is None:
        return Outcome.NO_CAPACITY
    return Outcome.COVERED if covered is not None and covered.low >= 1 else Outcome.OPEN

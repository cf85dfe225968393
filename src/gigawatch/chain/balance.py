"""The material balance: what one stage of a region's chain takes of another, against the capacity that is stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from gigawatch.chain.chemistry import ANY, Chemistries, find_chemistries
from gigawatch.chain.intensity import CELL, Intensity, intensities, pick_intensities, takers
from gigawatch.chain.interval import divide, hull, multiply, subtract
from gigawatch.chain.presence import Presence
from gigawatch.chain.region import Region
from gigawatch.chain.supply import Supply, find_supply
from gigawatch.ledger import Ledger
from gigawatch.model import Interval
from gigawatch.vocab import links

STAGES = (Presence.RUNNING, Presence.PLANNED)
MACHINES = "equipment"


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
    """What the taker needs a year by one published intensity."""

    intensity: Intensity
    interval: Interval


@dataclass(frozen=True, slots=True)
class FamilyNeed:
    """The need and the share covered, were all that is made of one chemistry."""

    family: str
    interval: Interval
    covered: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """One link's balance with what takes its product (`taker`) at one stage, all as intervals.

    `need` is the hull over the published intensities of `families`: those that sources name for all of the taker's
    capacity, else all that cells may be. `lacking` is what the stated capacity leaves to be brought from elsewhere or
    made by plants that no source tells of, `beyond` what it exceeds the need by; each None where it is nothing.
    Behind the taker (vehicles take cells) it is the other way round: `lacking` is what finds no taker told of here.
    """

    link: str
    presence: Presence
    outcome: Outcome
    taker: Supply
    supply: Supply | None
    chemistries: Chemistries
    needs: tuple[Need, ...]
    need: Interval | None
    covered: Interval | None
    lacking: Interval | None
    beyond: Interval | None
    by_family: tuple[FamilyNeed, ...]
    unit: str

    @property
    def is_outlet(self) -> bool:
        """True where the link takes what the taker makes: vehicles behind cells."""
        return links()[self.link].stage > links()[self.taker.link].stage


def find_balances(ledger: Ledger, region: Region) -> list[Balance]:
    """A balance for each link that feeds, or takes from, one whose capacity in the region is known at a stage."""
    return list(_balances(ledger, region))


def _balances(ledger: Ledger, region: Region) -> Iterator[Balance]:
    for presence in STAGES:
        for taker in takers():
            taking = find_supply(ledger, region, taker, presence)
            if taking is not None:
                chemistries = find_chemistries(ledger, taker, taking.figures)
                for link in _feeders(taker, chemistries):
                    yield _balance(taking, chemistries, link, find_supply(ledger, region, link, presence))


def _feeders(taker: str, chemistries: Chemistries) -> list[str]:
    """Links with a published intensity for the taker; for cells also those that feed them without one.

    What is only needed for another chemistry than the one told is left out: no nickel goes into iron phosphate.
    """
    direct = [code for code, link in links().items() if taker == CELL and CELL in link.feeds and code != MACHINES]
    counted = [code for code in links() if _rows(code, taker)]
    if chemistries.is_whole:
        counted = [code for code in counted if pick_intensities(code, taker, chemistries.families, is_known=True)]
    return [code for code in links() if code in direct or code in counted]


def _rows(link: str, taker: str) -> bool:
    return any(row.per == taker and row.is_counted for row in intensities().get(link, ()))


def _balance(taker: Supply, chemistries: Chemistries, link: str, supply: Supply | None) -> Balance:
    needs = _needs(taker, link, chemistries.families, chemistries.is_whole)
    need = hull(n.interval for n in needs) if needs else None
    covered = divide(supply.interval, need) if supply and need else None
    stated = supply.interval if supply else Interval(0, 0)
    return Balance(
        link=link,
        presence=taker.presence,
        outcome=_outcome(supply, need),
        taker=taker,
        supply=supply,
        chemistries=chemistries,
        needs=needs,
        need=need,
        covered=covered,
        lacking=subtract(need, stated) if need else None,
        beyond=subtract(stated, need) if need and supply else None,
        by_family=tuple(_by_family(taker, link, chemistries.families, supply)),
        unit=links()[link].unit,
    )


def _needs(taker: Supply, link: str, families: Iterable[str], is_known: bool) -> tuple[Need, ...]:
    rows = pick_intensities(link, taker.link, families, is_known=is_known)
    return tuple(Need(row, multiply(taker.interval, row.interval)) for row in rows)


def _by_family(taker: Supply, link: str, families: Iterable[str], supply: Supply | None) -> Iterator[FamilyNeed]:
    for family in families:
        own = [need for need in _needs(taker, link, (family,), True) if need.intensity.family != ANY]
        if own:
            need = hull(one.interval for one in own)
            yield FamilyNeed(family, need, divide(supply.interval, need) if supply else None)


def _outcome(supply: Supply | None, need: Interval | None) -> Outcome:
    if need is None:
        return Outcome.NO_INTENSITY
    if supply is None:
        return Outcome.NO_CAPACITY
    return Outcome.COVERED if supply.interval.low >= need.high else Outcome.OPEN

"""What the ledger knows of countries, provinces and firms at the end of each year, as figures to compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gigawatch.chain.presence import Presence, presence_of
from gigawatch.ledger import Ledger, links_of, list_signings_once
from gigawatch.ledger.part import Asked, tally
from gigawatch.ledger.stage import Progress, Stage, progress_of
from gigawatch.ledger.status import Signing
from gigawatch.model import EntityKind, Fact, Interval, period_order

CAPACITIES = {"ledger.capacity_running": ("GWh/yr", "cell"), "ledger.recycling_running": ("t/yr", "recycling")}
LINKS = "ledger.links_running"
REALISED = "ledger.signed_realised"
YEAR = 4
CURRENCY = "CNY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One figure of the ledger: of the place or firm `thing` at the end of a year.

    `low` and `high` keep the hedges of what was counted, `high` is infinite where an end is open; `evidence` are the
    facts counted, or the claims of a signing.
    """

    thing: str
    measure: str
    year: str
    low: float
    high: float
    unit: str
    evidence: tuple[str, ...]


def measure_ledger(ledger: Ledger, things: Sequence[str], years: Sequence[str]) -> list[Measured]:
    """Every figure of every thing and year that the ledger can tell; where it knows nothing there is none, not zero."""
    built = [fact for fact in ledger.facts.values() if presence_of(fact.status) is Presence.RUNNING]
    signings = list_signings_once(ledger)
    return [
        found
        for thing in things
        if thing in ledger.entities
        for year in years
        for found in (*_capacities(ledger, thing, year, built), *_links(ledger, thing, year, built))
    ] + [found for thing in things if thing in ledger.entities for found in _realised(ledger, thing, years, signings)]


def _capacities(ledger: Ledger, thing: str, year: str, facts: Iterable[Fact]) -> Iterator[Measured]:
    is_place = ledger.entities[thing].kind is EntityKind.PLACE
    for measure, (unit, link) in CAPACITIES.items():
        asked = Asked(
            measure="capacity",
            unit=unit,
            stage=Stage.BUILT.value,
            place=thing if is_place else None,
            owner=None if is_place else thing,
            links=(link,),
            valid_on=year,
        )
        found = tally(ledger, asked, [fact for fact in facts if fact.measure == "capacity" and fact.unit == unit])
        if found.interval is not None:
            yield _measured(thing, measure, year, found.interval, unit, (fact.id for fact in found.counted))


def _links(ledger: Ledger, thing: str, year: str, facts: Iterable[Fact]) -> Iterator[Measured]:
    """How many links a running plant of the thing is told of by the end of the year."""
    inside = ledger.within(thing)
    running: dict[str, str] = {}
    for fact in facts:
        if (fact.subject in inside or fact.place in inside) and _is_by(fact.valid_on, year):
            for link in links_of(ledger, fact)[0]:
                running.setdefault(link, fact.id)
    if running:
        count = float(len(running))
        yield _measured(thing, LINKS, year, Interval(count, count), "count", dict.fromkeys(running.values()))


def _realised(ledger: Ledger, thing: str, years: Sequence[str], signings: Sequence[Signing]) -> Iterator[Measured]:
    """The money of what was signed and runs, in all money signed until then, in per cent, of yuan alone."""
    inside = ledger.within(thing)
    own = [one for one in signings if (one.place in inside or one.thing in inside) and CURRENCY in one.money]
    for year in years:
        signed = [one for one in own if _is_by(one.valid_to, year)]
        runs = {one.id for one in signed if _runs(ledger, one.thing, year)}
        least = sum(one.money[CURRENCY].low for one in signed if one.id in runs)
        rest = [one.money[CURRENCY] for one in signed if one.id not in runs]
        whole = least + sum(one.low for one in rest)
        if whole > 0:
            evidence = dict.fromkeys(claim for one in signed for claim in one.claims)
            share = 100 * least / whole
            yield _measured(thing, REALISED, year, Interval(share, share), "%", evidence)


def _runs(ledger: Ledger, thing: str, year: str) -> bool:
    step = ledger.status(thing, date(int(year), 12, 31))
    return step is not None and progress_of(step.status) is Progress.RUNS


def _is_by(period: str | None, year: str) -> bool:
    return period is not None and period_order(period[:YEAR]) <= period_order(year)


def _measured(thing: str, measure: str, year: str, interval: Interval, unit: str, evidence: Iterable[str]) -> Measured:
    return Measured(
        thing=thing,
        measure=measure,
        year=year,
        low=interval.low,
        high=interval.high,
        unit=unit,
        evidence=tuple(evidence),
    )

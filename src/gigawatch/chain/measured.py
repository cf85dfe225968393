"""What the ledger knows of countries, provinces and firms at the end of each year, as figures to compare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from gigawatch.chain.presence import Presence, presence_of
from gigawatch.ledger import Ledger, Milestone, links_of, list_signings_once
from gigawatch.ledger.part import Asked, tally
from gigawatch.ledger.stage import Progress, Stage, progress_of
from gigawatch.ledger.status import Signing, find_ages, find_standing
from gigawatch.ledger.status.standing import taken_by
from gigawatch.ledger.status.step import stops
from gigawatch.model import EntityKind, Fact, Interval, period_order

CAPACITIES = {"ledger.capacity_running": ("GWh/yr", "cell"), "ledger.recycling_running": ("t/yr", "recycling")}
LINKS = "ledger.links_running"
REALISED = "ledger.signed_realised"
YEAR = 4
CURRENCY = "CNY"
NOTHING = Interval(0, 0)
Built = tuple[Fact, frozenset[str]]  # a fact of what runs, with its subject and all that holds it
Steps = Mapping[str, Sequence[Milestone]]  # of each thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One figure of the ledger: of the place or firm `thing` at the end of a year.

    `low` and `high` keep the hedges of what was counted, `high` is infinite where an end is open; `evidence` are the
    facts counted, or the claims of a signing. `is_whole` where a source states the whole thing, and not the ledger what
    the plants that it happens to know come to.
    """

    thing: str
    measure: str
    year: str
    low: float
    high: float
    unit: str
    evidence: tuple[str, ...]
    is_whole: bool


def measure_ledger(
    ledger: Ledger, things: Sequence[str], years: Sequence[str], *, beyond: float = inf
) -> list[Measured]:
    """Every figure of every thing and year that the ledger can tell; where it knows nothing there is none, not zero.

    Plants count that still run at the end of a year: what was closed or suspended by then does not. In a share of sums
    one that is open upwards (over 10 billion) is taken to lie at most `beyond` of itself above what is told.
    """
    known = [thing for thing in things if thing in ledger.entities]
    built = {thing: _find_built(ledger, thing) for thing in known}
    ends = {
        thing: steps
        for thing, steps in ledger.milestones.items()
        if any(step.status in stops().of_a_plant for step in steps)
    }
    found = [one for year in years for one in _count_year(ledger, year, built, ends)]
    sums = [(one, _close(one.money[CURRENCY], beyond)) for one in list_signings_once(ledger) if CURRENCY in one.money]
    return found + [one for thing in known for one in _realised(ledger, thing, years, sums)]


def _find_built(ledger: Ledger, thing: str) -> list[Built]:
    """The facts of a thing, or of what it holds, of what runs, each with its subject and all that holds that."""
    facts = [f for f in ledger.lookup.about(ledger.within(thing)) if presence_of(f.status) is Presence.RUNNING]
    return [(fact, frozenset({fact.subject, *ledger.kin.above(fact.subject)})) for fact in facts]


def _count_year(ledger: Ledger, year: str, built: Mapping[str, Sequence[Built]], ends: Steps) -> Iterator[Measured]:
    """What the plants that run at the end of a year come to."""
    stopped = _find_stopped(ends, _last_day(year))
    for thing, facts in built.items():
        running = [fact for fact, line in facts if stopped.isdisjoint(line)]
        yield from _capacities(ledger, thing, year, running)
        yield from _links(ledger, thing, year, running)


def _find_stopped(ends: Steps, day: date) -> frozenset[str]:
    """Of the plants with steps that end one those that were closed or suspended by a day and do not run since."""
    found = set()
    for thing, milestones in ends.items():
        taken = taken_by(milestones, day)
        if any(step.status in stops().of_a_plant for step in taken):
            standing = find_standing(taken)
            if standing is not None and progress_of(standing.status) is not Progress.RUNS:
                found.add(thing)
    return frozenset(found)


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
            evidence = tuple(fact.id for fact in found.counted)
            is_whole = _is_of_the_whole(found.counted, thing, is_place=is_place)
            yield _measured(thing, measure, year, found.interval, unit, evidence, is_whole=is_whole)


def _is_of_the_whole(counted: Sequence[Fact], thing: str, *, is_place: bool) -> bool:
    """Whether what is counted is stated of the thing itself: of no plant or phase, and of no firm in one place."""
    return all(f.subject == thing and f.perimeter is None and (is_place or f.place is None) for f in counted)


def _links(ledger: Ledger, thing: str, year: str, facts: Iterable[Fact]) -> Iterator[Measured]:
    """How many links a running plant of the thing, one of `facts`, is told of by the end of the year."""
    running: dict[str, str] = {}
    for fact in facts:
        if _is_by(fact.valid_on, year):
            for link in links_of(ledger, fact)[0]:
                running.setdefault(link, fact.id)
    if running:
        count = float(len(running))
        evidence = dict.fromkeys(running.values())
        yield _measured(thing, LINKS, year, Interval(count, count), "count", evidence, is_whole=False)


def _realised(
    ledger: Ledger, thing: str, years: Sequence[str], sums: Sequence[tuple[Signing, Interval]]
) -> Iterator[Measured]:
    """The money of what was signed and runs, in all money signed until then, in per cent, of yuan alone.

    At least what surely runs in all at its most, at most what may run in all at its least; none where nothing is known
    of the state of any project.
    """
    inside = ledger.within(thing)
    own = [(one, amount) for one, amount in sums if one.place in inside or one.thing in inside]
    for year in years:
        signed = [(one, amount) for one, amount in own if _is_by(one.valid_to, year)]
        money: dict[bool | None, Interval] = defaultdict(lambda: NOTHING)
        for one, amount in signed:
            money[_runs(ledger, one.thing, _last_day(year))] += amount
        if money.keys() - {None}:
            evidence = dict.fromkeys(claim for one, _ in signed for claim in one.claims)
            yield _measured(
                thing, REALISED, year, _share(money[True], money[None], money[False]), "%", evidence, is_whole=True
            )


def _runs(ledger: Ledger, thing: str, day: date) -> bool | None:
    """Whether a project runs on a day; None where nothing is told of it by then, or nothing for longer than its status
    is believed.
    """
    taken = taken_by(ledger.milestones.get(thing, ()), day)
    standing = find_standing(taken)
    if standing is not None and progress_of(standing.status) is Progress.RUNS:
        return True
    is_believed = any(not age.is_stale for age in find_ages(taken, day))
    return False if is_believed else None


def _share(runs: Interval, may: Interval, rest: Interval) -> Interval:
    """What runs, with what may run and without, in per cent of all.

    >>> _share(Interval(20, 20), Interval(20, 20), Interval(60, inf))
    Interval(low=0.0, high=40.0)
    """
    return Interval(_percent(runs.low, may.high + rest.high), _percent(runs.high + may.high, rest.low))


def _percent(part: float, rest: float) -> float:
    if part == 0 or rest == inf:
        return 0.0
    return 100.0 if part == inf else 100 * part / (part + rest)


def _close(amount: Interval, beyond: float) -> Interval:
    return Interval(amount.low, amount.low * (1 + beyond)) if amount.is_open and beyond < inf else amount


def _last_day(year: str) -> date:
    return date(int(year), 12, 31)


def _is_by(period: str | None, year: str) -> bool:
    return period is not None and period_order(period[:YEAR]) <= period_order(year)


def _measured(
    thing: str, measure: str, year: str, interval: Interval, unit: str, evidence: Iterable[str], *, is_whole: bool
) -> Measured:
    return Measured(
        thing=thing,
        measure=measure,
        year=year,
        low=interval.low,
        high=interval.high,
        unit=unit,
        evidence=tuple(evidence),
        is_whole=is_whole,
    )

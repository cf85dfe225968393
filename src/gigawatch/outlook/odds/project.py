"""The ledger's projects that are planned or being built, as the odds see them, and the chance of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gigawatch.chain import Presence, Region, presence_of
from gigawatch.ledger import Ledger, Milestone
from gigawatch.ledger.stage import Progress, progress_of
from gigawatch.model import PLANTS, Entity, Fact, Interval, period_order
from gigawatch.outlook.odds.fit import Model, Times, make_times
from gigawatch.outlook.odds.prospect import Prospect
from gigawatch.outlook.odds.setting import rules
from gigawatch.quantity import period_span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

COMING = (Progress.PLANNED, Progress.BUILDS, Progress.HALTED)
OTHER_LINKS = frozenset({"vehicle", "swapping", "second_life", "equipment"})
BUILDING, EARLY = "building", "early"
YEAR = 4


@dataclass(frozen=True, slots=True)
class Pending:
    """A thing of the ledger that is planned or being built; `claim` is the evidence of its step, `facts` those of its
    capacity and due time.
    """

    thing: str
    claim: str
    facts: tuple[str, ...]
    prospect: Prospect


@dataclass(frozen=True, slots=True)
class Reason:
    """By how much a trait moved a chance: the chance less what it were if the trait were that of the average."""

    trait: str
    change: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectOdds:
    """The chance that a thing has started by a day, with 90 % of the draws, and why: the largest reasons first.

    `is_beyond` is True where the day asked lies further ahead than the test looked: from its cut to the closing day.
    """

    pending: Pending
    chance: float
    interval: Interval
    reasons: tuple[Reason, ...]
    is_beyond: bool


def find_pending(ledger: Ledger, region: Region) -> tuple[Pending, ...]:
    """Every site, project and phase of a region that stands by a step before its start, oldest news first.

    What is closed, cancelled or running is none, nor is what makes no batteries nor goes into them (vehicles).
    """
    things = (e for e in ledger.entities.values() if e.id in region.members and e.kind in PLANTS)
    found = [one for thing in things if (one := _pending(ledger, thing)) is not None]
    return tuple(sorted(found, key=lambda one: (one.prospect.known_on, one.thing)))


def find_odds_of(model: Model, pending: Sequence[Pending], by: date, *, is_beyond: bool) -> tuple[ProjectOdds, ...]:
    """The chance of each to have started by a day, from what was last told of it.

    That nothing newer is told counts for nothing: a workspace without documents of a plant does not know that it is
    undecided.
    """
    if not pending:
        return ()
    prospects = [one.prospect for one in pending]
    traits, times = model.tabulate(prospects), make_times(prospects, date.min, by)
    drawn = model.start_chances_of(traits, times)
    reasons = [dict(_moves(model, traits, times, drawn, place)) for place in range(len(pending))]
    return tuple(
        ProjectOdds(
            pending=one,
            chance=float(drawn[:, place].mean()),
            interval=middle_part(drawn[:, place]),
            reasons=_ordered(reasons[place]),
            is_beyond=is_beyond,
        )
        for place, one in enumerate(pending)
    )


def middle_part(numbers: Numbers) -> Interval:
    """Where the middle 90 % of some numbers lie."""
    import numpy as np

    rule = rules().draw
    low, high = np.quantile(numbers, (rule.low, rule.high))
    return Interval(float(low), float(high))


def prospect_of(status: str, known_on: str, facts: Sequence[Fact]) -> Prospect:
    """What the ledger knows of a thing that stands by a status since a day; `facts` are its capacities to come."""
    return Prospect(status=status, known_on=date.fromisoformat(known_on), promised=_promised(facts, known_on))


def coming_capacity(ledger: Ledger, thing: str) -> list[Fact]:
    """The capacities of a thing that are planned or being built."""
    facts = ledger.select(subject=thing, measure="capacity")
    return [fact for fact in facts if presence_of(fact.status) in (Presence.PLANNED, Presence.BUILDING)]


def _pending(ledger: Ledger, thing: Entity) -> Pending | None:
    step: Milestone | None = ledger.status(thing.id)
    if step is None or progress_of(step.status) not in COMING or step.known_on is None:
        return None
    if thing.data.get("link") in OTHER_LINKS:
        return None
    facts = coming_capacity(ledger, thing.id)
    prospect = prospect_of(step.status, step.known_on, facts)
    return Pending(thing.id, step.claim, tuple(fact.id for fact in facts), prospect)


def _promised(facts: Sequence[Fact], known_on: str) -> int | None:
    """The year in which the first capacity that was not yet due is to be there."""
    due = sorted((f.valid_on for f in facts if f.valid_on), key=period_order)
    for period in due:
        span = period_span(period.removesuffix(" target"))
        if span is not None and str(span[1]) > known_on:
            return int(str(span[1])[:YEAR])
    return None


def _moves(model: Model, traits: Numbers, times: Times, drawn: Numbers, place: int) -> Iterator[tuple[str, float]]:
    """What each trait of one project moved; being built and a promise that is not due yet are traits here too."""
    import numpy as np

    own, row = float(drawn[:, place].mean()), traits[place]
    one = Times(times.is_building[[place]], times.quiet[[place]], times.ends[[place]], times.early[[place]])

    def without(names: Sequence[str], at: Times = one) -> float:
        changed = row.copy()
        changed[[model.names.index(name) for name in names]] = 0.0
        return own - float(model.start_chances_of(changed[None, :], at).mean())

    for name in model.names:
        if row[model.names.index(name)] != 0:
            yield name, without([name])
    if one.early[0] > 0:
        yield EARLY, without([], Times(one.is_building, one.quiet, one.ends, np.zeros(1)))
    if one.is_building[0]:
        yield BUILDING, without([], Times(np.array([False]), one.quiet, one.ends, one.early))


def _ordered(moves: dict[str, float]) -> tuple[Reason, ...]:
    return tuple(Reason(name, change) for name, change in sorted(moves.items(), key=lambda one: -abs(one[1])))

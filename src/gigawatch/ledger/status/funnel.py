"""What became of what was signed: the agreements of a conference or of a place's year, followed to a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import inf

from gigawatch.ledger.stage import Progress, progress_of
from gigawatch.ledger.status.age import believed_until
from gigawatch.ledger.status.milestone import Milestone
from gigawatch.ledger.status.signing import SIGNED, Signing
from gigawatch.ledger.status.standing import find_standing, taken_by
from gigawatch.model import Interval


class Outcome(StrEnum):
    """What has become of an agreement; `silent`: nothing was heard for as long as a signing is believed."""

    SIGNED = "signed"
    UNDER_CONSTRUCTION = "under construction"
    OPERATING = "operating"
    HALTED = "delayed or suspended"
    CANCELLED = "cancelled"
    SILENT = "silent"


OUTCOMES = {
    Progress.RUNS: Outcome.OPERATING,
    Progress.BUILDS: Outcome.UNDER_CONSTRUCTION,
    Progress.PLANNED: Outcome.SIGNED,
    Progress.HALTED: Outcome.HALTED,
    Progress.ENDED: Outcome.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Followed:
    """One signed project with what became of it, and the step that shows it (None: nothing after the signing)."""

    signing: Signing
    outcome: Outcome
    step: Milestone | None


@dataclass(frozen=True, slots=True)
class OutcomeTotal:
    """The projects of one outcome, each once, with their stated money and capacity by unit as intervals.

    `without_money` and `without_capacity` count projects of which no sum or capacity is stated; planned and built
    capacity never meet, for an outcome is of one kind.
    """

    outcome: Outcome
    count: int
    money: Mapping[str, Interval]
    capacity: Mapping[str, Interval]
    without_money: int
    without_capacity: int


@dataclass(frozen=True, slots=True)
class StatedSigning:
    """What is stated of one conference: its number of projects and sums by currency, and the facts that say so."""

    event: str
    count: Interval | None
    money: Mapping[str, Interval]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SigningFunnel:
    """What was stated to be signed, what was found again of it by outcome, and the remainder that was not.

    `stated` and `unmatched` are numbers of projects as intervals, `stated_money` and `unmatched_money` sums by
    currency; None or absent where no total is stated. What is counted are projects that a document names and says to be
    signed then. `conferences` are what is stated of those held in the year, which are no total of it.
    """

    stated: Interval | None
    stated_money: Mapping[str, Interval]
    followed: tuple[Followed, ...]
    totals: tuple[OutcomeTotal, ...]
    unmatched: Interval | None
    unmatched_money: Mapping[str, Interval]
    conferences: tuple[StatedSigning, ...] = ()

    @property
    def found(self) -> int:
        """How many signed projects were found again."""
        return len(self.followed)


def make_signing_funnel(
    signings: Sequence[Signing],
    milestones: Mapping[str, Sequence[Milestone]],
    today: date,
    stated: Interval | None = None,
    stated_money: Mapping[str, Interval] | None = None,
) -> SigningFunnel:
    """The funnel of a batch of signings on a day. `milestones` are those of each thing and of its parts, by thing."""
    followed = tuple(follow(s, milestones.get(s.thing, ()), today) for s in _each_once(signings))
    money = stated_money or {}
    found = add(f.signing.money for f in followed)
    return SigningFunnel(
        stated,
        money,
        followed,
        tuple(_total(outcome, [f for f in followed if f.outcome is outcome]) for outcome in Outcome),
        subtract(stated, Interval(len(followed), len(followed))) if stated else None,
        {unit: subtract(whole, found.get(unit, Interval(0, 0))) for unit, whole in sorted(money.items())},
    )


def follow(signing: Signing, milestones: Sequence[Milestone], today: date) -> Followed:
    """What became of one signing: steps not taken before it, surely taken and published by the day.

    A plant that ran before it signed for more shows nothing by running on.
    """
    signed = signing.valid_to or ""
    admitted = taken_by(milestones, today, today)
    before = {m.status for m in admitted if m.time < (signing.valid_from or signed)}
    later = [m for m in admitted if m.status not in (SIGNED, "announced", "rumoured", *before) and m.time >= signed]
    step = find_standing(later)
    if step is not None:
        return Followed(signing, OUTCOMES[progress_of(step.status)], step)
    heard = max((m.known_on or "" for m in admitted if m.claim in signing.claims), default=signed) or signed
    is_silent = bool(heard) and believed_until(SIGNED, date.fromisoformat(heard)) <= today
    return Followed(signing, Outcome.SILENT if is_silent else Outcome.SIGNED, None)


def add(terms: Iterable[Mapping[str, Interval]]) -> dict[str, Interval]:
    """Sums by unit: hedges stay intervals, units never meet.

    >>> add([{"CNY": Interval(3, 3)}, {"CNY": Interval(2, inf)}])
    {'CNY': Interval(low=5, high=inf)}
    """
    total: dict[str, Interval] = {}
    for term in terms:
        for unit, interval in term.items():
            total[unit] = total[unit] + interval if unit in total else interval
    return dict(sorted(total.items()))


def subtract(whole: Interval, part: Interval) -> Interval:
    """What may be left of a whole, never below nothing.

    >>> subtract(Interval(48, 48), Interval(17, 17))
    Interval(low=31, high=31)
    """
    high = inf if whole.high == inf else max(0.0, whole.high - part.low)
    return Interval(max(0, whole.low - part.high), high if high == inf or high % 1 else int(high))


def _each_once(signings: Sequence[Signing]) -> list[Signing]:
    """The first signing of each thing: what was signed twice is one project."""
    first: dict[str, Signing] = {}
    for signing in sorted(signings, key=lambda s: (s.valid_from or s.valid_to or "", s.id)):
        first.setdefault(signing.thing, signing)
    return list(first.values())


def _total(outcome: Outcome, followed: Sequence[Followed]) -> OutcomeTotal:
    signings = [f.signing for f in followed]
    return OutcomeTotal(
        outcome,
        len(signings),
        add(s.money for s in signings),
        add(s.capacity for s in signings),
        sum(1 for s in signings if not s.money),
        sum(1 for s in signings if not s.capacity),
    )

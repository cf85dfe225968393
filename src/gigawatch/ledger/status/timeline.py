"""The timeline of one thing: each step once, when it was taken and known, by which claims and which test."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gigawatch.ledger.status.contradiction import Contradiction, find_contradictions
from gigawatch.ledger.status.milestone import Milestone, by_time
from gigawatch.ledger.status.standing import find_resumed, find_standing, is_step, since_restart


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as the sources together tell it.

    It was taken between `valid_from` and `valid_to` (ISO days; None: open), was first known on `known_on`, and is
    shown by `claim` (the most exactly dated one) and the other `claims` under `test`. `contradicted_by` are claims of
    steps that it cannot stand beside.
    """

    status: str
    valid_from: str | None
    valid_to: str | None
    known_on: str | None
    claim: str
    claims: tuple[str, ...]
    test: str
    contradicted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The steps of a thing in order of time; what was refused, with its test; what contradicts; where it stands now."""

    entity: str
    steps: tuple[Taken, ...]
    refused: tuple[Milestone, ...]
    contradictions: tuple[Contradiction, ...]
    standing: Milestone | None


def make_timeline(entity: str, milestones: Sequence[Milestone]) -> Timeline:
    """The timeline of one thing from its milestones."""
    admitted = sorted((m for m in milestones if m.admitted), key=by_time)
    contradictions = tuple(find_contradictions(admitted))
    steps = [_taken(run, contradictions) for run in _occasions(admitted)]
    steps.sort(key=lambda s: (s.valid_to or s.known_on or "", s.valid_from or "", s.status, s.claim))
    refused = tuple(sorted((m for m in milestones if not m.admitted), key=by_time))
    return Timeline(entity, tuple(steps), refused, contradictions, find_standing(milestones))


def _occasions(admitted: Sequence[Milestone]) -> list[list[Milestone]]:
    """The statements of each step; what a thing did before it began anew, or before it was put off, stands apart."""
    current = {id(m) for m in since_restart(admitted)}
    groups: dict[tuple[str, bool, int], list[Milestone]] = defaultdict(list)
    for milestone, resumed in zip(admitted, find_resumed(admitted), strict=True):
        run = resumed if _may_recur(milestone) else 0
        groups[(milestone.status, id(milestone) in current, run)].append(milestone)
    return [run for group in groups.values() for run in _apart(group)]


def _may_recur(milestone: Milestone) -> bool:
    """False for a plan that is only told again without a day: it is no step taken anew after a halt."""
    return milestone.rank is None or is_step(milestone)


def _apart(group: Sequence[Milestone]) -> Iterator[list[Milestone]]:
    """The statements of a step, those apart that were published before the day on which the others say it was taken."""
    begun = _first(group).valid_from or ""
    early = [m for m in group if m.known_on is not None and m.known_on < begun]
    if early:
        yield from _apart(early)
    yield [m for m in group if m.known_on is None or m.known_on >= begun]


def _first(run: Sequence[Milestone]) -> Milestone:
    """The first taking of a step: the earliest dated statement, else that it was taken before the first publication."""
    return min(run, key=lambda m: (not m.is_dated, m.time, _width(m), m.claim))


def _taken(run: Sequence[Milestone], contradictions: Sequence[Contradiction]) -> Taken:
    first = _first(run)
    known = [m.known_on for m in run if m.known_on]
    claims = [m.claim for m in run]
    others = {c.later.claim if c.earlier.claim in claims else c.earlier.claim for c in contradictions if _in(c, claims)}
    return Taken(
        first.status,
        first.valid_from,
        first.valid_to,
        min(known) if known else None,
        first.claim,
        tuple(sorted(set(claims))),
        first.test,
        tuple(sorted(others)),
    )


def _in(contradiction: Contradiction, claims: Sequence[str]) -> bool:
    return contradiction.earlier.claim in claims or contradiction.later.claim in claims


def _width(milestone: Milestone) -> int:
    """How exact a date is: the later it begins the narrower it is, for those that end on the same day."""
    return -int((milestone.valid_from or "0").replace("-", ""))

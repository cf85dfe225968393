"""Steps that contradict each other: a later one said of the same thing that an earlier one excludes, or a stop and a
step onwards that different documents date alike. None is moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gigawatch.ledger.status.milestone import Milestone, by_time
from gigawatch.ledger.status.standing import is_start
from gigawatch.ledger.status.step import Step, step_data, step_of_test


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`later` was said to be so after `earlier` was taken, and excludes it."""

    entity: str
    earlier: Milestone
    later: Milestone


def find_contradictions(milestones: Sequence[Milestone]) -> list[Contradiction]:
    """The contradictions among one thing's steps, each kind once, in order of time.

    The later step is dated after the earlier one, or tells how things stood on the day of its publication; a step
    without a date says nothing of the order. A new beginning after an end opens the count again.
    """
    found: dict[tuple[str, str], Contradiction] = {}
    for contradiction in _contradictions(sorted((m for m in milestones if m.admitted), key=_said)):
        found.setdefault((contradiction.earlier.status, contradiction.later.status), contradiction)
    return list(found.values())


def find_clashes(milestones: Sequence[Milestone]) -> list[Contradiction]:
    """The ends and steps onwards of one thing that different documents give the same date, each pair of kinds once.

    Where neither is dated, the day of publication is that of both: no order can be read from it.
    """
    told = step_data()["clash"]
    at: dict[tuple[str, str], list[Milestone]] = defaultdict(list)
    for one in sorted((m for m in milestones if m.admitted), key=_said):
        if when := _when(one):
            at[one.status, when].append(one)
    found: dict[tuple[str, str], Contradiction] = {}
    for (status, when), ends in at.items():
        for step in told["goes_on"] if status in told["ends"] else ():
            pairs = ((end, other) for end in ends[:1] for other in at.get((step, when), ()))
            if clash := next((pair for pair in pairs if pair[0].document != pair[1].document), None):
                found.setdefault((status, step), Contradiction(clash[0].entity, *clash))
    return list(found.values())


def _when(milestone: Milestone) -> str | None:
    return milestone.valid_on if milestone.is_dated else milestone.known_on


def _contradictions(ordered: Sequence[Milestone]) -> Iterator[Contradiction]:
    taken: dict[str, Milestone] = {}
    for milestone in ordered:
        step = step_of_test(milestone.test)
        if is_start(milestone) and any(end in taken for end in ("cancelled", "closed")):
            taken = {}
        for status in step.excludes if step else ():
            earlier = taken.get(status)
            if earlier is not None and step is not None and _is_later(milestone, earlier, step):
                yield Contradiction(milestone.entity, earlier, milestone)
        taken.setdefault(milestone.status, milestone)


def _is_later(later: Milestone, earlier: Milestone, step: Step) -> bool:
    since = later.valid_from or (later.known_on if step.is_state else None)
    return since is not None and earlier.time != "" and since > earlier.time


def _said(milestone: Milestone) -> tuple[str, tuple[str, str, str, str]]:
    return milestone.valid_from or milestone.time, by_time(milestone)

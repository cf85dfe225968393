"""Steps that contradict each other: a later one said of the same thing that an earlier one excludes. None is moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gigawatch.ledger.status.milestone import Milestone, by_time
from gigawatch.ledger.status.standing import is_start
from gigawatch.ledger.status.step import Step, step_of_test


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

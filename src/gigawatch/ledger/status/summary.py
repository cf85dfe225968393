"""A site as the sum of its phases: how many run, are built, planned or stopped; planned and built apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from gigawatch.ledger.status.milestone import Milestone
from gigawatch.ledger.wording import Words, join, say
from gigawatch.vocab import statuses

RUNS, BUILDS, PLANNED, HALTED, ENDED, UNKNOWN = "run", "build", "planned", "halted", "ended", "unknown"
GROUPS = (RUNS, BUILDS, PLANNED, HALTED, ENDED, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Summary:
    """The parts of a whole by how far each has come; `statuses` by part, None where no step of it is known.

    The counts are of parts and never of capacity; a part stands in exactly one group.
    """

    entity: str
    statuses: Mapping[str, str | None]
    counts: Mapping[str, int]

    @property
    def number(self) -> int:
        """How many parts there are."""
        return len(self.statuses)

    @property
    def running(self) -> int:
        """How many of them run."""
        return self.counts.get(RUNS, 0)

    def tell(self) -> Words:
        """`2 of 3 phases run; 1 of 3 phases is planned`."""
        told = [say(f"summary_{g}", n=self.counts[g], all=self.number) for g in GROUPS if self.counts.get(g)]
        return join(told, ";") if told else say("summary_none")


def summarise(entity: str, parts: Mapping[str, Milestone | None]) -> Summary:
    """The summary of a whole from where its parts stand."""
    states = {part: milestone.status if milestone else None for part, milestone in sorted(parts.items())}
    return Summary(entity, states, dict(Counter(group_of(status) for status in states.values())))


def group_of(status: str | None) -> str:
    """Whether what stands by a status runs, is being built, is planned, halted or ended.

    >>> group_of("trial_production"), group_of("signed"), group_of("delayed"), group_of(None)
    ('run', 'planned', 'halted', 'unknown')
    """
    if status is None:
        return UNKNOWN
    known = statuses()[status]
    if known.is_built:
        return RUNS
    if known.rank is None:
        return ENDED if known.terminal else HALTED
    return BUILDS if status == "under_construction" else PLANNED

"""A site as the sum of its phases: how many run, are built, planned or stopped; planned and built apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from gigawatch.ledger.stage import Progress, progress_of
from gigawatch.ledger.status.milestone import Milestone
from gigawatch.ledger.wording import Words, join, say


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
        return self.counts.get(Progress.RUNS, 0)

    def tell(self) -> Words:
        """`2 of 3 phases run; 1 of 3 phases is planned`."""
        told = [say(f"summary_{g}", n=self.counts[g], all=self.number) for g in Progress if self.counts.get(g)]
        return join(told, ";") if told else say("summary_none")


def summarise(entity: str, parts: Mapping[str, Milestone | None]) -> Summary:
    """The summary of a whole from where its parts stand."""
    states = {part: milestone.status if milestone else None for part, milestone in sorted(parts.items())}
    return Summary(entity, states, dict(Counter(progress_of(status) for status in states.values())))

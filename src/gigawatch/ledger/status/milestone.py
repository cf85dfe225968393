"""A milestone: one dated step of a thing on the status ladder, as one claim shows it, admitted or refused by a test."""

from __future__ import annotations

from dataclasses import dataclass

from gigawatch.model import make_id
from gigawatch.vocab import statuses


@dataclass(frozen=True, slots=True)
class Milestone:
    """One dated step of a thing on the status ladder; `admitted` is False when its entry test refused the claim.

    `valid_on` is the ISO period that the claim gives, else the month in which it was published. The step was taken
    between `valid_from` and `valid_to` (ISO days, ends included); `valid_from` is None where the claim gives no date:
    it was taken at some time before it was published. `known_on` is the day of publication (ISO).
    """

    entity: str
    status: str
    valid_on: str | None
    known_on: str | None
    claim: str
    document: str
    test: str
    admitted: bool
    valid_from: str | None = None
    valid_to: str | None = None

    @property
    def rank(self) -> int | None:
        """The step's place on the ladder; None beside it (delayed, suspended, cancelled, closed)."""
        return statuses()[self.status].rank

    @property
    def id(self) -> str:
        """Made from the thing, the step, its time and the claim that shows it, so that `why` can be asked of it."""
        return make_id("step", self.entity, self.status, self.valid_on, self.claim)

    @property
    def is_dated(self) -> bool:
        """True where the claim itself says when."""
        return self.valid_from is not None

    @property
    def time(self) -> str:
        """The last day on which the step can have been taken; empty where nothing is known of it."""
        return self.valid_to or self.known_on or ""


def by_time(milestone: Milestone) -> tuple[str, str, str, str]:
    """A key that puts milestones of one thing in the order in which they were taken."""
    return milestone.time, milestone.valid_from or "", milestone.status, milestone.claim

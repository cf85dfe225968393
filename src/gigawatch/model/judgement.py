"""What a rule or a person decided, when and why. A log: superseded, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

RULE = "rule:"


class Verdict(StrEnum):
    """What a judgement may say: on two things, on one claim or table cell, or (withdraw) on an earlier judgement."""

    SAME = "same"
    NOT_SAME = "not the same"
    UNSURE = "unsure"
    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    WITHDRAW = "withdraw"


class Force(StrEnum):
    """Whether a judgement counts in a build, and if not, why: the log keeps it in any case."""

    IN_FORCE = "in force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    DISPUTED = "disputed"
    REOPENED = "reopened"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Judgement:
    """`verdict` on `left` (and `right`, for a pair) by a named rule or person, dated, with the reason and a score.

    `left` is a name or the id of a claim, cell, thing or (withdraw) judgement. A correction sets one `field` of a claim
    to `value` (None: to nothing). `evidence` is the hash of the words judged, `words` the words themselves and
    `document` the path or table they stand in, by which they are found again when ids change. `supersedes` names the
    judgements, by id, that this one takes the place of on the same day. `ground` says in a word why it is not in force.
    """

    id: str
    left: str
    right: str | None
    verdict: Verdict
    by: str
    on: date | None
    reason: str
    score: float | None = None
    field: str | None = None
    value: str | None = None
    document: str | None = None
    words: str | None = None
    evidence: str | None = None
    supersedes: tuple[str, ...] = ()
    force: Force = Force.IN_FORCE
    ground: str | None = None

    @property
    def is_rule(self) -> bool:
        """True for what a rule decided: persons' judgements overrule it."""
        return self.by.startswith(RULE)

    @property
    def holds(self) -> bool:
        """True when it counts."""
        return self.force is Force.IN_FORCE

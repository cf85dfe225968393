"""What a rule or a person decided, when and why. A log: superseded, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """What a judgement may say: on two things, or on one claim."""

    SAME = "same"
    NOT_SAME = "not the same"
    UNSURE = "unsure"
    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Judgement:
    """`verdict` on `left` (and `right`, for a pair) by a named rule or person, dated, with the reason and a score."""

    id: str
    left: str
    right: str | None
    verdict: Verdict
    by: str
    on: date | None
    reason: str
    score: float | None = None

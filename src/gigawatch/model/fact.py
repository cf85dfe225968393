"""The settled value of a thing, with every candidate that won or lost kept beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gigawatch.model.quantity import Bound


class Settlement(StrEnum):
    """How far the evidence settles a value."""

    SETTLED = "settled"
    OPEN = "open"
    ABSTAINED = "abstained"


class Inference(StrEnum):
    """How a value was come by. A field of its own, never a suffix of the value."""

    REPORTED = "reported"
    COMPUTED = "computed"
    ESTIMATED = "estimated"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """The settled value of (subject, measure, period, status, perimeter) under a stated rule.

    `subject` and `place` are entity ids; `perimeter` says what the value covers (free text of the sources, or the
    object's name). `valid_on` is when it was true or is due (ISO period), `known_on` when it was first published
    (ISO date).
    """

    id: str
    subject: str
    measure: str
    value: float
    high: float | None
    unit: str
    qualifier: Bound | None
    valid_on: str | None
    known_on: str | None
    status: str | None
    perimeter: str | None
    place: str | None
    rule: str
    verdict: Settlement
    inference: Inference = Inference.REPORTED


@dataclass(frozen=True, slots=True)
class Candidate:
    """One claim that bears on a fact: whether it was kept as the value, and why or why not."""

    fact: str
    claim: str
    document: str
    value: float
    kept: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Check:
    """One finding about a fact: what kind, how grave (info, warning, error), in words. Nothing is fixed in silence."""

    fact: str
    kind: str
    severity: str
    text: str

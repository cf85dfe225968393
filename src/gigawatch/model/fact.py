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

    `subject` and `place` are entity ids; `perimeter` says what the value covers (a chain link's code, the canonical
    text of typed fields, or the words of a source). `valid_on` is when it was true or is due (ISO period), `known_on`
    when it was first published (ISO date). `valid_on_inferred`: no source tells its time, so the month of publication
    stands in.
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
    valid_on_inferred: bool = False


class Relation(StrEnum):
    """How a statement stands to the value that its fact carries."""

    KEPT = "kept"
    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    REPEATS = "repeats"
    COPY = "copy"
    STALE = "stale"
    DERIVED = "derived"
    RESTATED = "restated"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One claim that bears on a fact: whether it was kept as the value, how it stands to it, and why or why not."""

    fact: str
    claim: str
    document: str
    value: float
    kept: bool
    reason: str
    reason_zh: str = ""
    relation: Relation = Relation.AGREES


class Severity(StrEnum):
    """How grave a finding is: `info` explains, `warning` is an open question, `error` cannot be right."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Check:
    """One finding about a fact, thing or claim (`about` is its id): its kind, how grave, in words of both languages.

    `evidence` are the ids of the claims and cells it rests on; `suggestion` a reading that would explain it. Nothing
    is fixed in silence: a finding never changes a value.
    """

    about: str
    kind: str
    severity: Severity
    text: str
    text_zh: str = ""
    evidence: tuple[str, ...] = ()
    suggestion: str | None = None
    suggestion_zh: str | None = None

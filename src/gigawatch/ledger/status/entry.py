"""Entry: the step that a claim shows for a thing, admitted or refused by the ladder's tests, and when it was taken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from gigawatch.ledger.material import Material
from gigawatch.ledger.status.doubt import doubt_of, is_on_trial, is_rumour, part_tests
from gigawatch.ledger.status.milestone import Milestone
from gigawatch.ledger.status.step import Step, step_data, steps_by_evidence
from gigawatch.ledger.untimely import is_untimely
from gigawatch.model import Claim, Entity, EntityKind, Kind, NarrativeClaim, QuantityClaim
from gigawatch.quantity import period_span
from gigawatch.vocab import statuses

MEASURES = ("capacity", "investment", "projects")
ANNOUNCED, OPERATING, TRIAL = "announced", "operating", "trial_production"
STOP = re.compile(r"[.!?](?=\s)|[。！？；\n]")
REACH = 300


@dataclass(frozen=True, slots=True)
class When:
    """When a step was taken: the period as told, and the days between which it lies; `is_ahead`: not by then."""

    period: str | None
    first: str | None
    last: str | None
    is_ahead: bool = False


def step_of(claim: Claim) -> Step | None:
    """The step that the kind of a claim shows, before its words are looked at."""
    if isinstance(claim, QuantityClaim):
        found = steps_by_evidence().get(("state", claim.status or "")) if claim.measure in MEASURES else None
        return found if found is not None and found.is_shown_by(claim.measure) else None
    if claim.kind is not Kind.EVENT:
        return None
    return steps_by_evidence().get(("type", str(claim.data.get("type"))))


def admit(claim: Claim, thing: Entity, material: Material) -> Milestone | None:
    """The milestone of a claim about a thing, with the test that admitted or refused it; None where it shows no step.

    A denial, a plan to begin and a date that lies ahead are refused, and kept with the reason.
    """
    step = step_of(claim)
    if step is None:
        return None
    document, words = material.documents[claim.document], sentence_of(claim, material)
    if step.status == OPERATING and is_on_trial(words, claim.lang):
        step = steps_by_evidence()[("type", TRIAL)]
    when = _when(claim, document.published)
    status, test, admits = _judge(step, when, words, claim, is_part=thing.kind is EntityKind.PHASE)
    if is_ending_planned(claim):
        test, admits, when = str(step_data()["ending"]["test"]), False, _then(claim, when)
    if is_untimely(document):
        test, admits = str(step_data()["untimely"]["test"]), False
    known_on = document.published.isoformat() if document.published else None
    place = (when.period, known_on, claim.id, claim.document, test, admits, when.first, when.last)
    return Milestone(thing.id, status, *place)


def is_ending_planned(claim: Claim) -> bool:
    """True for a claim that an end is announced, such as a closure for next year."""
    if not isinstance(claim, NarrativeClaim) or claim.data.get("planned") is not True:
        return False
    return claim.data.get("type") in step_data()["ending"]["types"]


def _then(claim: Claim, when: When) -> When:
    """The time that is told for what is announced."""
    period = _period(claim)
    return when if period is None else When(period, None, when.last, is_ahead=True)


def read_ahead(claim: Claim, material: Material) -> str | None:
    """The period after publication in which a claim tells a step as taken; None where it does not, or tells a plan."""
    step, published = step_of(claim), material.documents[claim.document].published
    period = _period(claim)
    if step is None or not isinstance(claim, NarrativeClaim) or claim.data.get("planned") is True:
        return None
    if not _when(claim, published).is_ahead or "target" in (period or ""):
        return None
    return period if doubt_of(sentence_of(claim, material), step.status, claim.lang) is None else None


def sentence_of(claim: Claim, material: Material) -> str:
    """The words that a claim stands in: the sentence of a quantity, the whole surface of an event."""
    if isinstance(claim, NarrativeClaim):
        return claim.surface
    text = material.documents[claim.document].text
    begin = max(0, claim.start - REACH)
    before = [match.end() for match in STOP.finditer(text, begin, claim.start)]
    after = STOP.search(text, claim.end, claim.end + REACH)
    return text[before[-1] if before else begin : after.start() if after else claim.end + REACH]


def _judge(step: Step, when: When, words: str, claim: Claim, *, is_part: bool) -> tuple[str, str, bool]:
    """The status, the test that decided, and whether it admits; what is said of a part of a whole holds of a phase."""
    if not step.admits:
        return step.status, step.test, False
    if step.status == ANNOUNCED:
        rumour = step_data()["rumour"]
        return (
            (rumour["status"], rumour["test"], True) if is_rumour(words, claim.lang) else (ANNOUNCED, step.test, True)
        )
    doubt = doubt_of(words, step.status, claim.lang)
    doubt = None if is_part and doubt in part_tests() else doubt
    is_planned = isinstance(claim, NarrativeClaim) and claim.data.get("planned") is True
    if doubt is None and (is_planned or (when.is_ahead and statuses()[step.status].rank is not None)):
        doubt = str(step_data()["due"]["test"])
    return step.status, doubt or step.test, doubt is None


def _when(claim: Claim, published: date | None) -> When:
    """A date that lies wholly behind publication is due, no event: the step is then only known by its publication."""
    period = _period(claim)
    span = period_span(period) if period else None
    known = published.isoformat() if published else None
    if period is None or span is None:
        return When(known[:7] if known else period, None, known)
    if "target" in period or (published is not None and span[0] > published):
        return When(known[:7] if known else None, None, known, is_ahead=True)
    last = min(span[1], published) if published is not None else span[1]
    return When(period.partition("/")[0], span[0].isoformat(), last.isoformat())


def _period(claim: Claim) -> str | None:
    if isinstance(claim, NarrativeClaim):
        return str(claim.data["date"]) if claim.data.get("date") else None
    is_span = claim.period is not None and "/" in claim.period
    return None if is_span else claim.period

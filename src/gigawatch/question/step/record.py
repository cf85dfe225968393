"""A course as JSON."""

from __future__ import annotations

from dataclasses import asdict

from gigawatch.ledger import Ledger, Milestone, Summary, Taken
from gigawatch.ledger.stage import WAITING
from gigawatch.ledger.status import Contradiction
from gigawatch.ledger.status.delay import Delay, find_delay
from gigawatch.question.step.course import Course

Record = dict[str, object]


def course_record(ledger: Ledger, course: Course, lang: str = "en") -> Record:
    """One thing's steps, refused steps, contradictions and standing, and its parts counted."""
    timeline = course.timeline
    return {
        "thing": course.entity,
        "name": ledger.label(course.entity, lang),
        "standing": milestone_record(course.standing) if course.standing else None,
        "steps": [_taken(ledger, one, lang) for one in timeline.steps],
        "refused": [milestone_record(one) for one in timeline.refused],
        "contradictions": [_contradiction(one) for one in timeline.contradictions],
        "summary": _summary(course.summary, lang) if course.summary else None,
    }


def milestone_record(step: Milestone) -> Record:
    """One claim of a step; `thing` is whose step it is."""
    keys = ("status", "valid_on", "valid_from", "valid_to", "known_on", "claim", "document", "test", "admitted")
    return {"id": step.id, "thing": step.entity, **{key: getattr(step, key) for key in keys}}


def _taken(ledger: Ledger, step: Taken, lang: str) -> Record:
    delay = find_delay(step.claims, ledger) if step.status == WAITING else None
    return {**asdict(step), "delay": delay_record(delay, lang) if delay is not None else None}


def delay_record(delay: Delay, lang: str = "en") -> Record:
    """What a delay moved, from when to when and by how many months (least and most), with the claim that says so.

    `days` is told of two days; all are None where the new date is no later one. `promised_by` is the claim of an
    earlier source that tells what was promised before, where the delay does not.
    """
    low, high = delay.months or (None, None)
    told = {"before": delay.before, "now": delay.now, "months": low, "months_high": high, "days": delay.days}
    return {**told, "claim": delay.claim, "promised_by": delay.promised_by, "text": delay.tell().of(lang)}


def _contradiction(one: Contradiction) -> Record:
    return {"earlier": milestone_record(one.earlier), "later": milestone_record(one.later)}


def _summary(summary: Summary, lang: str) -> Record:
    return {"text": summary.tell().of(lang), "statuses": dict(summary.statuses), "counts": dict(summary.counts)}

"""A course in words: where a thing stands, each step with its claim, what was refused, and what contradicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gigawatch.ledger import Milestone, Taken
from gigawatch.ledger.status.step import is_ending
from gigawatch.question.step.course import Course
from gigawatch.question.voice import Voice
from gigawatch.vocab import statuses


def render_courses(voice: Voice, courses: Iterable[Course]) -> str:
    """Every course, a line for each step, as lines of text."""
    lines = [line for course in courses for line in _course(voice, course)]
    return "\n".join(lines or [voice.say("no_steps")]) + "\n"


def _course(voice: Voice, course: Course) -> Iterator[str]:
    thing, timeline = voice.ledger.entities[course.entity], course.timeline
    yield voice.say("thing", name=voice.name(thing.id), kind=voice.say(f"thing_{thing.kind.value}"), id=thing.id)
    if course.standing is not None:
        yield "  " + voice.standing(course.entity, course.standing)
    if course.summary is not None:
        yield "  " + voice.say("parts_stand", told=course.summary.tell().of(voice.lang))
    yield from ("  " + _taken(voice, step) for step in timeline.steps)
    yield from ("  " + _refused(voice, step) for step in timeline.refused)
    for one in timeline.contradictions:
        later, earlier = _brief(voice, one.later), _brief(voice, one.earlier)
        yield "  " + voice.say("contradicts", later=later, earlier=earlier)


def _taken(voice: Voice, step: Taken) -> str:
    known = voice.say("step_known", day=voice.period(step.known_on))
    more = voice.say("step_claims", count=len(step.claims)) if len(step.claims) > 1 else ""
    told = voice.say("step_taken", when=_when(voice, step), status=voice.status(step.status), id=step.claim)
    return f"{told}{voice.aside(voice.series((voice.delay(step.claims, step.status), known, more)))}"


def _when(voice: Voice, step: Taken) -> str:
    if step.valid_from is None:
        return voice.say("step_by", day=voice.period(step.valid_to or step.known_on))
    if step.valid_from == step.valid_to or step.valid_to is None:
        return voice.period(step.valid_from)
    return voice.period(f"{step.valid_from}/{step.valid_to}")


def _refused(voice: Voice, step: Milestone) -> str:
    if is_ending(step):
        told = {"when": voice.period(step.valid_on), "status": voice.status(step.status)}
        return voice.say("step_announced", day=voice.period(step.known_on), id=step.id, **told)
    known = statuses()[step.status]
    test = known.entry_test_zh if voice.lang == "zh" else step.test
    return voice.say(
        "step_failed", when=voice.period(step.valid_on), status=voice.status(step.status), test=test, id=step.id
    )


def _brief(voice: Voice, step: Milestone) -> str:
    return voice.say("step_brief", status=voice.status(step.status), when=voice.period(step.valid_on), id=step.claim)

"""The course of a thing: its timeline, and where its phases or projects stand."""

from __future__ import annotations

from dataclasses import dataclass

from gigawatch.ledger import Ledger, Milestone, Summary, Timeline
from gigawatch.ledger.naming import settle_name


@dataclass(frozen=True, slots=True)
class Course:
    """One thing's timeline; `summary` counts its phases (its projects) by how far they are, None where it has none.

    `standing` is the step by which it stands, which may be that of a phase.
    """

    timeline: Timeline
    summary: Summary | None
    standing: Milestone | None

    @property
    def entity(self) -> str:
        """The thing's id."""
        return self.timeline.entity


def find_courses(ledger: Ledger, name: str) -> tuple[Course, ...]:
    """The course of a thing (id or name) and of each of its parts of which a step or part is known, by name.

    Of a place or company: of all that it holds. InputError for a name that nobody knows.
    """
    things = sorted(ledger.within(settle_name(ledger, name)), key=lambda one: (ledger.label(one), one))
    found = (_course(ledger, thing) for thing in things if thing in ledger.milestones or ledger.kin.is_plant(thing))
    return tuple(one for one in found if one.summary or one.timeline.steps or one.timeline.refused)


def _course(ledger: Ledger, thing: str) -> Course:
    summary = ledger.summary(thing) if ledger.kin.is_plant(thing) and ledger.kin.parts(thing) else None
    told = summary if summary is not None and summary.number else None
    return Course(ledger.timeline(thing), told, ledger.headline(thing))

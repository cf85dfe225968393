"""How far something is there: running, building or planned, or named without a status; planned and built never mix."""

from __future__ import annotations

from enum import StrEnum

from gigawatch.ledger.stage import Progress, Stage, progress_of, stage_of


class Presence(StrEnum):
    """The stage of a link, a capacity or a site. `unclear`: sources name it and do not say its status."""

    RUNNING = "running"
    BUILDING = "building"
    PLANNED = "planned"
    UNCLEAR = "unclear"
    ABSENT = "absent"
    ENDED = "ended"


ORDER = (
    Presence.RUNNING,
    Presence.BUILDING,
    Presence.PLANNED,
    Presence.UNCLEAR,
    Presence.ENDED,
    Presence.ABSENT,
)
TOLD = {
    Progress.RUNS: Presence.RUNNING,
    Progress.BUILDS: Presence.BUILDING,
    Progress.UNKNOWN: Presence.UNCLEAR,
}
THERE = (Presence.RUNNING, Presence.BUILDING, Presence.PLANNED)


def presence_of(status: str | None) -> Presence:
    """The presence that a status of the ladder stands for; reported and forecast are statements, not statuses.

    >>> presence_of("trial_production"), presence_of("signed"), presence_of("reported")
    (<Presence.RUNNING: 'running'>, <Presence.PLANNED: 'planned'>, <Presence.UNCLEAR: 'unclear'>)
    """
    progress = progress_of(status)
    if progress in TOLD:
        return TOLD[progress]
    return Presence.PLANNED if stage_of(status) is Stage.PLANNED else Presence.ENDED


def furthest(found: list[Presence]) -> Presence:
    """The stage furthest along; absent when there is none."""
    return min(found, key=ORDER.index, default=Presence.ABSENT)

"""Where a site stands: the furthest step it has taken, unless a later one has stopped it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gigawatch.vocab import statuses

if TYPE_CHECKING:
    from gigawatch.ledger.status import Milestone

STOPS_A_PLANT = ("closed", "suspended")


def find_standing(milestones: Sequence[Milestone]) -> Milestone | None:
    """The step by which a site stands now, with the claim that shows it; None where no step is admitted.

    A plant that runs and signs for more still runs: the furthest step counts, since when it was first taken. A delay,
    suspension or end counts when it is the newest step; what runs is only stopped by being closed or suspended, for
    the cancelled part may be another phase.
    """
    admitted = [m for m in milestones if m.admitted]
    steps = [m for m in admitted if _rank(m) is not None]
    stops = [m for m in admitted if _rank(m) is None]
    furthest = min(steps, key=lambda m: (-(_rank(m) or 0), m.valid_on or "9999"), default=None)
    stop = max(stops, key=lambda m: m.valid_on or "", default=None)
    if stop is None or (furthest is not None and not _stops(stop, furthest, steps)):
        return furthest
    return stop


def _stops(stop: Milestone, furthest: Milestone, steps: list[Milestone]) -> bool:
    if statuses()[furthest.status].is_built and stop.status not in STOPS_A_PLANT:
        return False
    return (stop.valid_on or "") >= max(m.valid_on or "" for m in steps)


def _rank(milestone: Milestone) -> int | None:
    return statuses()[milestone.status].rank

"""Age: how long a thing's newest evidence is believed, counted to the day of the build alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gigawatch.ledger.status.milestone import Milestone
from gigawatch.ledger.status.standing import find_standing
from gigawatch.model import Inference
from gigawatch.vocab import statuses

NEVER = date.max


@dataclass(frozen=True, slots=True)
class Age:
    """How old a thing's newest evidence is: from `stale_on` its status is inferred stale.

    How long silence is believed depends on the status it stands by (days in the vocabulary); a terminal one never
    ages, and its `stale_on` lies at the end of all days. `inference` says whether the status is reported or, being
    stale, only inferred to hold.
    """

    entity: str
    status: str
    evidence_on: str
    stale_on: str
    is_stale: bool
    inference: Inference = Inference.REPORTED


def find_ages(milestones: Sequence[Milestone], today: date) -> list[Age]:
    """The age of every thing's newest admitted status on a day."""
    by_entity: dict[str, list[Milestone]] = defaultdict(list)
    for milestone in milestones:
        if milestone.admitted and milestone.known_on:
            by_entity[milestone.entity].append(milestone)
    return [_age(entity, taken, today) for entity, taken in sorted(by_entity.items())]


def believed_until(status: str, seen: date) -> date:
    """The day from which a status last spoken of on a day is inferred stale."""
    days = statuses()[status].ages_after_days
    return seen + timedelta(days=days) if days else NEVER


def _age(entity: str, milestones: Sequence[Milestone], today: date) -> Age:
    newest = max(milestones, key=lambda m: m.known_on or "")
    current = find_standing(milestones) or newest
    seen = date.fromisoformat(newest.known_on or "")
    stale_on = believed_until(current.status, seen)
    is_stale = stale_on <= today
    inference = Inference.INFERRED if is_stale else Inference.REPORTED
    return Age(entity, current.status, seen.isoformat(), stale_on.isoformat(), is_stale, inference)

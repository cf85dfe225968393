"""The true course of a phase: the steps it takes, each on its day, until it runs, is stopped or the world ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

FIRST, LAST = date(2019, 1, 10), date(2025, 6, 30)
STARTS = 1500  # days of the world on which a phase may be signed for
LADDER = (  # each step with the days that it takes after the one before, and how often it is told
    ("approved", (20, 120), 0.7),
    ("financed", (20, 90), 0.4),
    ("under_construction", (30, 200), 1.0),
    ("trial_production", (250, 500), 0.6),
    ("operating", (40, 150), 1.0),
    ("full_capacity", (200, 500), 0.3),
)
PUT_OFF, ENDED, STOPPED = 0.08, 0.07, 0.05


@dataclass(frozen=True, slots=True)
class Taken:
    """A step with its day; `again` is True for a step that goes on after a delay."""

    status: str
    day: date
    again: bool = False


def live(rng: Random) -> tuple[Taken, ...]:
    """The course of one phase, first step first."""
    signed = FIRST + timedelta(days=rng.randrange(STARTS))
    return tuple(step for step in _live(rng, signed) if step.day <= LAST)


def _live(rng: Random, day: date) -> Iterator[Taken]:
    yield Taken("signed", day)
    for status, (least, most), chance in LADDER:
        if rng.random() >= chance:
            continue
        day += timedelta(days=rng.randint(least, most))
        if status in ("under_construction", "trial_production", "operating") and rng.random() < ENDED / 2:
            yield Taken("cancelled", day)
            return
        yield Taken(status, day)
        if status == "under_construction" and rng.random() < PUT_OFF:
            yield Taken("delayed", day + timedelta(days=60))
            day += timedelta(days=200)
            yield Taken("under_construction", day, True)
        if status == "operating" and rng.random() < STOPPED:
            yield Taken(rng.choice(("suspended", "closed")), day + timedelta(days=rng.randint(150, 500)))
            return

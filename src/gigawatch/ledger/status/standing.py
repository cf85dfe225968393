"""Where a thing stands: the furthest step it has taken since it last began, unless a later one has stopped it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gigawatch.ledger.status.another import is_marked
from gigawatch.ledger.status.milestone import Milestone, by_time
from gigawatch.ledger.status.step import resuming, stops
from gigawatch.vocab import statuses


def find_standing(milestones: Sequence[Milestone]) -> Milestone | None:
    """The step by which a thing stands now, with the claim that shows it; None where no step is admitted.

    A plant that runs and signs for more still runs: the furthest step counts, since when it was first taken, after a
    delay or suspension since when it was taken again. A delay, suspension or end counts when it is the newest step;
    what runs is only stopped by being closed or suspended, for the cancelled part may be another phase. What is signed
    anew after it was cancelled begins again; a plan that is only told again, without a day, does not.
    """
    admitted = since_restart([m for m in milestones if m.admitted])
    steps = [m for m in admitted if m.rank is not None and not _was_trial(m, admitted)]
    halts = [m for m in admitted if m.rank is None]
    resumed = _resumed(admitted) if halts else {}
    furthest = min(steps, key=lambda m: (-(m.rank or 0), -resumed.get(id(m), 0), *by_time(m)), default=None)
    halt = max(halts, key=by_time, default=None)
    if halt is None or (furthest is not None and not _stops(halt, furthest, steps)):
        return furthest
    return halt


def _resumed(admitted: Sequence[Milestone]) -> dict[int, int]:
    """How often the thing had gone on after a halt when it took each step, by the step's identity."""
    counted = zip(admitted, find_resumed(admitted), strict=True)
    return {id(m): times for m, times in counted if m.rank is not None and is_step(m)}


def _was_trial(opening: Milestone, admitted: Sequence[Milestone]) -> bool:
    """True for an opening that a later source calls trial production then or after it, and that nobody tells since."""
    if opening.status != "operating":
        return False
    trials = (m for m in admitted if m.status == "trial_production" and m.is_dated)
    told = min((m.known_on or "" for m in trials if _takes_back(m, opening)), default="")
    again = (m.known_on or "" for m in admitted if m.status in ("operating", "full_capacity"))
    return bool(told) and told > max((day for day in again), default="")


def _takes_back(trial: Milestone, opening: Milestone) -> bool:
    return trial.time >= (opening.valid_from or opening.time) and (trial.known_on or "") > (opening.known_on or "")


def taken_by(milestones: Sequence[Milestone], on: date | None = None, known: date | None = None) -> list[Milestone]:
    """The admitted steps that were surely taken on a day, as published by a day; None: whenever."""
    return [
        m
        for m in milestones
        if m.admitted
        and (on is None or (m.time != "" and m.time <= on.isoformat()))
        and (known is None or (m.known_on is not None and m.known_on <= known.isoformat()))
    ]


def since_restart(milestones: Sequence[Milestone]) -> list[Milestone]:
    """The steps since a thing last began: after an end, only a later beginning (up to financed) opens a new count."""
    ordered = sorted(milestones, key=by_time)
    restart = 0
    ended: Milestone | None = None
    for at, milestone in enumerate(ordered):
        if statuses()[milestone.status].terminal:
            ended = milestone
        elif ended is not None and is_start(milestone) and milestone.time > ended.time:
            restart, ended = at, None
    return ordered[restart:]


def is_start(milestone: Milestone) -> bool:
    """True for a dated step before building: what is announced, signed, approved or financed begins, or is resumed."""
    return _is_before_building(milestone) and (milestone.is_dated or milestone.test in resuming())


def _is_before_building(milestone: Milestone) -> bool:
    building = statuses()["under_construction"].rank or 0
    return milestone.rank is not None and milestone.rank < building


def find_resumed(milestones: Sequence[Milestone]) -> list[int]:
    """For each step in order of time, how often the thing went on after a delay or a suspension before it.

    What only repeats a plan without a day, and a halt that stops nothing, takes nothing up again.
    """
    found: list[int] = []
    taken: list[Milestone] = []
    times, is_halted = 0, False
    for milestone in milestones:
        if milestone.rank is None:
            furthest = min(taken, key=lambda m: (-(m.rank or 0), *by_time(m)), default=None)
            is_halted = is_halted or furthest is None or _stops(milestone, furthest, taken)
        else:
            goes_on = is_halted and is_step(milestone)
            times, is_halted = times + goes_on, is_halted and not goes_on
            taken.append(milestone)
        found.append(times)
    return found


def _stops(halt: Milestone, furthest: Milestone, steps: Sequence[Milestone]) -> bool:
    if statuses()[furthest.status].is_built and (halt.status not in stops().of_a_plant or is_marked(halt)):
        return False
    return halt.time >= max((m.time for m in steps if is_step(m)), default="")


def is_step(milestone: Milestone) -> bool:
    """False for a plan that may only be told again, since no day is told of it."""
    return is_start(milestone) or not _is_before_building(milestone)

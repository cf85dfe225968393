"""The course of a project: announced, under construction, started, given up, each step at a constant rate a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

BREAK_GROUND, START, DROP, ABANDON = range(4)  # announced to building, building to started, either to given up
STEPS = 4
EARLY = 4  # the place of the logarithm of the factor by which starting is slower before the promised year
RATES = 5
NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Chances:
    """The probabilities of where projects stand after some years; they add up to one."""

    started: Numbers
    given_up: Numbers
    building: Numbers
    announced: Numbers


@dataclass(frozen=True, slots=True)
class _Move:
    """The probabilities of one stretch of time at constant rates, from announced and from building."""

    stay: Numbers
    ground: Numbers
    reach: Numbers
    drop: Numbers
    hold: Numbers
    start: Numbers
    abandon: Numbers


def split_parameters(parameters: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The logarithms of the rates and of the early factor, the effects on going on, and those on being given up; draws
    may come first.
    """
    count = (parameters.shape[-1] - RATES) // 2
    return parameters[..., :RATES], parameters[..., RATES : RATES + count], parameters[..., RATES + count :]


def find_chances(parameters: Numbers, traits: Numbers, is_building: Flags, years: Numbers, early: Numbers) -> Chances:
    """The chances of projects (last axis) after years, by one set of parameters or by each of several draws (first).

    `early` are the years until the promised one begins (0 where none is told): up to then starting goes at a rate of
    its own.
    """
    import numpy as np

    rates, onward, ending = split_parameters(parameters)
    steps = np.exp(rates[..., :STEPS, None] + np.stack([onward @ traits.T] * 2 + [ending @ traits.T] * 2, axis=-2))
    slow = np.exp(rates[..., EARLY, None])
    first = np.minimum(years, early)
    one, two = _move(steps, slow, first), _move(steps, 1.0, years - first)
    announced, building = np.where(is_building, 0.0, one.stay), np.where(is_building, one.hold, one.ground)
    started, given_up = np.where(is_building, one.start, one.reach), np.where(is_building, one.abandon, one.drop)
    return Chances(
        started=started + announced * two.reach + building * two.start,
        given_up=given_up + announced * two.drop + building * two.abandon,
        building=announced * two.ground + building * two.hold,
        announced=announced * two.stay,
    )


def _move(steps: Numbers, slow: Numbers | float, years: Numbers) -> _Move:
    import numpy as np

    ground, start, drop, abandon = (steps[..., place, :] for place in range(STEPS))
    start = start * slow
    early, late = ground + drop, start + abandon
    stay, hold = np.exp(-early * years), np.exp(-late * years)
    between = np.exp(-np.minimum(early, late) * years) * years * _mean_decay(np.abs(late - early) * years)
    reached = ground / late * ((1 - stay) / early - between)
    built = (1 - hold) / late
    return _Move(
        stay=stay,
        ground=ground * between,
        reach=start * reached,
        drop=drop * (1 - stay) / early + abandon * reached,
        hold=hold,
        start=start * built,
        abandon=abandon * built,
    )


def _mean_decay(power: Numbers) -> Numbers:
    """(1 - exp(-x)) / x of what is not negative; 1 at 0, where both states are left equally fast."""
    import numpy as np

    safe = np.maximum(power, NEAR)
    found: Numbers = -np.expm1(-safe) / safe
    return found

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
RATES = 4
NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Chances:
    """The probabilities of where projects stand after some years; they add up to one."""

    started: Numbers
    given_up: Numbers
    building: Numbers
    announced: Numbers


def split_parameters(parameters: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The logarithms of the four rates, the effects on going on, and those on being given up; draws may come first."""
    count = (parameters.shape[-1] - RATES) // 2
    return parameters[..., :RATES], parameters[..., RATES : RATES + count], parameters[..., RATES + count :]


def find_chances(parameters: Numbers, traits: Numbers, is_building: Flags, years: Numbers) -> Chances:
    """The chances of projects (last axis) after years, by one set of parameters or by each of several draws (first)."""
    import numpy as np

    rates, onward, ending = split_parameters(parameters)
    forward, backward = onward @ traits.T, ending @ traits.T
    ground = np.exp(rates[..., BREAK_GROUND, None] + forward)
    start = np.exp(rates[..., START, None] + forward)
    drop = np.exp(rates[..., DROP, None] + backward)
    abandon = np.exp(rates[..., ABANDON, None] + backward)
    early, late = ground + drop, start + abandon
    stay, hold = np.exp(-early * years), np.exp(-late * years)
    between = np.exp(-np.minimum(early, late) * years) * years * _mean_decay(np.abs(late - early) * years)
    reached = ground / late * ((1 - stay) / early - between)
    built = (1 - hold) / late
    return Chances(
        started=np.where(is_building, start * built, start * reached),
        given_up=np.where(is_building, abandon * built, drop * (1 - stay) / early + abandon * reached),
        building=np.where(is_building, hold, ground * between),
        announced=np.where(is_building, 0.0, stay),
    )


def _mean_decay(power: Numbers) -> Numbers:
    """(1 - exp(-x)) / x of what is not negative; 1 at 0, where both states are left equally fast."""
    import numpy as np

    safe = np.maximum(power, NEAR)
    found: Numbers = -np.expm1(-safe) / safe
    return found

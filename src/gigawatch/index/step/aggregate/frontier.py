"""The most favourable weights of each unit, as a linear programme, with the peers that hold its score down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gigawatch.index.input.column import Numbers

BOUNDS = ("shares", "weights")


class WeightsError(ValueError):
    """No weights keep to the bounds, or the numbers are of a kind the programme cannot take."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.hint = hint


@dataclass(frozen=True)
class Favour:
    """`scores` of the units, 1 on the frontier; `weights` and `shares` of the score, units x children.

    `peers` is units x units: above zero where the column's unit holds the row's score down, by the value of the dual.
    Where several sets of weights are best, `weights` are one of them.
    """

    scores: Numbers
    weights: Numbers
    shares: Numbers
    peers: Numbers


def weigh_in_favour(
    x: Numbers, *, low: float | Numbers = 0.0, high: float | Numbers = 1.0, bound: str = "shares"
) -> Favour:
    """The weights of each unit that give it most while no unit of `x` (units x children) gets more than 1.

    `low` and `high` bound each child's share of the unit's own score (`bound` shares) or of the sum of its weights
    (`weights`), one number or one for each child. A missing value counts as zero, and its bounds are dropped. Solved by
    HiGHS. WeightsError where a number is below zero or the bounds leave nothing.
    """
    children = x.shape[1]
    least, most = (np.broadcast_to(np.asarray(end, dtype=np.float64), children) for end in (low, high))
    _check(x, least, most, bound)
    frontier = np.nan_to_num(np.asarray(x, dtype=np.float64))
    shape = np.zeros_like(frontier)
    found = Favour(np.zeros(len(x)), shape, shape.copy(), np.zeros((len(x), len(x))))
    for unit in range(len(x)):
        _require_room(x[unit], most, bound)
        _solve(frontier, unit, _limit(x[unit], least, most, bound), found)
    return found


def _check(x: Numbers, least: Numbers, most: Numbers, bound: str) -> None:
    if (x < 0).any():
        raise WeightsError("a child is below zero", "normalise to a scale from zero up")
    if bound == "shares" and (least > 0).any() and ((x == 0) & (least > 0)).any():
        raise WeightsError(
            "a child is zero, so that it cannot have its least share of the score",
            "normalise to a scale that starts above zero, or set bound = weights",
        )
    if least.sum() > 1 + 1e-9 or most.sum() < 1 - 1e-9 or (least > most).any():
        raise WeightsError("no shares keep to the bounds", "the least add up to 1 or less, the greatest to 1 or more")


def _require_room(own: Numbers, most: Numbers, bound: str) -> None:
    """A WeightsError when the greatest shares of the children that a unit has cannot add up to its whole score."""
    there = own > 0 if bound == "shares" else ~np.isnan(own)
    if there.any() and most[there].sum() < 1 - 1e-9:
        raise WeightsError(
            "a unit has so few children above zero that their greatest shares do not add up to one",
            "raise share_high, impute first, or set missing = fail",
        )


def _limit(own: Numbers, least: Numbers, most: Numbers, bound: str) -> Numbers:
    """Rows times weights that must be at most zero: the bounds on the shares of the children that the unit has."""
    there = ~np.isnan(own)
    value = np.where(there, own, 0.0) if bound == "shares" else there.astype(np.float64)
    diagonal = np.diag(value)
    below = (np.outer(least, value) - diagonal)[there & (least > 0)]
    above = (diagonal - np.outer(most, value))[there & (most < 1)]
    return np.concatenate([below, above])


def _solve(frontier: Numbers, unit: int, limit: Numbers, found: Favour) -> None:
    from scipy.optimize import linprog

    own = frontier[unit]
    units = len(frontier)
    ends = np.concatenate([np.ones(units), np.zeros(len(limit))])
    solved = linprog(-own, A_ub=np.concatenate([frontier, limit]), b_ub=ends, bounds=(0, None), method="highs")
    if solved.x is None:
        raise WeightsError(f"no best weights were found: {solved.message}", "widen the bounds")
    parts = solved.x * own
    found.scores[unit] = parts.sum()
    found.weights[unit] = solved.x
    found.shares[unit] = parts / parts.sum() if parts.sum() > 0 else 0.0
    found.peers[unit] = np.maximum(-solved.ineqlin.marginals[:units], 0.0)

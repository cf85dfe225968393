"""The change of one aggregate shared out among its children, for all units at once."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np
import numpy.typing as npt

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.method import Choice
from gigawatch.index.step.family import Family
from gigawatch.index.trend.mean import MEANS, Mean

MOST = 10
"""With so many children or more, orders are drawn instead of going through all subsets."""
ORDERS, SEED = 256, 2004
CLOSE = 1e-12


@dataclass(frozen=True)
class Split:
    """`worth` (units x children) is what each child brought to the aggregate, 0 where it is missing in one of the
    periods, and `per_point` what a point of its change brought. `missing` and `rest` (units) are what came of cells
    that are there in one period only, and of what the values do not explain (weights that differ by unit or period).
    NaN: it cannot be split.
    """

    worth: Numbers
    per_point: Numbers
    missing: Numbers
    rest: Numbers
    convention: str


@dataclass(frozen=True)
class Pair:
    """One aggregate in two periods: `first` and `last` are units x children, `before` and `after` its scores.

    `weights` are those of the children; `period` is the position of the last period, `unit` those of the units.
    """

    parent: str
    codes: tuple[str, ...]
    first: Numbers
    last: Numbers
    before: Numbers
    after: Numbers
    weights: Numbers
    period: int
    unit: npt.NDArray[np.intp]

    @property
    def both(self) -> npt.NDArray[np.bool_]:
        """Units x children: there in both periods."""
        return np.asarray(~np.isnan(self.first) & ~np.isnan(self.last))


def split(pair: Pair, choice: Choice, form: str) -> Split:
    """Share the change out by the form of the rule's own mean, or as `shapley` values of the rule itself."""
    mean = MEANS.get(choice.rule.name)
    if mean is None or form == "shapley":
        return _split_by_shapley(pair, choice)
    return _split_by_mean(pair, mean, counts_missing=choice.settings.text("missing") == "zero")


def _split_by_mean(pair: Pair, mean: Mean, *, counts_missing: bool) -> Split:
    """f(S) is the sum of w f(x): its change is the middle of both periods' weights times the change of f(x), and the
    change of weights times the middle of f(x); over the chord of f at S, that is the change of S.
    """
    weights = [_scale(pair.weights, x, counts_missing=counts_missing) for x in (pair.first, pair.last)]
    chord = mean.chord(pair.before, pair.after)
    middle = np.where(pair.both, weights[0] + weights[1], 0.0) / 2
    first, last = (np.where(pair.both & (pair.weights > 0), x, 1.0) for x in (pair.first, pair.last))
    per_point = middle * mean.chord(first, last) / chord[:, None]
    missing = _weigh_missing(pair, mean, weights) / chord
    worth = np.where(pair.both, per_point * (last - first), 0.0)
    rest = pair.after - pair.before - worth.sum(axis=1) - missing
    return Split(worth, per_point, missing, _drop_rounding(rest, pair), mean.convention)


def _scale(weights: Numbers, x: Numbers, *, counts_missing: bool) -> Numbers:
    """Units x children: weights over those that count, adding up to one."""
    counted = np.where(~np.isnan(x) | counts_missing, weights, 0.0)
    found: Numbers = counted / counted.sum(axis=1, keepdims=True)
    return found


def _weigh_missing(pair: Pair, mean: Mean, weights: list[Numbers]) -> Numbers:
    """What cells there in one period only did to f(S): by their own value, and by the weights of the others."""
    values = [np.where(~np.isnan(x) & (pair.weights > 0), x, 1.0) for x in (pair.first, pair.last)]
    there = [~np.isnan(x) for x in (pair.first, pair.last)]
    bent = [mean.bend(value) for value in values]
    both = np.where(pair.both, (weights[1] - weights[0]) * (bent[0] + bent[1]) / 2, 0.0)
    left = np.where(there[0] & ~there[1], -weights[0] * bent[0], 0.0)
    came = np.where(there[1] & ~there[0], weights[1] * bent[1], 0.0)
    found: Numbers = (both + left + came).sum(axis=1)
    return found


def _split_by_shapley(pair: Pair, choice: Choice) -> Split:
    """Shapley's value (1953): what setting a child, for all units, to its last value adds, the mean over all orders.

    The cells that a unit has in one of the periods only change together, as one player more: so there is always
    something to aggregate.
    """
    exact = len(pair.codes) < MOST
    worth = _by_subset(pair, choice) if exact else _by_order(pair, choice)
    step = np.where(pair.both, pair.last - pair.first, 0.0)
    moved = np.abs(step) > CLOSE * np.maximum(1.0, np.abs(np.where(pair.both, pair.first, 0.0)))
    per_point = np.where(moved, worth[:, :-1] / np.where(moved, step, 1.0), 0.0)
    rest = pair.after - pair.before - worth.sum(axis=1)
    how = "Shapley" if exact else f"Shapley, {ORDERS} orders drawn"
    return Split(worth[:, :-1], per_point, worth[:, -1], _drop_rounding(rest, pair), how)


def _by_subset(pair: Pair, choice: Choice) -> Numbers:
    """Units x players: each player's worth from the rule's values of all subsets of players at their last values."""
    players = len(pair.codes) + 1
    subsets = (np.arange(2**players)[:, None] >> np.arange(players)) & 1
    values = _apply(pair, choice, subsets.astype(np.bool_))
    worth = np.zeros((len(pair.first), players))
    for player in range(players):
        without = np.flatnonzero(subsets[:, player] == 0)
        sizes = subsets[without].sum(axis=1)
        chance = np.array([1 / (players * comb(players - 1, int(size))) for size in sizes])
        worth[:, player] = chance @ (values[without + (1 << player)] - values[without])
    return worth


def _by_order(pair: Pair, choice: Choice) -> Numbers:
    """The same over orders drawn in pairs, each with its reverse; the parts still add up to the whole."""
    players, draw = len(pair.codes) + 1, np.random.default_rng(SEED)
    orders = [draw.permutation(players) for _ in range(ORDERS // 2)]
    worth = np.zeros((len(pair.first), players))
    for order in [turned for drawn in orders for turned in (drawn, drawn[::-1])]:
        changed = np.tril(np.ones((players + 1, players), dtype=np.bool_), -1)[:, np.argsort(order)]
        values = _apply(pair, choice, changed)
        worth[:, order] += np.diff(values, axis=0).T / ORDERS
    return worth


def _apply(pair: Pair, choice: Choice, changed: npt.NDArray[np.bool_]) -> Numbers:
    """Sets x units: the rule's value with the players of each set at their last values and the others at their first.

    The last player is every cell that is there in one period only.
    """
    turned = np.where(pair.both, changed[:, None, :-1], changed[:, None, -1:])
    x = np.where(turned, pair.last, pair.first)
    period = np.full(len(pair.unit), pair.period)
    family = Family(pair.parent, pair.codes, x, pair.weights, period, pair.unit)
    return np.asarray(choice.rule.apply(family, choice.settings), dtype=np.float64)


def _drop_rounding(rest: Numbers, pair: Pair) -> Numbers:
    """What is no more than rounding is nothing."""
    size = np.maximum(1.0, np.maximum(np.abs(pair.before), np.abs(pair.after)))
    return np.where(np.abs(rest) <= CLOSE * size, 0.0, rest)

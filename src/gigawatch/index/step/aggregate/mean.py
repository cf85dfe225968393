"""Aggregate by a mean: arithmetic, geometric, harmonic, or a power mean of any exponent."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.aggregate.average import (
    average,
    is_enough,
    require_complete,
    require_positive,
    spread_weights,
)
from gigawatch.index.step.aggregate.catalogue import AGGREGATE, MISSING, SHARE
from gigawatch.index.step.family import Family

POWER = Parameter(
    "exponent", "number", 1.0, "the exponent: 1 arithmetic, 0 geometric, -1 harmonic, -inf least, inf greatest"
)


@AGGREGATE.rule("arithmetic", MISSING, SHARE)
def add(family: Family, settings: Settings) -> Numbers:
    """The weighted sum of the children, the weights scaled to one: a weakness in one can be made up by another."""
    return average(family, settings, family.x)


@AGGREGATE.rule("geometric", MISSING, SHARE)
def multiply(family: Family, settings: Settings) -> Numbers:
    """The weighted product of the children, each raised to its scaled weight; stops at zero or below."""
    require_positive(family, settings)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.exp(average(family, settings, np.log(np.where(family.counted, family.x, 1.0))))


@AGGREGATE.rule("harmonic", MISSING, SHARE)
def invert(family: Family, settings: Settings) -> Numbers:
    """One over the weighted mean of one over each child; stops at zero or below."""
    require_positive(family, settings)
    with np.errstate(invalid="ignore", divide="ignore"):
        return 1 / average(family, settings, 1 / np.where(family.counted, family.x, 1.0))


@AGGREGATE.rule("power", POWER, MISSING, SHARE)
def raise_to_power(family: Family, settings: Settings) -> Numbers:
    """The weighted mean of the children's powers p, and its root: the lower p, the less one makes up for another.

    Hardy, Littlewood and Polya, Inequalities (1934), chapter 2. Stops below zero, at zero too when p is not above zero.
    """
    p = settings.number("exponent")
    if p == 1:
        return add(family, settings)
    if p == 0:
        return multiply(family, settings)
    if np.isinf(p):
        return find_extreme(family, settings, greatest=p > 0)
    if p < 0:
        require_positive(family, settings)
    elif (family.counted & (family.x < 0)).any():
        raise family.error("a child is below zero, which a power mean cannot take", "normalise to a scale from zero up")
    with np.errstate(invalid="ignore", divide="ignore"):
        unit = _find_unit(family, p)
        return unit[..., 0] * average(family, settings, np.where(family.counted, family.x / unit, 1.0) ** p) ** (1 / p)


def _find_unit(family: Family, p: float) -> Numbers:
    """The number that dominates the mean, as the unit of measure, so that no power grows beyond all bounds."""
    x = np.where(family.counted & ~np.isnan(family.x), family.x, -np.inf if p > 0 else np.inf)
    found: Numbers = x.max(axis=-1, keepdims=True) if p > 0 else x.min(axis=-1, keepdims=True)
    return np.where((found == 0) | np.isinf(found), 1.0, found)


@AGGREGATE.rule("minimum", MISSING, SHARE, divisible=False)
def take_least(family: Family, settings: Settings) -> Numbers:
    """The least of the children that count, whatever their weights: nothing makes up for the weakest."""
    return find_extreme(family, settings, greatest=False)


def find_extreme(family: Family, settings: Settings, *, greatest: bool) -> Numbers:
    """The least or the greatest of the children that count, with the stated rule for missing ones."""
    require_complete(family, settings)
    counted, sign = spread_weights(family, settings) > 0, -1.0 if greatest else 1.0
    filled = np.where(np.isnan(family.x), 0.0, family.x)
    found: Numbers = sign * np.where(counted, sign * filled, np.inf).min(axis=-1)
    return np.where(is_enough(family, settings) & counted.any(axis=-1), found, np.nan)

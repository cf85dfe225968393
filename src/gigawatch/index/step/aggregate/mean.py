"""Aggregate by a mean: arithmetic, geometric, harmonic."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Settings
from gigawatch.index.step.aggregate.average import average, require_positive
from gigawatch.index.step.aggregate.catalogue import AGGREGATE, MISSING, SHARE
from gigawatch.index.step.family import Family


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

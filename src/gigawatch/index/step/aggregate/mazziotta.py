"""Aggregate by a mean less a penalty for imbalance: Mazziotta-Pareto and the mean-min function."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.aggregate.average import average, fill_zero, spread_weights
from gigawatch.index.step.aggregate.catalogue import AGGREGATE, MISSING, SHARE
from gigawatch.index.step.aggregate.mean import find_extreme
from gigawatch.index.step.family import Family


@AGGREGATE.rule(
    "mazziotta_pareto",
    Parameter(
        "penalty",
        "choice",
        "negative",
        "imbalance lowers the score (more is better) or raises it (more is worse)",
        ("negative", "positive"),
    ),
    Parameter("ddof", "integer", 0, "0 divides by n (as published), 1 by n - 1 (sample)", least=0, most=1),
    MISSING,
    SHARE,
)
def penalise_spread(family: Family, settings: Settings) -> Numbers:
    """The mean less the standard deviation times the coefficient of variation of the unit's children: M - S^2 / M.

    On z-scores of mean 100 and deviation 10 the Mazziotta-Pareto index (Mazziotta and Pareto, Methods for constructing
    composite indices: one for all or all for one?, 2013); on values between reference goalposts the adjusted one
    (On a generalized non-compensatory composite index for measuring socio-economic phenomena, 2016).
    """
    mean = average(family, settings, family.x)
    if (mean <= 0).any():
        raise family.error(
            "the mean of a unit's children is not above zero: the coefficient of variation has no meaning",
            "normalise by zscore with mean = 100 and sd = 10",
        )
    filled = fill_zero(family, settings)
    variance = average(filled, settings, (filled.x - mean[..., None]) ** 2)
    if settings.number("ddof") == 1:
        count = (spread_weights(family, settings) > 0).sum(axis=-1)
        variance = variance * np.where(count > 1, count / np.where(count > 1, count - 1, 1.0), 0.0)
    sign = -1.0 if settings.text("penalty") == "negative" else 1.0
    found: Numbers = mean + sign * variance / mean
    return found


@AGGREGATE.rule(
    "mean_min",
    Parameter("alpha", "number", 0.5, "how strong the penalty is: 0 none (the mean), 1 full", least=0, most=1),
    Parameter("beta", "number", 0.0, "how far the children make up for each other; 0 not at all beyond alpha", least=0),
    MISSING,
    SHARE,
    divisible=False,
)
def penalise_weakest(family: Family, settings: Settings) -> Numbers:
    """Between the mean M and the least child: M - alpha (sqrt((M - min)^2 + beta^2) - beta).

    Casadio Tarabusi and Guarini, An unbalance adjustment method for development indicators (2013). alpha 0 is the mean,
    alpha 1 with beta 0 the least child.
    """
    alpha, beta = settings.number("alpha"), settings.number("beta")
    mean = average(family, settings, family.x)
    least = find_extreme(family, settings, greatest=False)
    found: Numbers = mean - alpha * (np.hypot(mean - least, beta) - beta)
    return found

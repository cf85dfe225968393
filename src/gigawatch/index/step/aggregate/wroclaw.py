"""Aggregate by the distance to an ideal unit: the Wroclaw taxonomic method."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.aggregate.average import average, fill_zero
from gigawatch.index.step.aggregate.catalogue import AGGREGATE, MISSING, SCOPE, SHARE
from gigawatch.index.step.aggregate.relation import compare_within
from gigawatch.index.step.family import Family
from gigawatch.index.step.moment import deviation, maximum, mean


@AGGREGATE.rule(
    "wroclaw",
    Parameter("times", "number", 2.0, "the far end: the mean distance plus so many standard deviations", least=0),
    Parameter("ddof", "integer", 1, "1 divides by n - 1 (sample), 0 by n (population)", least=0, most=1),
    SCOPE,
    MISSING,
    SHARE,
    divisible=False,
)
@compare_within
def measure_distance(family: Family, settings: Settings) -> Numbers:
    """One less the distance to the ideal unit, as a share of the mean distance plus two deviations: 1 at the ideal.

    The ideal unit has the best value in every child; the distance is Euclidean. Hellwig (1968); UNESCO, Social
    indicators (1974); Mazziotta, Mazziotta, Pareto and Vidoli (2010), whose measure is one less this score.
    """
    filled = fill_zero(family, settings)
    distance = np.sqrt(average(filled, settings, (filled.x - maximum(filled.x, -2)) ** 2))
    spread = deviation(distance, -1, int(settings.number("ddof")))
    far = mean(distance, -1) + settings.number("times") * spread
    if (far == 0).any() or (np.isnan(far) & ~np.isnan(distance)).any():
        raise family.error(
            "the distances to the ideal unit have no spread: all units are alike, or there is one only",
            "use a mean, or range = pooled",
        )
    with np.errstate(invalid="ignore"):
        found: Numbers = 1 - distance / far
    return found

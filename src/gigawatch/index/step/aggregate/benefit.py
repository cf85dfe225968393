"""Aggregate with each unit's own best weights: the benefit of the doubt."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.aggregate.catalogue import AGGREGATE, SCOPE, SHARE
from gigawatch.index.step.aggregate.frontier import BOUNDS, WeightsError, weigh_in_favour
from gigawatch.index.step.aggregate.relation import compare_within, run_by_run
from gigawatch.index.step.family import Family


@AGGREGATE.rule(
    "benefit_of_the_doubt",
    Parameter("bound", "choice", "shares", "what is bounded: a child's share of the score or of the weights", BOUNDS),
    Parameter("share_low", "number", 0.0, "the least share", least=0),
    Parameter("share_high", "number", None, "the greatest share; no bound when left out", least=0),
    Parameter(
        "relation",
        "choice",
        "absolute",
        "bounds are shares from 0 to 1, or multiples of the child's own scaled weight",
        ("absolute", "relative"),
    ),
    Parameter(
        "missing",
        "choice",
        "fail",
        "a missing child: the run stops, or it is left out for the unit and counts as zero in the frontier of others",
        ("fail", "omit"),
    ),
    SCOPE,
    SHARE,
    Parameter("times", "number", 1.0, "the score of the frontier"),
    divisible=False,
)
@run_by_run
@compare_within
def favour_each(family: Family, settings: Settings) -> Numbers:
    """The weighted sum with the weights that suit the unit best, under which no unit has more than 1.

    Melyn and Moesen, Towards a synthetic indicator of macroeconomic performance (1991); Cherchye, Moesen, Rogge and
    Van Puyenbroeck, An introduction to 'benefit of the doubt' composite indicators (2007). Missing values as zeros:
    Kuosmanen, Data envelopment analysis with missing data (2009).
    """
    there = np.flatnonzero(~np.isnan(family.x).all(axis=-1))
    counted = np.flatnonzero(family.weights > 0)
    scores = np.full(family.x.shape[0], np.nan)
    if there.size == 0 or counted.size == 0:
        return scores
    low, high = _bound(family.weights[counted], settings)
    try:
        found = weigh_in_favour(family.x[np.ix_(there, counted)], low=low, high=high, bound=settings.text("bound"))
    except WeightsError as error:
        raise family.error(str(error), error.hint) from None
    scores[there] = found.scores * settings.number("times")
    return scores


def _bound(weights: Numbers, settings: Settings) -> tuple[Numbers, Numbers]:
    """The least and the greatest share of each child."""
    unit = weights / weights.sum() if settings.text("relation") == "relative" else np.ones(weights.size)
    high = settings.number("share_high") * unit if settings.is_given("share_high") else np.ones(weights.size)
    return settings.number("share_low") * unit, np.minimum(high, 1.0)

"""Aggregate by votes: every child ranks the units, and Copeland or Borda counts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.result.ranking import TIES, rank
from gigawatch.index.step.aggregate.average import average
from gigawatch.index.step.aggregate.catalogue import ABSENT, AGGREGATE, SCOPE, SHARE
from gigawatch.index.step.aggregate.outrank import TIES as EQUAL
from gigawatch.index.step.aggregate.outrank import count_wins
from gigawatch.index.step.aggregate.relation import compare_within, fill_worst
from gigawatch.index.step.family import Family


@AGGREGATE.rule(
    "copeland",
    Parameter("ties", "choice", "half", "a child with equal values counts half for each unit, or for none", EQUAL),
    SCOPE,
    ABSENT,
    SHARE,
    divisible=False,
)
@compare_within
def compare_pairs(family: Family, settings: Settings) -> Numbers:
    """Wins less losses against every other unit, by the weight that speaks for either: from 1 - n to n - 1.

    Copeland, A reasonable social welfare function (1951). With ties none a win needs more than half of all the weight.
    """
    x = fill_worst(family, settings)
    wins = count_wins(x, family.weights, settings.text("ties"))
    return np.where(np.isnan(x).all(axis=-1), np.nan, wins)


@AGGREGATE.rule(
    "borda",
    Parameter("ties", "choice", "average", "the rank of equal values", TIES),
    Parameter("count", "choice", "mean", "points times weights scaled to one, or times the weights", ("mean", "sum")),
    SCOPE,
    ABSENT,
    SHARE,
    divisible=False,
)
@compare_within
def count_points(family: Family, settings: Settings) -> Numbers:
    """The weighted points of all children: in each, the rank less one, 1 being the rank of the worst.

    Borda, Memoire sur les elections au scrutin (1784). Under rescale a child's ranks are among the units that have it.
    """
    points = rank(fill_worst(family, settings), settings.text("ties"), axis=-2) - 1
    mean = average(replace(family, x=points), settings, points)
    if settings.text("count") == "mean":
        return mean
    total: Numbers = np.sum(family.weights, axis=-1, keepdims=family.weights.ndim > 1)
    return np.asarray(mean * total)

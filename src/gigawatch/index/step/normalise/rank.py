"""Normalise by the order of the units alone."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.result.ranking import TIES, rank
from gigawatch.index.step.block import PERIOD, UNIT, WITHIN, Block
from gigawatch.index.step.moment import count
from gigawatch.index.step.normalise.catalogue import NORMALISE

TIE = Parameter("ties", "choice", "min", "the rank of equal values", TIES)


@NORMALISE.rule("rank", TIE, WITHIN)
def rank_values(block: Block, settings: Settings) -> Numbers:
    """The rank among the units, 1 for the worst, so that more is better."""
    return order_units(block, settings)


@NORMALISE.rule("borda", TIE, WITHIN)
def count_beaten(block: Block, settings: Settings) -> Numbers:
    """The rank less one: with ties min, how many units the unit beats."""
    return order_units(block, settings) - 1


@NORMALISE.rule(
    "percentile_rank",
    TIE,
    WITHIN,
    Parameter("basis", "choice", "n - 1", "(rank - 1) / (n - 1), or rank / n", ("n - 1", "n")),
    Parameter("times", "number", 1.0, "what the result is multiplied by"),
)
def rank_in_percent(block: Block, settings: Settings) -> Numbers:
    """The rank as a share of the number of units that have a value."""
    ranks = order_units(block, settings)
    n = count(ranks, (UNIT,) if settings.text("range") == "within" else (PERIOD, UNIT))
    if settings.text("basis") == "n":
        return ranks / np.where(n > 0, n, np.nan) * settings.number("times")
    if (n == 1).any():
        raise block.error("a column has one value only: (rank - 1) / (n - 1) has no meaning")
    return (ranks - 1) / np.where(n > 1, n - 1, np.nan) * settings.number("times")


def order_units(block: Block, settings: Settings) -> Numbers:
    """Ranks from 1 for the worst, within the period or over all; NaN where there is no value."""
    x, ties = block.oriented, settings.text("ties")
    if settings.text("range") == "within":
        return rank(x, ties, axis=UNIT)
    merged = x.reshape(*x.shape[:PERIOD], -1, x.shape[-1])
    return rank(merged, ties, axis=UNIT).reshape(x.shape)

"""Normalise into classes: a score for each class, or above, around and below the mean."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.result.ranking import TIES
from gigawatch.index.step.block import BASE, PERIOD, RANGE, UNIT, WITHIN, Block
from gigawatch.index.step.moment import count, deviation, maximum
from gigawatch.index.step.normalise.catalogue import NORMALISE
from gigawatch.index.step.normalise.rank import order_units
from gigawatch.index.step.normalise.reference import REFERENCE_UNIT, find_reference

BY = ("quantile", "rank", "value")


@NORMALISE.rule(
    "categorical",
    Parameter("by", "choice", "quantile", "what the thresholds are: quantiles, ranks in percent, or values", BY),
    Parameter("thresholds", "list", (15.0, 25.0, 65.0, 85.0, 95.0), "where a better class begins; rising"),
    Parameter("scores", "list", (0.0, 20.0, 40.0, 60.0, 80.0, 100.0), "the score of each class, one more, worst first"),
    Parameter("ties", "choice", "min", "the rank of equal values, where by is rank", TIES),
    WITHIN,
)
def classify(block: Block, settings: Settings) -> Numbers:
    """The score of the class a value falls into; a value on a threshold belongs to the better class.

    By `quantile`: thresholds are percentiles of the column (linear between values, type 7), the defaults those of the
    OECD/JRC Handbook (2008), step 5, table 3. By `rank`: they are compared with 100 rank / n, rank 1 for the worst.
    By `value`: they are in the indicator's unit. Where less is better the least values fall into the best class.
    """
    thresholds, scores = settings.row("thresholds"), settings.row("scores")
    if any(first >= second for first, second in pairwise(thresholds)):
        raise block.error("the thresholds do not rise", "order them from the least")
    if len(scores) != len(thresholds) + 1:
        what = f"{len(thresholds)} thresholds make {len(thresholds) + 1} classes, and there are {len(scores)} scores"
        raise block.error(what, "give one score more than thresholds")
    places = sum(_pass(block, settings, threshold) for threshold in thresholds)
    return np.where(np.isnan(block.x), np.nan, np.array(scores)[np.asarray(places, dtype=np.intp)])


def _pass(block: Block, settings: Settings, threshold: float) -> Numbers:
    """1 where a value is at a threshold or better, else 0."""
    by, axes = settings.text("by"), (UNIT,) if settings.text("range") == "within" else (PERIOD, UNIT)
    if by == "rank":
        return (order_units(block, settings) * 100 >= threshold * count(block.x, axes)).astype(np.float64)
    if by == "value":
        return (block.oriented >= threshold * block.directions).astype(np.float64)
    if not 0 <= threshold <= 100:
        raise block.error(f"the percentile {threshold:g} does not lie between 0 and 100")
    some = count(block.x, axes) > 0
    ends = np.nanquantile(np.where(some, block.oriented, 0.0), threshold / 100, axis=axes, keepdims=True)
    return (block.oriented >= ends).astype(np.float64)


@NORMALISE.rule(
    "above_below",
    Parameter("threshold", "number", 0.2, "how far from the reference still counts as around it", least=0),
    Parameter(
        "of",
        "choice",
        "reference",
        "the threshold is a share of the reference, or counts deviations",
        ("reference", "deviation"),
    ),
    Parameter("ddof", "integer", 1, "1: the sample's deviation, 0: the population's", least=0, most=1),
    Parameter("reference", "choice", "mean", "the value compared with", ("mean", "median", "unit")),
    REFERENCE_UNIT,
    RANGE,
    BASE,
    Parameter("times", "number", 1.0, "the multiplier"),
)
def compare_with_mean(block: Block, settings: Settings) -> Numbers:
    """1 above the reference by more than the threshold, -1 below it by more, 0 around it; turned where less is better.

    Source: OECD/JRC Handbook (2008), section 5.5, which compares with the mean of a base period in panels (range
    base); its table 15 has the threshold 0.2.
    """
    reference = find_reference(block, settings)
    values, axes = block.pick_reference(block.x, settings)
    if settings.text("of") == "deviation":
        width = deviation(values, axes, int(settings.number("ddof")))
        width = np.where(np.isnan(width) & ~np.isnan(maximum(values, axes)), 0.0, width)
    else:
        width = np.abs(reference)
    away = (block.x - reference) * block.directions
    band = settings.number("threshold") * width
    score = np.where(away > band, 1.0, np.where(away < -band, -1.0, 0.0))
    return np.where(np.isnan(block.x), np.nan, score) * settings.number("times")

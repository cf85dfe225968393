"""Normalise between goalposts: those of the structure, or a reference in the middle of the range."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.block import BASE, PERIOD, RANGE, UNIT, Block
from gigawatch.index.step.moment import maximum, minimum
from gigawatch.index.step.normalise.catalogue import NORMALISE
from gigawatch.index.step.normalise.limit import TO, cap_share, stretch
from gigawatch.index.step.normalise.reference import REFERENCE_UNIT, find_reference


@NORMALISE.rule(
    "goalposts",
    TO,
    Parameter("cap", "flag", True, "values beyond a goalpost count as at it"),
    Parameter("scale", "choice", "linear", "the scale on which values and goalposts are compared", ("linear", "log")),
)
def place_between_goalposts(block: Block, settings: Settings) -> Numbers:
    """(x - low) / (high - low) with the structure's goalposts; from the high end where less is better."""
    low, high, x = block.attribute("low"), block.attribute("high"), block.x
    if settings.text("scale") == "log":
        if (x <= 0).any() or (low <= 0).any():
            raise block.error(f"a value or goalpost of {', '.join(block.codes)} is not above zero: it has no logarithm")
        low, high, x = np.log(low), np.log(high), np.log(x)
    share = np.where(block.directions > 0, x - low, high - x) / (high - low)
    return stretch(cap_share(block, share, cap=settings.flag("cap")), settings)


@NORMALISE.rule(
    "reference_goalposts",
    Parameter("to", "pair", (70.0, 130.0), "the ends of the scale; the reference lies in their middle"),
    Parameter(
        "reference",
        "choice",
        "mean",
        "the value in the middle: of the range, or one unit's",
        ("mean", "median", "unit"),
    ),
    REFERENCE_UNIT,
    RANGE,
    BASE,
    spread=True,
)
def place_around_reference(block: Block, settings: Settings) -> Numbers:
    """Goalposts lie half the pooled range, (max - min) / 2 over all periods, below and above a reference value.

    The reference scores the middle of the scale (100 of 70..130); a value can lie outside the scale where the
    reference is not the middle of the range. Where less is better the scale runs from the upper goalpost down.
    `range` and `base` say where the reference is taken: the mean of the base period, say. The normalisation of the
    adjusted Mazziotta-Pareto index: Mazziotta and Pareto, On a generalized non-compensatory composite index for
    measuring socio-economic phenomena, Social Indicators Research 127, 2016.
    """
    half = (maximum(block.x, (PERIOD, UNIT)) - minimum(block.x, (PERIOD, UNIT))) / 2
    block.require_spread(half)
    share = (block.x - find_reference(block, settings)) * block.directions / (2 * half) + 0.5
    return stretch(share, settings)

"""Normalise by where a value lies in its column: between the ends, from the mean, on a curve, or on a stated line."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.block import BASE, RANGE, Block
from gigawatch.index.step.moment import maximum, mean, minimum
from gigawatch.index.step.normalise.catalogue import NORMALISE
from gigawatch.index.step.normalise.limit import DDOF, TO, cap_share, require_deviation, stretch


@NORMALISE.rule("none")
def orient(block: Block, settings: Settings) -> Numbers:  # noqa: ARG001 - every rule of a step has one signature
    """Values keep their scale; those of which less is better change sign."""
    return block.oriented


@NORMALISE.rule(
    "minmax",
    TO,
    RANGE,
    BASE,
    Parameter("cap", "flag", False, "values outside the range's ends are set to them"),
    spread=True,
)
def scale_between(block: Block, settings: Settings) -> Numbers:
    """(x - min) / (max - min), stretched to the scale; with range base, the base period's ends are fixed goalposts."""
    reference, axes = block.pick_reference(block.oriented, settings)
    low, high = minimum(reference, axes), maximum(reference, axes)
    block.require_spread(high - low)
    return stretch(cap_share(block, (block.oriented - low) / (high - low), cap=settings.flag("cap")), settings)


@NORMALISE.rule(
    "zscore",
    Parameter("mean", "number", 0.0, "the mean of the result"),
    Parameter("sd", "number", 1.0, "the standard deviation of the result", least=1e-300),
    DDOF,
    RANGE,
    BASE,
    spread=True,
)
def standardise(block: Block, settings: Settings) -> Numbers:
    """(x - mean) / standard deviation, moved to the stated mean and deviation."""
    return _standardise(block, settings) * settings.number("sd") + settings.number("mean")


@NORMALISE.rule(
    "logistic",
    TO,
    Parameter("slope", "number", 1.0, "how steep the curve is at the mean: what z is multiplied by", least=1e-9),
    DDOF,
    RANGE,
    BASE,
    spread=True,
)
def bend(block: Block, settings: Settings) -> Numbers:
    """1 / (1 + exp(-slope z)), z being (x - mean) / standard deviation, stretched to the scale: no value leaves it."""
    from scipy import special

    return stretch(np.asarray(special.expit(settings.number("slope") * _standardise(block, settings))), settings)


@NORMALISE.rule(
    "scaled",
    Parameter("shift", "number", 0.0, "what is taken off first, in the indicator's unit"),
    Parameter("factor", "number", 1.0, "what is divided by then, above zero", least=1e-300),
    Parameter("times", "number", 1.0, "the multiplier"),
)
def scale_by_line(block: Block, settings: Settings) -> Numbers:
    """(x - shift) / factor, or (shift - x) / factor where less is better: a stated line, whatever the data."""
    above = (block.x - settings.number("shift")) * block.directions
    return above / settings.number("factor") * settings.number("times")


def _standardise(block: Block, settings: Settings) -> Numbers:
    reference, axes = block.pick_reference(block.oriented, settings)
    spread = require_deviation(block, reference, axes, int(settings.number("ddof")))
    return np.asarray((block.oriented - mean(reference, axes)) / spread)

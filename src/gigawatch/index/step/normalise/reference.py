"""Normalise by the distance to a reference: the best value, a unit, a statistic, or the structure's target."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.block import BASE, PERIOD, RANGE, Block
from gigawatch.index.step.moment import maximum, mean, median, minimum
from gigawatch.index.step.normalise.catalogue import NORMALISE

TIMES = Parameter("times", "number", 100.0, "what the result is multiplied by")
MULTIPLIER = Parameter("times", "number", 1.0, "the multiplier")
CAP = Parameter("cap", "flag", False, "what lies beyond the reference counts as at it")
STATISTICS = ("mean", "median", "maximum", "minimum", "unit", "own")
REFERENCE = Parameter(
    "reference", "choice", "mean", "the value compared with: of the range, of one unit, or the unit's own", STATISTICS
)
REFERENCE_UNIT = Parameter("unit", "text", None, "the unit compared with, where reference is unit")


@NORMALISE.rule("distance_max", RANGE, BASE, MULTIPLIER, spread=True)
def measure_to_best(block: Block, settings: Settings) -> Numbers:
    """1 - (max - x) / (max - min): how near the best value, 1 at it."""
    reference, axes = block.pick_reference(block.oriented, settings)
    low, high = minimum(reference, axes), maximum(reference, axes)
    block.require_spread(high - low)
    return (1 - (high - block.oriented) / (high - low)) * settings.number("times")


@NORMALISE.rule(
    "distance_reference",
    Parameter("unit", "text", None, "the unit whose value is the reference; must be stated"),
    CAP,
    RANGE,
    BASE,
    MULTIPLIER,
    spread=True,
)
def measure_to_unit(block: Block, settings: Settings) -> Numbers:
    """1 - (ref - x) / (ref - min), ref being the value of one unit: 1 at it, 0 at the worst (COINr's n_dist2ref).

    With range pooled the reference is the unit's mean over the periods.
    """
    oriented, axes = block.pick_reference(block.oriented, settings)
    best = pick_unit(block, oriented, settings.text("unit"), axes)
    return _measure(block, minimum(oriented, axes), best, settings, "the reference unit has the worst value")


@NORMALISE.rule("distance_target", CAP, RANGE, BASE, MULTIPLIER)
def measure_to_target(block: Block, settings: Settings) -> Numbers:
    """(x - min) / (target - min), or (max - x) / (max - target) where less is better (COINr's n_dist2targ).

    The target is the structure's column `target`, in the indicator's unit; 1 at it, 0 at the worst value.
    """
    oriented, axes = block.pick_reference(block.oriented, settings)
    worst = minimum(oriented, axes)
    target = block.attribute("target") * block.directions + np.where(np.isnan(worst), np.nan, 0.0)
    return _measure(block, worst, target, settings, "every value is at the target or beyond it")


@NORMALISE.rule("fraction_max", RANGE, BASE, MULTIPLIER)
def divide_by_best(block: Block, settings: Settings) -> Numbers:
    """x / max, or min / x where less is better: the best has 1 (COINr's n_fracmax where more is better).

    The maximum must be above zero; where less is better every value must be.
    """
    reference, axes = block.pick_reference(block.x, settings)
    best = np.where(block.directions > 0, maximum(reference, axes), minimum(reference, axes))
    if (best <= 0).any() or ((block.x <= 0) & (block.directions < 0)).any():
        wrong = (best <= 0) | ((block.x <= 0) & (block.directions < 0))
        code = block.codes[int(np.argwhere(wrong)[0][-1])]
        raise block.error(f"the best value of {code}, or one divided by, is not above zero", "take another rule")
    share = np.where(block.directions > 0, block.x, best) / np.where(block.directions > 0, best, block.x)
    return share * settings.number("times")


@NORMALISE.rule("ratio", REFERENCE, REFERENCE_UNIT, RANGE, BASE, TIMES)
def divide_by_reference(block: Block, settings: Settings) -> Numbers:
    """x / reference, or reference / x where less is better; range base and reference own make the base period 100."""
    reference = find_reference(block, settings)
    above = np.where(block.directions > 0, block.x, reference)
    below = np.where(block.directions > 0, reference, block.x)
    if (below == 0).any():
        raise block.error(f"a reference or value of {', '.join(block.codes)} is zero: nothing can be divided by it")
    return above / below * settings.number("times")


@NORMALISE.rule("difference", REFERENCE, REFERENCE_UNIT, RANGE, BASE, TIMES)
def subtract_reference(block: Block, settings: Settings) -> Numbers:
    """(x - reference) / reference, its sign turned where less is better."""
    reference = find_reference(block, settings)
    if (reference == 0).any():
        raise block.error(f"a reference of {', '.join(block.codes)} is zero: nothing can be divided by it")
    return (block.x - reference) / reference * block.directions * settings.number("times")


def find_reference(block: Block, settings: Settings) -> Numbers:
    """The value to compare with, as broad as the block: a statistic of the range, one unit's, or the unit's own."""
    values, axes = block.pick_reference(block.x, settings)
    kind = settings.text("reference")
    if kind == "own":
        if settings.text("range") != "base":
            raise block.error("reference own needs range base", "state the base period")
        block.note(~np.isnan(block.x) & np.isnan(values), "missing: no value in the base period")
        return values
    if kind == "unit":
        return pick_unit(block, values, settings.text("unit"), axes)
    statistics: dict[str, Callable[[Numbers, tuple[int, ...]], Numbers]] = {
        "mean": mean,
        "median": median,
        "maximum": maximum,
        "minimum": minimum,
    }
    return statistics[kind](values, axes)


def pick_unit(block: Block, values: Numbers, name: str, axes: tuple[int, ...]) -> Numbers:
    """The values of one unit: of each period, or their mean where all periods set the scale.

    A StepError where the unit is unknown or has no value in a column that others have one in.
    """
    if name not in block.values.units:
        raise block.error(f"the reference unit {name!r} is not in the values", "state unit = the unit's name")
    at = block.values.units.index(name)
    row = values[..., at : at + 1, :]
    found = row if len(axes) == 1 or row.shape[PERIOD] == 1 else mean(row, (PERIOD,))
    lost = np.isnan(found) & ~np.isnan(minimum(values, axes))
    if lost.any():
        code = block.codes[int(np.argwhere(lost)[0][-1])]
        raise block.error(f"the reference unit {name!r} has no value of {code}", "impute first, or name another unit")
    return found


def _measure(block: Block, worst: Numbers, best: Numbers, settings: Settings, wrong: str) -> Numbers:
    """How far on the way from the worst value to the best, both turned so that more is better."""
    if (best <= worst).any():
        code = block.codes[int(np.argwhere(best <= worst)[0][-1])]
        raise block.error(f"{wrong}: nothing to scale {code} by", "take another reference or rule")
    share = (block.oriented - worst) / (best - worst)
    if settings.flag("cap"):
        block.note(share > 1, "capped: high")
        share = np.minimum(share, 1.0)
    return share * settings.number("times")

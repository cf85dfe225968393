"""Normalise: every indicator is put on one scale on which more is better."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.result.ranking import TIES, rank
from gigawatch.index.step.block import BASE, PERIOD, RANGE, UNIT, WITHIN, Block
from gigawatch.index.step.moment import count, deviation, maximum, mean, median, minimum
from gigawatch.index.step.normalise.catalogue import NORMALISE

TO = Parameter("to", "pair", (0.0, 100.0), "the ends of the scale")
TIE = Parameter("ties", "choice", "min", "the rank of equal values", TIES)
TIMES = Parameter("times", "number", 100.0, "what the result is multiplied by")
STATISTICS = ("mean", "median", "maximum", "minimum", "unit", "own")
REFERENCE = Parameter(
    "reference", "choice", "mean", "the value compared with: of the range, of one unit, or the unit's own", STATISTICS
)
REFERENCE_UNIT = Parameter("unit", "text", None, "the unit compared with, where reference is unit")


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
    share = _cap(block, (block.oriented - low) / (high - low), cap=settings.flag("cap"))
    start, end = settings.pair("to")
    return share * (end - start) + start


@NORMALISE.rule(
    "zscore",
    Parameter("mean", "number", 0.0, "the mean of the result"),
    Parameter("sd", "number", 1.0, "the standard deviation of the result", least=1e-300),
    Parameter("ddof", "integer", 1, "1 divides by n - 1 (sample), 0 by n (population)", least=0, most=1),
    RANGE,
    BASE,
    spread=True,
)
def standardise(block: Block, settings: Settings) -> Numbers:
    """(x - mean) / standard deviation, moved to the stated mean and deviation."""
    reference, axes = block.pick_reference(block.oriented, settings)
    spread = deviation(reference, axes, int(settings.number("ddof")))
    block.require_spread(spread)
    score = (block.oriented - mean(reference, axes)) / spread
    return score * settings.number("sd") + settings.number("mean")


@NORMALISE.rule("rank", TIE, WITHIN)
def rank_values(block: Block, settings: Settings) -> Numbers:
    """The rank among the units, 1 for the worst, so that more is better."""
    return _rank(block, settings)


@NORMALISE.rule("borda", TIE, WITHIN)
def count_beaten(block: Block, settings: Settings) -> Numbers:
    """The rank less one: with ties min, how many units the unit beats."""
    return _rank(block, settings) - 1


@NORMALISE.rule(
    "percentile_rank",
    TIE,
    WITHIN,
    Parameter("basis", "choice", "n - 1", "(rank - 1) / (n - 1), or rank / n", ("n - 1", "n")),
    Parameter("times", "number", 1.0, "what the result is multiplied by"),
)
def rank_in_percent(block: Block, settings: Settings) -> Numbers:
    """The rank as a share of the number of units that have a value."""
    ranks = _rank(block, settings)
    n = count(ranks, (UNIT,) if settings.text("range") == "within" else (PERIOD, UNIT))
    if settings.text("basis") == "n":
        return ranks / np.where(n > 0, n, np.nan) * settings.number("times")
    if (n == 1).any():
        raise block.error("a column has one value only: (rank - 1) / (n - 1) has no meaning")
    return (ranks - 1) / np.where(n > 1, n - 1, np.nan) * settings.number("times")


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
    start, end = settings.pair("to")
    return _cap(block, share, cap=settings.flag("cap")) * (end - start) + start


@NORMALISE.rule("distance_max", RANGE, BASE, Parameter("times", "number", 1.0, "the multiplier"), spread=True)
def measure_to_best(block: Block, settings: Settings) -> Numbers:
    """1 - (max - x) / (max - min): how near the best value, 1 at it."""
    reference, axes = block.pick_reference(block.oriented, settings)
    low, high = minimum(reference, axes), maximum(reference, axes)
    block.require_spread(high - low)
    return (1 - (high - block.oriented) / (high - low)) * settings.number("times")


@NORMALISE.rule("ratio", REFERENCE, REFERENCE_UNIT, RANGE, BASE, TIMES)
def divide_by_reference(block: Block, settings: Settings) -> Numbers:
    """x / reference, or reference / x where less is better; range base and reference own make the base period 100."""
    reference = _find_reference(block, settings)
    above = np.where(block.directions > 0, block.x, reference)
    below = np.where(block.directions > 0, reference, block.x)
    if (below == 0).any():
        raise block.error(f"a reference or value of {', '.join(block.codes)} is zero: nothing can be divided by it")
    return above / below * settings.number("times")


@NORMALISE.rule("difference", REFERENCE, REFERENCE_UNIT, RANGE, BASE, TIMES)
def subtract_reference(block: Block, settings: Settings) -> Numbers:
    """(x - reference) / reference, its sign turned where less is better."""
    reference = _find_reference(block, settings)
    if (reference == 0).any():
        raise block.error(f"a reference of {', '.join(block.codes)} is zero: nothing can be divided by it")
    return (block.x - reference) / reference * block.directions * settings.number("times")


def _rank(block: Block, settings: Settings) -> Numbers:
    x, ties = block.oriented, settings.text("ties")
    if settings.text("range") == "within":
        return rank(x, ties, axis=UNIT)
    merged = x.reshape(*x.shape[:PERIOD], -1, x.shape[-1])
    return rank(merged, ties, axis=UNIT).reshape(x.shape)


def _cap(block: Block, share: Numbers, *, cap: bool) -> Numbers:
    if not cap:
        return share
    block.note(share > 1, "capped: high")
    block.note(share < 0, "capped: low")
    return np.clip(share, 0.0, 1.0)


def _find_reference(block: Block, settings: Settings) -> Numbers:
    """The value to compare with, as broad as the block: a statistic of the range, one unit's, or the unit's own."""
    values, axes = block.pick_reference(block.x, settings)
    kind = settings.text("reference")
    if kind == "own":
        if settings.text("range") != "base":
            raise block.error("reference own needs range base", "state the base period")
        return values
    if kind == "unit":
        name = settings.text("unit")
        if name not in block.values.units:
            raise block.error(f"the reference unit {name!r} is not in the values")
        at = block.values.units.index(name)
        row = values[..., at : at + 1, :]
        return row if len(axes) == 1 or row.shape[PERIOD] == 1 else mean(row, (PERIOD,))
    statistics: dict[str, Callable[[Numbers, tuple[int, ...]], Numbers]] = {
        "mean": mean,
        "median": median,
        "maximum": maximum,
        "minimum": minimum,
    }
    return statistics[kind](values, axes)

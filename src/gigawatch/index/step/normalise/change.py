"""Normalise by change in time: growth over the previous period, or where a period lies in the unit's own cycle."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.block import PERIOD, Block
from gigawatch.index.step.moment import count, maximum, mean, minimum
from gigawatch.index.step.normalise.catalogue import NORMALISE
from gigawatch.index.step.normalise.reference import MULTIPLIER, TIMES
from gigawatch.index.step.time import measure_time


@NORMALISE.rule(
    "annual_growth",
    Parameter(
        "over",
        "choice",
        "previous",
        "what the change is divided by: the previous value, or the current",
        ("previous", "current"),
    ),
    Parameter(
        "gaps",
        "choice",
        "compound",
        "a step of other than one year: compound yearly rate, or as it is",
        ("compound", "step"),
    ),
    TIMES,
)
def grow(block: Block, settings: Settings) -> Numbers:
    """(x - previous) / previous, of the unit's value in the period before; its sign turned where less is better.

    The first period has none, and a value without one in the period before becomes missing and is marked. Values must
    be above zero. The percentage of annual differences of the OECD/JRC Handbook (2008): over `previous` in section
    5.7, over `current` in table 3. With gaps `compound` a step of g years counts as the g-th root of its ratio.
    """
    times = measure_time(block)
    if (block.x <= 0).any():
        at = int(np.argwhere(block.x <= 0)[0][-1])
        raise block.error(
            f"a value of {block.codes[at]} is not above zero: it has no rate of growth", "take difference"
        )
    before = np.concatenate([np.full_like(block.x[..., :1, :, :], np.nan), block.x[..., :-1, :, :]], axis=PERIOD)
    years = np.concatenate([[1.0], np.diff(times)])[:, None, None]
    ratio = (block.x / before) ** (1 / years if settings.text("gaps") == "compound" else 1.0)
    rate: Numbers = ratio - 1 if settings.text("over") == "previous" else 1 - 1 / ratio
    block.note(~np.isnan(block.x) & np.isnan(before), "missing: no value in the period before")
    return np.asarray(rate * block.directions * settings.number("times"))


@NORMALISE.rule("cyclical", MULTIPLIER, Parameter("mean", "number", 0.0, "the mean of the result, added at the end"))
def place_in_cycle(block: Block, settings: Settings) -> Numbers:
    """(x - m) / d, m the unit's mean over the periods, d its mean absolute deviation; turned where less is better.

    Source: OECD/JRC Handbook (2008), section 5.6, cyclical indicators, which adds 100: `mean`. A unit with one value
    has no cycle: its value becomes missing and is marked. One that never changes stops the run.
    """
    measure_time(block)
    away = block.x - mean(block.x, (PERIOD,))
    size = mean(np.abs(away), (PERIOD,))
    n = count(block.x, (PERIOD,))
    still = (maximum(block.x, (PERIOD,)) == minimum(block.x, (PERIOD,))) & (n > 1)
    if still.any():
        unit, column = np.argwhere(still)[0][-2:]
        name = f"{block.codes[column]} of {block.values.units[unit]}"
        raise block.error(f"{name} never changes: it has no cycle", "give the indicator a rule of its own")
    block.note(~np.isnan(block.x) & (n == 1), "missing: one value makes no cycle")
    turned = away / np.where(n > 1, size, np.nan) * block.directions
    return np.asarray(turned * settings.number("times") + settings.number("mean"))

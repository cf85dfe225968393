"""Shares of a scale: kept inside it when asked, stretched to its ends; deviations that must be there."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.block import Block
from gigawatch.index.step.moment import count, deviation

TO = Parameter("to", "pair", (0.0, 100.0), "the ends of the scale")
DDOF = Parameter("ddof", "integer", 1, "1 divides by n - 1 (sample), 0 by n (population)", least=0, most=1)


def cap_share(block: Block, share: Numbers, *, cap: bool) -> Numbers:
    """The shares of a scale, those beyond 0 and 1 set to them and marked when `cap` is true."""
    if not cap:
        return share
    block.note(share > 1, "capped: high")
    block.note(share < 0, "capped: low")
    return np.clip(share, 0.0, 1.0)


def stretch(share: Numbers, settings: Settings) -> Numbers:
    """A share of 0 to 1 on the scale `to`."""
    start, end = settings.pair("to")
    return share * (end - start) + start


def require_deviation(block: Block, reference: Numbers, axes: tuple[int, ...], ddof: int) -> Numbers:
    """The standard deviation; a StepError where there are values but no spread, or one value only."""
    spread = deviation(reference, axes, ddof)
    block.require_spread(np.where(np.isnan(spread) & (count(reference, axes) > 0), 0.0, spread))
    return spread

"""Impute from the column itself: its mean, its median, or a stated constant."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.block import PERIOD, UNIT, WITHIN, Block
from gigawatch.index.step.impute.catalogue import IMPUTE
from gigawatch.index.step.impute.settle import gather, settle
from gigawatch.index.step.moment import count, mean, median, total

Statistic = Callable[[Numbers, tuple[int, ...]], Numbers]
GROUP = Parameter("group", "text", None, "the group code inside which the statistic is taken; all units without one")


@IMPUTE.rule("none")
def leave(block: Block, settings: Settings) -> Numbers:  # noqa: ARG001 - every rule of a step has one signature
    """Missing values stay missing."""
    return block.x


@IMPUTE.rule("mean", GROUP, WITHIN)
def fill_mean(block: Block, settings: Settings) -> Numbers:
    """A missing value becomes the mean of its column, over all units or those of its group."""
    return _fill(block, settings, mean, "imputed: mean")


@IMPUTE.rule("median", GROUP, WITHIN)
def fill_median(block: Block, settings: Settings) -> Numbers:
    """A missing value becomes the median of its column, over all units or those of its group."""
    return _fill(block, settings, median, "imputed: median")


@IMPUTE.rule("constant", Parameter("value", "number", None, "what is put in, in the indicator's unit; must be stated"))
def fill_constant(block: Block, settings: Settings) -> Numbers:
    """A missing value becomes a stated number, the same for all units."""
    if not settings.is_given("value"):
        raise block.error("a constant must be stated", "give value = ...")
    return settle(block, np.where(np.isnan(block.x), settings.number("value"), block.x), "imputed: constant")


def _fill(block: Block, settings: Settings, statistic: Statistic, text: str) -> Numbers:
    """Fill by group. Where no unit of the group has a value, the cell stays missing."""
    axes = (UNIT,) if settings.text("range") == "within" else (PERIOD, UNIT)
    filled, doubt = block.x.copy(), np.full(block.x.shape, np.nan)
    for members in gather(block, settings.text("group")):
        inside = np.where(members[:, None], block.x, np.nan)
        centre = statistic(inside, axes)
        open_cells = members[:, None] & np.isnan(filled)
        filled = np.where(open_cells, centre, filled)
        doubt = np.where(open_cells, _doubt(inside, centre, axes), doubt)
    return settle(block, filled, text, doubt)


def _doubt(inside: Numbers, centre: Numbers, axes: tuple[int, ...]) -> Numbers:
    """The standard error of predicting one more value by the centre of n: s (1 + 1/n)^0.5, s around that centre with
    divisor n - 1; NaN below two values. For the mean it is the textbook prediction error.
    """
    n = count(inside, axes)
    squares = total((inside - centre) ** 2, axes)
    some = n > 1
    return np.where(some, np.sqrt(squares / np.where(some, n - 1, 1) * (1 + 1 / np.where(some, n, 1))), np.nan)

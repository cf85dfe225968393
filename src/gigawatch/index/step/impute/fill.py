"""Impute: a missing value is filled by a stated rule and marked; a (unit, period) without any value is left alone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.period import time_of
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.block import PERIOD, UNIT, WITHIN, Block
from gigawatch.index.step.impute.catalogue import IMPUTE
from gigawatch.index.step.moment import mean, median

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


@IMPUTE.rule("latest", Parameter("reach", "number", None, "how many years back at most; any number without", least=0))
def carry_forward(block: Block, settings: Settings) -> Numbers:
    """A missing value becomes the unit's latest earlier value."""
    times = _times(block)
    filled, source = block.x.copy(), np.full(block.x.shape, np.nan)
    for period, time in enumerate(times):
        here = filled[..., period, :, :]
        given = ~np.isnan(here)
        source[..., period, :, :] = np.where(given, time, source[..., max(period - 1, 0), :, :])
        if period:
            filled[..., period, :, :] = np.where(given, here, filled[..., period - 1, :, :])
    if settings.values["reach"] is not None:
        age = times[:, None, None] - source
        filled = np.where(age > settings.number("reach"), np.nan, filled)
    return _settle(block, filled, "imputed: latest")


@IMPUTE.rule("linear")
def interpolate(block: Block, settings: Settings) -> Numbers:  # noqa: ARG001 - every rule of a step has one signature
    """A missing value between two given ones of the same unit lies on the line between them; ends stay missing."""
    times = _times(block)[:, None, None]
    given = ~np.isnan(block.x)
    places = np.arange(block.x.shape[PERIOD])[:, None, None]
    before = np.maximum.accumulate(np.where(given, places, -1), axis=PERIOD)
    after = np.flip(np.minimum.accumulate(np.flip(np.where(given, places, places.size), PERIOD), axis=PERIOD), PERIOD)
    inside = (before >= 0) & (after < places.size)
    first, last = np.where(inside, before, 0), np.where(inside, after, 0)
    t0, t1 = times.ravel()[first], times.ravel()[last]
    x0, x1 = np.take_along_axis(block.x, first, PERIOD), np.take_along_axis(block.x, last, PERIOD)
    with np.errstate(invalid="ignore", divide="ignore"):
        between = x0 + (x1 - x0) * (times - t0) / (t1 - t0)
    return _settle(block, np.where(inside & ~given, between, block.x), "imputed: linear in time")


def _fill(
    block: Block, settings: Settings, statistic: Callable[[Numbers, tuple[int, ...]], Numbers], text: str
) -> Numbers:
    axes = (UNIT,) if settings.text("range") == "within" else (PERIOD, UNIT)
    filled = block.x.copy()
    for members in _gather(block, settings.text("group")):
        inside = np.where(members[:, None], block.x, np.nan)
        centre = statistic(inside, axes)
        filled = np.where(members[:, None] & np.isnan(filled), centre, filled)
    return _settle(block, filled, text)


def _gather(block: Block, group: str) -> list[np.typing.NDArray[np.bool_]]:
    if not group:
        return [np.ones(len(block.values.units), dtype=np.bool_)]
    if group not in block.values.groups:
        there = ", ".join(block.values.groups) or "none"
        raise block.error(f"{group!r} is not a group of the structure", f"there are: {there}")
    labels = block.values.groups[group]
    return [labels == label for label in sorted(set(labels.tolist()) - {""})]


def _settle(block: Block, filled: Numbers, text: str) -> Numbers:
    result: Numbers = np.where(block.values.present[:, :, None], filled, np.nan)
    block.note(np.isnan(block.x) & ~np.isnan(result), text)
    return result


def _times(block: Block) -> Numbers:
    times = [None if period is None else time_of(period) for period in block.values.periods]
    if len(times) < 2 or any(time is None for time in times):
        raise block.error("the values have no time axis", "give each row a period such as 2024 or 2024-Q3")
    return np.array(times, dtype=np.float64)

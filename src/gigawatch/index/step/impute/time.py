"""Impute along time: from the same unit's earlier and later values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.block import PERIOD, UNIT, Block
from gigawatch.index.step.impute.catalogue import IMPUTE
from gigawatch.index.step.impute.settle import settle
from gigawatch.index.step.moment import count, total
from gigawatch.index.step.time import measure_time

Places = npt.NDArray[np.intp]
REACH = Parameter("reach", "number", None, "how many years away at most; any number without", least=0)
CHANGES = Parameter(
    "changes", "choice", "own", "whose changes say how far the fill may be off: the unit's own, or all", ("own", "all")
)


@dataclass(frozen=True)
class Line:
    """The given values next to every cell in time: `before` and `after` are their places, the cell's own where given.

    Where there is none, `before` is -1 and `after` the number of periods.
    """

    x: Numbers
    times: Numbers

    @cached_property
    def given(self) -> Flags:
        """Which cells have a value."""
        found: Flags = ~np.isnan(self.x)
        return found

    @cached_property
    def before(self) -> Places:
        """The place of the latest value up to each cell."""
        return np.maximum.accumulate(np.where(self.given, self._places, -1), axis=PERIOD)

    @cached_property
    def after(self) -> Places:
        """The place of the earliest value from each cell on."""
        turned = np.flip(np.where(self.given, self._places, self.times.size), PERIOD)
        return np.flip(np.minimum.accumulate(turned, axis=PERIOD), PERIOD)

    def look(self, places: Places) -> tuple[Numbers, Numbers]:
        """Value and time at these places, NaN where a place lies outside."""
        there = (places >= 0) & (places < self.times.size)
        safe = np.where(there, places, 0)
        values = np.where(there, np.take_along_axis(self.x, safe, PERIOD), np.nan)
        return values, np.where(there, self.times[safe], np.nan)

    def variance(self, changes: str, *, drift: bool) -> Numbers:
        """The variance of the changes between successive values, per year, as of a random walk.

        With `drift` the mean change per year is taken off first (divisor one less). NaN where there are fewer than two
        changes.
        """
        earlier = np.concatenate([np.full_like(self.before[..., :1, :, :], -1), self.before[..., :-1, :, :]], PERIOD)
        x0, t0 = self.look(np.where(self.given, earlier, -1))
        step, years = self.x - x0, self.times[:, None, None] - t0
        axes = (PERIOD,) if changes == "own" else (PERIOD, UNIT)
        n = count(step, axes)
        if drift:
            length = total(years, axes)
            step = step - years * (total(step, axes) / np.where(length > 0, length, 1))
        divisor = np.where(n > 1, n - drift, 1)
        return np.where(n > 1, total(step**2 / years, axes) / divisor, np.nan)

    @cached_property
    def _places(self) -> Places:
        return np.arange(self.times.size, dtype=np.intp)[:, None, None]


@IMPUTE.rule("latest", REACH, CHANGES)
def carry_forward(block: Block, settings: Settings) -> Numbers:
    """A missing value becomes the unit's latest earlier value."""
    line = Line(block.x, measure_time(block))
    values, source = line.look(line.before)
    age = line.times[:, None, None] - source
    filled = np.where(_too_far(age, settings), np.nan, values)
    return _settle_walk(block, line, filled, age, settings, "imputed: latest")


@IMPUTE.rule(
    "nearest",
    REACH,
    Parameter("look", "choice", "both", "in which direction: both, or later only (the next value)", ("both", "later")),
    Parameter("tie", "choice", "earlier", "of two equally near values", ("earlier", "later", "mean")),
    CHANGES,
)
def take_nearest(block: Block, settings: Settings) -> Numbers:
    """A missing value becomes the value of the same unit that is nearest in time."""
    line = Line(block.x, measure_time(block))
    (x0, t0), (x1, t1) = line.look(line.before), line.look(line.after)
    now = line.times[:, None, None]
    back = np.where(np.isnan(t0) | (settings.text("look") == "later"), np.inf, now - t0)
    ahead = np.where(np.isnan(t1), np.inf, t1 - now)
    middle = {"earlier": x0, "later": x1, "mean": (x0 + x1) / 2}[settings.text("tie")]
    near = np.where(back < ahead, x0, np.where(ahead < back, x1, np.where(np.isinf(back), np.nan, middle)))
    gap = np.minimum(back, ahead)
    gap = np.where(np.isinf(gap), np.nan, gap)
    filled = np.where(line.given, block.x, np.where(_too_far(gap, settings), np.nan, near))
    return _settle_walk(block, line, filled, gap, settings, "imputed: nearest in time")


@IMPUTE.rule("linear", CHANGES)
def interpolate(block: Block, settings: Settings) -> Numbers:
    """A missing value between two given ones of the same unit lies on the line between them; ends stay missing."""
    line = Line(block.x, measure_time(block))
    (x0, t0), (x1, t1) = line.look(line.before), line.look(line.after)
    now = line.times[:, None, None]
    inside = ~line.given & ~np.isnan(t0) & ~np.isnan(t1)
    length = np.where(inside, t1 - t0, 1.0)
    filled = np.where(inside, x0 + (x1 - x0) * (now - t0) / length, block.x)
    bridge = line.variance(settings.text("changes"), drift=True) * (now - t0) * (t1 - now) / length
    return settle(block, filled, "imputed: linear in time", np.sqrt(np.where(inside, bridge, np.nan)))


def _too_far(gap: Numbers, settings: Settings) -> Flags:
    return gap > settings.number("reach") if settings.is_given("reach") else np.zeros(gap.shape, dtype=np.bool_)


def _settle_walk(block: Block, line: Line, filled: Numbers, gap: Numbers, settings: Settings, text: str) -> Numbers:
    """The fill of a random walk is off by the square root of the years gone times the variance of a year's change."""
    variance = line.variance(settings.text("changes"), drift=False)
    return settle(block, filled, text, np.sqrt(variance * gap))

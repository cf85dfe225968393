"""Treat at stated ends: a number of points drawn in at each side, or everything beyond a bound set to it."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.block import WITHIN, Block
from gigawatch.index.step.moment import count, deviation, maximum, mean, median, minimum
from gigawatch.index.step.treat.catalogue import TREAT
from gigawatch.index.step.treat.column import lay_block, lay_columns, name_column, note_cells

BOUNDS = ("quantiles", "median", "fences", "mean", "values")


@TREAT.rule(
    "winsorise_points",
    Parameter("low", "integer", 0, "how many of the least values are drawn in", least=0),
    Parameter("high", "integer", 0, "how many of the greatest values are drawn in", least=0),
    WITHIN,
)
def draw_in_points(block: Block, settings: Settings) -> Numbers:
    """The stated number of outermost values of each side is set to the next value inwards, whatever the shape.

    The forced treatment of one indicator, by [step.code.X]: the k greatest become the (k + 1)-th greatest. Of equal
    values as many count as there are.
    """
    scope = settings.text("range")
    columns = lay_columns(block.x, scope)
    low, high = _find_next(block, columns, settings)
    result = np.clip(columns, low, high)
    _note_drawn(block, scope, columns, result, "winsorised")
    return lay_block(result, block.x, scope)


def _find_next(block: Block, columns: Numbers, settings: Settings) -> tuple[Numbers, Numbers]:
    """The values that the outermost points are set to; a StepError where a column has too few different ones."""
    below, above = int(settings.number("low")), int(settings.number("high"))
    n = count(columns, 0)[0]
    short = (n > 0) & (n < below + above + 2)
    if short.any():
        at = int(np.flatnonzero(short)[0])
        name = name_column(block, at, settings.text("range"))
        raise block.error(f"{name} has {n[at]:g} values: {below} and {above} cannot be drawn in", "draw in fewer")
    ordered = np.sort(columns, axis=0)
    low = ordered[below] if below < columns.shape[0] else np.full(n.shape, np.nan)
    last = np.maximum(n - 1 - above, 0).astype(np.intp)
    high = np.take_along_axis(ordered, last[None], 0)[0]
    flat = (n > 0) & ~(low < high)
    if flat.any():
        name = name_column(block, int(np.flatnonzero(flat)[0]), settings.text("range"))
        raise block.error(f"drawing in would leave {name} with one value only", "draw in fewer")
    return low, high


@TREAT.rule(
    "clip",
    Parameter("at", "choice", "quantiles", "where the bounds lie, see the page on treating", BOUNDS),
    Parameter("ends", "pair", (0.05, 0.95), "the quantiles (linear between values, type 7), or the values themselves"),
    Parameter("times", "number", 1.5, "how many interquartile ranges or deviations away the bounds lie", least=0),
    Parameter("ddof", "integer", 1, "1: the sample's deviation, 0: the population's", least=0, most=1),
    WITHIN,
)
def clip(block: Block, settings: Settings) -> Numbers:
    """Values beyond the bounds are set to them; a column that this would flatten is left and marked.

    Bounds: `quantiles` the two quantiles `ends`; `median` the median -+ `times` interquartile ranges; `fences` the
    quartiles -+ `times` interquartile ranges (Tukey, Exploratory Data Analysis, 1977); `mean` the mean -+ `times`
    standard deviations; `values` the two numbers `ends`, in the indicator's unit.
    """
    scope = settings.text("range")
    columns = lay_columns(block.x, scope)
    low, high = _find_bounds(block, columns, settings)
    clipped = np.clip(columns, low, high)
    flat = (minimum(clipped, 0) == maximum(clipped, 0))[0] & (minimum(columns, 0) < maximum(columns, 0))[0]
    result = np.where(flat, columns, clipped)
    _note_drawn(block, scope, columns, result, "clipped")
    note_cells(block, ~np.isnan(columns) & flat, scope, "left: clipping would flatten the column")
    return lay_block(result, block.x, scope)


def _find_bounds(block: Block, columns: Numbers, settings: Settings) -> tuple[Numbers, Numbers]:
    at, (first, last) = settings.text("at"), settings.pair("ends")
    times = settings.number("times")
    if at == "values":
        return np.full(columns.shape[1], first), np.full(columns.shape[1], last)
    if at == "mean":
        away = times * deviation(columns, 0, int(settings.number("ddof")))[0]
        centre = mean(columns, 0)[0]
        away = np.where(np.isnan(away), 0.0, away)
        return centre - away, centre + away
    if at == "quantiles":
        if first < 0 or last > 1:
            raise block.error(f"the quantiles {first:g} and {last:g} do not lie between 0 and 1")
        return take_quantile(columns, first), take_quantile(columns, last)
    lower, upper = take_quantile(columns, 0.25), take_quantile(columns, 0.75)
    away = times * (upper - lower)
    if at == "fences":
        return lower - away, upper + away
    centre = median(columns, 0)[0]
    return centre - away, centre + away


def take_quantile(columns: Numbers, level: float) -> Numbers:
    """The quantile of every column, linear between values (type 7); NaN where there is no value."""
    some = count(columns, 0)[0] > 0
    found = np.full(columns.shape[1], np.nan)
    if some.any():
        found[some] = np.nanquantile(columns[:, some], level, axis=0)
    return found


def _note_drawn(block: Block, scope: str, before: Numbers, after: Numbers, text: str) -> None:
    marks: dict[str, Flags] = {"high": after < before, "low": after > before}
    for side, cells in marks.items():
        note_cells(block, cells, scope, f"{text}: {side}")

"""The trend of every unit and code, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.result.result import Result
from gigawatch.index.result.sheet import lay_out
from gigawatch.index.trend.change import find_growth
from gigawatch.index.trend.line import FEWEST, find_longest_rise, find_tau, fit_line, fit_theil_sen
from gigawatch.index.trend.series import RAW, Series, read_series

if TYPE_CHECKING:
    import polars as pl

COLUMNS = {
    "unit": "text",
    "code": "text",
    "n": "count",
    "first_period": "text",
    "last_period": "text",
    "growth": "number",
    "slope": "number",
    "slope_low": "number",
    "slope_high": "number",
    "p": "number",
    "r2": "number",
    "theil_sen": "number",
    "theil_sen_low": "number",
    "theil_sen_high": "number",
    "tau": "number",
    "p_tau": "number",
    "trend": "text",
    "rise_from": "text",
    "rise_to": "text",
    "rise_steps": "count",
    "best_rank": "number",
    "worst_rank": "number",
    "note": "text",
}


def list_trends(
    result: Result,
    first: str | None = None,
    last: str | None = None,
    step: str = RAW,
    confidence: float = 0.95,
) -> pl.DataFrame:
    """One row for each unit and code over the periods from `first` to `last` (all unless named).

    Slopes are a year. `growth` is the compound rate between the unit's own first and last value there (`first_period`,
    `last_period`). `trend` is `rising` or `falling` where Mann and Kendall's p is below 1 - `confidence`, else `none`;
    `not computed` below three values.
    """
    series = read_series(result, step)
    series = series.cut(*series.choose(first, last))
    rows = [
        (unit, code, *_describe(series, series.x[:, at, column], series.ranks[:, at, column], confidence))
        for at, column, unit, code in series.each()
    ]
    return lay_out(rows, COLUMNS)


def _describe(series: Series, y: Numbers, ranks: Numbers, confidence: float) -> tuple[object, ...]:
    there = np.flatnonzero(~np.isnan(y))
    if not there.size:
        return 0, *[None] * 13, "not computed", *[None] * 5, "no value"
    line, robust = fit_line(series.times, y, confidence), fit_theil_sen(series.times, y, confidence)
    tau, p = find_tau(series.times, y)
    note = "" if there.size >= FEWEST else f"{there.size} values: {FEWEST} are needed for a trend"
    return (
        there.size,
        *_span(series, y, int(there[0]), int(there[-1])),
        *(line.slope, line.low, line.high, line.p, line.r2),
        *(robust.slope, robust.low, robust.high),
        *(tau, p, _name_trend(tau, p, confidence)),
        *_rise(series, y),
        *_bound_ranks(ranks),
        note,
    )


def _span(series: Series, y: Numbers, start: int, end: int) -> tuple[str, str, float]:
    years = float(series.times[end] - series.times[start])
    growth = find_growth(float(y[start]), float(y[end]), years)[0] if end > start else float("nan")
    return series.periods[start], series.periods[end], growth


def _name_trend(tau: float, p: float, confidence: float) -> str:
    if np.isnan(p):
        return "not computed"
    if p >= 1 - confidence:
        return "none"
    return "rising" if tau > 0 else "falling"


def _rise(series: Series, y: Numbers) -> tuple[str | None, str | None, int]:
    found = find_longest_rise(y)
    if found is None:
        return None, None, 0
    return series.periods[found[0]], series.periods[found[1]], found[1] - found[0]


def _bound_ranks(ranks: Numbers) -> tuple[float, float]:
    there = ranks[~np.isnan(ranks)]
    return (float(there.min()), float(there.max())) if there.size else (float("nan"), float("nan"))

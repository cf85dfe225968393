"""Do units grow alike: the spread of each period, and whether those behind grow faster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.result.result import Result
from gigawatch.index.result.sheet import lay_out
from gigawatch.index.trend.line import fit_line
from gigawatch.index.trend.series import RAW, Series, read_series

if TYPE_CHECKING:
    import polars as pl

SIGMA_COLUMNS = {"code": "text", "period": "text", "units": "count", "mean": "number", "sd": "number", "cv": "number"}
BETA_COLUMNS = {
    "code": "text",
    "first_period": "text",
    "last_period": "text",
    "units": "count",
    "beta": "number",
    "beta_low": "number",
    "beta_high": "number",
    "p": "number",
    "r2": "number",
    "half_life": "number",
    "verdict": "text",
    "note": "text",
}


def list_spread(result: Result, step: str = RAW, ddof: int = 1) -> pl.DataFrame:
    """Sigma convergence: mean, deviation and deviation over mean of each code and period, over the units that have a
    value in every period, so that only they and not who is counted move it.
    """
    series = read_series(result, step)
    rows = []
    for column, code in enumerate(series.codes):
        held = series.x[:, ~np.isnan(series.x[:, :, column]).any(axis=0), column]
        for place, period in enumerate(series.periods):
            rows.append((code, period, held.shape[1], *_spread(held[place], ddof)))
    return lay_out(rows, SIGMA_COLUMNS)


def _spread(x: Numbers, ddof: int) -> tuple[float, float, float]:
    mean = float(x.mean()) if x.size else float("nan")
    sd = float(x.std(ddof=ddof)) if x.size > ddof else float("nan")
    return mean, sd, sd / mean if mean > 0 else float("nan")


def list_convergence(
    result: Result, first: str | None = None, last: str | None = None, step: str = RAW, confidence: float = 0.95
) -> pl.DataFrame:
    """Beta convergence (Barro and Sala-i-Martin, Journal of Political Economy 100, 1992): the yearly growth of the log
    value on the log of the first value. Below zero, those behind grow faster; `half_life` is the years in which half of
    the gap closes, ln 2 over -ln(1 + beta years) / years. Units at or below zero in either period are left out.
    """
    series = read_series(result, step)
    start, end = series.choose(first, last)
    span = (series.periods[start], series.periods[end])
    rows = [(code, *span, *_converge(series, start, end, at, confidence)) for at, code in enumerate(series.codes)]
    return lay_out(rows, BETA_COLUMNS)


def _converge(series: Series, start: int, end: int, column: int, confidence: float) -> tuple[object, ...]:
    before, after = series.x[start, :, column], series.x[end, :, column]
    kept = (before > 0) & (after > 0)
    years = float(series.times[end] - series.times[start])
    if kept.sum() < 3 or np.ptp(before[kept]) == 0:
        note = "fewer than three units above zero, or all alike in the first period"
        return int(kept.sum()), *[None] * 6, "not computed", note
    logs = np.log(before[kept])
    line = fit_line(logs, (np.log(after[kept]) - logs) / years, confidence)
    closing = -np.log1p(line.slope * years) / years if line.slope * years > -1 else np.nan
    life = float(np.log(2) / closing) if closing > 0 else float("nan")
    word = "none" if line.p >= 1 - confidence else "converging" if line.slope < 0 else "diverging"
    return int(kept.sum()), line.slope, line.low, line.high, line.p, line.r2, life, word, ""

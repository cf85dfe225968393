"""A base period as 100: how far each figure has come since then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.result.result import Result
from gigawatch.index.result.sheet import lay_out
from gigawatch.index.trend.series import RAW, Series, read_series
from gigawatch.model import InputError

if TYPE_CHECKING:
    import polars as pl

REFERENCES = ("own", "mean", "leader")
COLUMNS = {
    "unit": "text",
    "code": "text",
    "period": "text",
    "value": "number",
    "base": "number",
    "index": "number",
    "note": "text",
}


def rebase(result: Result, base: str, reference: str = "own", step: str = RAW, times: float = 100.0) -> pl.DataFrame:
    """One row for each unit, code and period: the value over that of the base period, times 100.

    `reference` is what stands for the base: the unit's `own` value, the `mean` of all units in the base period, or the
    `leader` (the best of them). Where it is missing, zero or negative there is no index, and `note` says so.
    """
    if reference not in REFERENCES:
        known = ", ".join(REFERENCES)
        raise InputError(f"{reference!r} is not allowed: reference is one of {known}", where="trend")
    series = read_series(result, step)
    found = _find_base(series, series.x[series.locate(base)], reference)
    rows = []
    for at, column, unit, code in series.each():
        below = float(found[at, column])
        note = "" if below > 0 else f"no base: {_explain(below)} in {base}"
        for place, period in enumerate(series.periods):
            value = float(series.x[place, at, column])
            rows.append((unit, code, period, value, below, value / below * times if below > 0 else np.nan, note))
    return lay_out(rows, COLUMNS)


def _find_base(series: Series, x: Numbers, reference: str) -> Numbers:
    """Units x codes."""
    if reference == "own":
        return x
    there = ~np.isnan(x)
    if reference == "mean":
        n = there.sum(axis=0)
        found = np.where(n > 0, np.where(there, x, 0.0).sum(axis=0) / np.maximum(n, 1), np.nan)
    else:
        turned = np.where(there, x * series.directions, -np.inf).max(axis=0)
        found = np.where(there.any(axis=0), turned * series.directions, np.nan)
    return np.broadcast_to(found, x.shape)


def _explain(below: float) -> str:
    return "no value" if np.isnan(below) else "zero" if below == 0 else "a negative value"

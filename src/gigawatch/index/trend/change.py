"""The change of every figure between two periods: by how much, by what a year, and how the rank moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.result.result import Result
from gigawatch.index.result.sheet import lay_out
from gigawatch.index.trend.series import RAW, Series, read_series

if TYPE_CHECKING:
    import polars as pl

COLUMNS = {
    "unit": "text",
    "code": "text",
    "first_period": "text",
    "last_period": "text",
    "first": "number",
    "last": "number",
    "change": "number",
    "relative": "number",
    "growth": "number",
    "is_better": "flag",
    "rank_first": "number",
    "rank_last": "number",
    "ranks_gained": "number",
    "note": "text",
}


def list_changes(result: Result, first: str | None = None, last: str | None = None, step: str = RAW) -> pl.DataFrame:
    """One row for each unit and code: values and ranks in two periods (the first and last unless named) and the change.

    `relative` is change over the first value's size; `growth` the compound rate a year (see `find_growth`);
    `ranks_gained` is above zero where the unit moved up. A unit without a value in one of the two has no change, and
    `note` says so.
    """
    series = read_series(result, step)
    start, end = series.choose(first, last)
    rows = [
        (unit, code, series.periods[start], series.periods[end], *_compare(series, start, end, at, column))
        for at, column, unit, code in series.each()
    ]
    return lay_out(rows, COLUMNS)


def find_growth(first: float, last: float, years: float) -> tuple[float, str]:
    """The compound growth rate a year, (last / first)^(1 / years) - 1, and why there is none.

    Equal values grow by 0, zero to zero among them; a fall from above zero to zero is -1; from zero, and with a
    negative value at either end, there is no rate (COINr gives infinite or undefined ones there).
    """
    if np.isnan(first) or np.isnan(last):
        return float("nan"), "no value"
    if first == last:
        return 0.0, ""
    if first < 0 or last < 0:
        return float("nan"), "no growth rate: a value is negative"
    if first == 0:
        return float("nan"), "no growth rate: it starts at zero"
    return float((last / first) ** (1 / years) - 1), ""


def _compare(series: Series, start: int, end: int, unit: int, column: int) -> tuple[object, ...]:
    first, last = (float(series.x[at, unit, column]) for at in (start, end))
    before, after = (float(series.ranks[at, unit, column]) for at in (start, end))
    gone = [series.periods[at] for at, value in ((start, first), (end, last)) if np.isnan(value)]
    growth, note = find_growth(first, last, float(series.times[end] - series.times[start]))
    note = f"no value in {' and '.join(gone)}" if gone else note
    change = last - first
    relative = change / abs(first) if first != 0 else float("nan")
    better = None if np.isnan(change) or change == 0 else bool(change * series.directions[column] > 0)
    return first, last, change, relative, growth, better, before, after, before - after, note

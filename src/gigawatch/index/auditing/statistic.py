"""The statistics of each indicator: how full, how varied, how skewed, and where the outliers are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.auditing.limit import LIMITS, Limits
from gigawatch.index.auditing.sample import Scope, read_samples
from gigawatch.index.input.column import Numbers
from gigawatch.index.result.result import Result
from gigawatch.index.result.sheet import lay_out
from gigawatch.index.step.moment import shape

if TYPE_CHECKING:
    import polars as pl

FIGURES = {
    "rows": "count",
    "n": "count",
    "missing": "count",
    "zero": "count",
    "unique": "count",
    "same": "count",
    "given_share": "number",
    "nonzero_share": "number",
    "unique_share": "number",
    "same_share": "number",
    "min": "number",
    "q1": "number",
    "median": "number",
    "mean": "number",
    "q3": "number",
    "max": "number",
    "sd": "number",
    "skewness": "number",
    "kurtosis": "number",
    "outliers": "count",
    "flags": "text",
}
COLUMNS = {"period": "text", "code": "text", **FIGURES}


def list_statistics(
    result: Result, scope: Scope | None = None, limits: Limits = LIMITS, skewness: str = "type 2", ddof: int = 1
) -> pl.DataFrame:
    """One row for each indicator: its statistics at raw unless the scope names another step; as given, not turned.

    A period of a panel in which nobody has the indicator is not counted as missing.
    """
    asked = scope or Scope(step="raw")
    rows: list[tuple[object, ...]] = []
    for sample in read_samples(result, asked):
        table = result.steps[asked.step or "raw"].x[sample.rows[0], sample.rows[1]]
        told = np.asarray(result.values.given.any(axis=1))[sample.rows[0]]
        for column, code in enumerate(sample.structure.indicators):
            figures = describe_column(table[told[:, column], column], limits, skewness, ddof)
            rows.append((sample.period, code, *figures.values()))
    return lay_out(rows, COLUMNS)


def describe_column(x: Numbers, limits: Limits = LIMITS, skewness: str = "type 2", ddof: int = 1) -> dict[str, object]:
    """The statistics of one column, NaN where there is no value or too few.

    Quartiles are of type 7. `same` is how often the commonest value stands; shares of zero, different and same values
    are of those given. `outliers` lie further than `fence` interquartile ranges outside the quartiles. `flags` names
    what is beyond the limits: missing, constant, same, zeros, few values, skewed (both |skewness| and kurtosis).
    """
    there = x[~np.isnan(x)]
    figures: dict[str, float] = {"rows": x.size, "n": there.size, "missing": x.size - there.size}
    figures |= _count(there) | _sum_up(there, skewness, ddof)
    figures["outliers"] = _count_outliers(there, limits.fence)
    figures["given_share"] = there.size / x.size if x.size else np.nan
    return {name: figures.get(name, _flag(figures, limits)) for name in FIGURES}


def _count(x: Numbers) -> dict[str, float]:
    counts = np.unique(x, return_counts=True)[1]
    zero, unique, same = int((x == 0).sum()), counts.size, int(counts.max(initial=0))
    n = x.size or np.nan
    return {
        "zero": zero,
        "unique": unique,
        "same": same,
        "nonzero_share": (x.size - zero) / n,
        "unique_share": unique / n,
        "same_share": same / n,
    }


def _sum_up(x: Numbers, skewness: str, ddof: int) -> dict[str, float]:
    names = ("min", "q1", "median", "q3", "max")
    if not x.size:
        return dict.fromkeys((*names, "mean", "sd", "skewness", "kurtosis"), np.nan)
    skew, kurtosis = (float(moment[0]) for moment in shape(x[:, None], skewness))
    return {
        **dict(zip(names, np.quantile(x, [0, 0.25, 0.5, 0.75, 1]).tolist(), strict=True)),
        "mean": float(x.mean()),
        "sd": float(x.std(ddof=ddof)) if x.size > ddof else np.nan,
        "skewness": skew,
        "kurtosis": kurtosis,
    }


def _count_outliers(x: Numbers, fence: float) -> int:
    if x.size < 4:
        return 0
    low, high = np.quantile(x, [0.25, 0.75])
    reach = fence * (high - low)
    return int(((x < low - reach) | (x > high + reach)).sum())


def _flag(figures: dict[str, float], limits: Limits) -> str:
    found = {
        "missing": figures["given_share"] < limits.given,
        "constant": figures["unique"] <= 1,
        "same": figures["unique"] > 1 and figures["same_share"] > limits.same,
        "zeros": figures["nonzero_share"] < limits.nonzero,
        "few values": figures["unique_share"] < limits.unique,
        "skewed": abs(figures["skewness"]) > limits.skewness and figures["kurtosis"] > limits.kurtosis,
    }
    return ", ".join(word for word, is_so in found.items() if is_so)

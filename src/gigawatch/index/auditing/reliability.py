"""Cronbach's alpha: how far the children of an aggregate measure one thing, and what leaving one out would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.auditing.correlate import correlate, covary
from gigawatch.index.auditing.family import list_families
from gigawatch.index.auditing.sample import SCOPE, Scope, keep_complete, read_samples
from gigawatch.index.input.column import Numbers
from gigawatch.index.result.result import Result
from gigawatch.index.result.sheet import lay_out

if TYPE_CHECKING:
    import polars as pl

COLUMNS = {
    "period": "text",
    "of": "text",
    "basis": "text",
    "code": "text",
    "alpha": "number",
    "standardised": "number",
    "with_rest": "number",
    "columns": "count",
    "note": "text",
}


@dataclass(frozen=True)
class Reliability:
    """Alpha of the covariances and of the correlations (`standardised`); NaN with a `note`.

    By column: both without it, and `with_rest`, its correlation with the sum of the other columns.
    """

    alpha: float
    standardised: float
    without: Numbers
    without_standardised: Numbers
    with_rest: Numbers
    note: str = ""


def measure_reliability(x: Numbers, missing: str = "pairwise") -> Reliability:
    """Cronbach's alpha (Psychometrika 16, 1951) of `x` (rows x columns): k / (k - 1) (1 - trace C / sum C).

    `raw` takes C as the sample covariances, `standardised` as the correlations. Negative when the columns pull against
    each other. The correlation with the rest is worked out from the same covariances.
    """
    kept = keep_complete(x) if missing == "complete" else x
    covariances, correlations = covary(kept), correlate(kept).r
    columns = x.shape[1]
    nothing = np.full(columns, np.nan)
    if columns < 2 or np.isnan(covariances).any():
        note = "one column alone" if columns < 2 else "too few rows that two columns both have"
        return Reliability(np.nan, np.nan, nothing, nothing, nothing, note)
    return Reliability(
        alpha=_alpha(covariances),
        standardised=_alpha(correlations),
        without=np.array([_alpha(_leave_out(covariances, column)) for column in range(columns)]),
        without_standardised=np.array([_alpha(_leave_out(correlations, column)) for column in range(columns)]),
        with_rest=np.array([_correlate_with_rest(covariances, column) for column in range(columns)]),
    )


def _alpha(matrix: Numbers) -> float:
    columns, total = len(matrix), float(matrix.sum())
    if columns < 2 or not total > 0:
        return float("nan")
    return columns / (columns - 1) * (1 - float(np.trace(matrix)) / total)


def _leave_out(matrix: Numbers, column: int) -> Numbers:
    return np.delete(np.delete(matrix, column, axis=0), column, axis=1)


def _correlate_with_rest(matrix: Numbers, column: int) -> float:
    rest = float(_leave_out(matrix, column).sum())
    own = float(matrix[column, column])
    shared = float(matrix[column].sum()) - own
    return shared / float(np.sqrt(own * rest)) if own > 0 and rest > 0 else float("nan")


def list_reliability(result: Result, scope: Scope = SCOPE) -> pl.DataFrame:
    """One row for each aggregate (`code` is empty), one for each column: alpha without it.

    `basis` says of which columns: its `children`, or all `indicators` under it where those are others.
    """
    rows: list[tuple[object, ...]] = []
    for sample in read_samples(result, scope):
        for of, basis, codes in list_families(sample, deep=True):
            found = measure_reliability(sample.take(codes), scope.missing)
            key = (sample.period, of, basis)
            rows.append((*key, None, found.alpha, found.standardised, None, len(codes), found.note))
            if not found.note:
                figures = zip(found.without, found.without_standardised, found.with_rest, strict=True)
                each = zip(codes, figures, strict=True)
                rows += [(*key, code, *three, len(codes) - 1, "") for code, three in each]
    return lay_out(rows, COLUMNS)

"""What is counted twice: pairs that say the same, and columns that the others explain."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.auditing.adequacy import invert
from gigawatch.index.auditing.correlate import correlate
from gigawatch.index.auditing.family import list_families
from gigawatch.index.auditing.limit import LIMITS, Limits
from gigawatch.index.auditing.sample import SCOPE, Sample, Scope, read_samples
from gigawatch.index.input.column import Numbers
from gigawatch.index.result.result import Result
from gigawatch.index.result.sheet import lay_out

if TYPE_CHECKING:
    import polars as pl

PAIR_COLUMNS = {
    "period": "text",
    "code": "text",
    "other": "text",
    "of": "text",
    "r": "number",
    "p": "number",
    "n": "count",
}
COLUMNS = {
    "period": "text",
    "of": "text",
    "basis": "text",
    "code": "text",
    "r2": "number",
    "inflation": "number",
    "n": "count",
    "flag": "text",
    "note": "text",
}


@dataclass(frozen=True)
class Redundancy:
    """By column: the share of its variance that a linear regression on the others explains, and 1 / (1 - R2)."""

    r2: Numbers
    inflation: Numbers
    n: int
    note: str = ""


def measure_redundancy(x: Numbers, missing: str = "pairwise", rows_per_column: float = 2.0) -> Redundancy:
    """R2 of each column of `x` (rows x columns) on all others and the variance inflation factor, the diagonal of the
    inverse of the correlation matrix (Marquardt, Technometrics 12, 1970). NaN with a `note` where there are fewer than
    `rows_per_column` rows for each column (a regression then explains noise) or a column is a sum of others.
    """
    found = correlate(x, missing=missing)
    columns, n = x.shape[1], int(found.n.min())
    nothing = np.full(columns, np.nan)
    if n < max(rows_per_column * columns, columns + 2):
        return Redundancy(nothing, nothing, n, f"{n} rows for {columns} columns: more rows are needed")
    inverse, note = invert(found.r)
    if inverse is None:
        return Redundancy(nothing, nothing, n, note)
    inflation = np.diag(inverse)
    return Redundancy(1 - 1 / inflation, inflation, n)


def list_redundancy(result: Result, scope: Scope = SCOPE, limits: Limits = LIMITS) -> pl.DataFrame:
    """One row for each child of each aggregate, and for each indicator among all under it: R2 and inflation."""
    rows: list[tuple[object, ...]] = []
    for sample in read_samples(result, scope):
        for of, basis, codes in list_families(sample, deep=True):
            found = measure_redundancy(sample.take(codes), scope.missing)
            for code, r2, inflation in zip(codes, found.r2, found.inflation, strict=True):
                word = "not computed" if found.note else "explained" if inflation > limits.inflation else "ok"
                rows.append((sample.period, of, basis, code, r2, inflation, found.n, word, found.note))
    return lay_out(rows, COLUMNS)


def list_redundant_pairs(result: Result, scope: Scope = SCOPE, limits: Limits = LIMITS) -> pl.DataFrame:
    """Pairs of indicators anywhere whose absolute correlation is above `redundant`; `of` is the nearest aggregate over
    both.
    """
    rows: list[tuple[object, ...]] = []
    for sample in read_samples(result, scope):
        indicators = sample.structure.indicators
        found = correlate(sample.take(indicators), scope.kind, scope.missing, limits.smallest)
        for first, second in combinations(range(len(indicators)), 2):
            r, p, n = found.between(first, second)
            if abs(r) > limits.redundant:
                pair = (indicators[first], indicators[second])
                rows.append((sample.period, *pair, _find_common(sample, *pair), r, p, n))
    return lay_out(rows, PAIR_COLUMNS)


def _find_common(sample: Sample, first: str, second: str) -> str | None:
    """The lowest aggregate over both."""
    under = sample.structure.under
    return next((code for code in sample.structure.aggregates if {first, second} <= set(under[code])), None)

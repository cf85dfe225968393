"""Correlations of columns with gaps, with p-values: Pearson, Spearman, Kendall."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np

from gigawatch.index.auditing.sample import keep_complete
from gigawatch.index.input.column import Numbers
from gigawatch.index.result.ranking import rank

FLAT = 1e-12
"""A column whose variance is less than this part of its mean square is taken as constant."""


@dataclass(frozen=True)
class Correlation:
    """`r`, `p` and `n` are columns x columns: the coefficient, its two-sided p-value, the rows both columns have.

    NaN where there are fewer than `smallest` rows or a column is constant over them.
    """

    r: Numbers
    p: Numbers
    n: Numbers

    def between(self, first: int, second: int) -> tuple[float, float, int]:
        """Coefficient, p-value and number of rows of one pair."""
        return float(self.r[first, second]), float(self.p[first, second]), int(self.n[first, second])


def correlate(x: Numbers, kind: str = "pearson", missing: str = "pairwise", smallest: int = 3) -> Correlation:
    """The correlations of all columns of `x` (rows x columns) with each other.

    p-values test for no correlation: of Pearson and Spearman by Student's t with n - 2 degrees of freedom, of Kendall's
    tau-b exactly for few rows without ties, else by the normal approximation (as scipy does). Spearman ranks the rows
    that both columns have, equals sharing their average rank.
    """
    kept = keep_complete(x) if missing == "complete" else x
    there = (~np.isnan(kept)).astype(np.float64)
    n = there.T @ there
    if kind == "kendall":
        r, p = _by_pair(kept, _kendall)
    else:
        r = _spearman(kept) if kind == "spearman" else _pearson(kept)
        p = find_p_value(r, n)
    few = n < max(smallest, 2)
    return Correlation(np.where(few, np.nan, r), np.where(few, np.nan, p), n)


def covary(x: Numbers) -> Numbers:
    """Sample covariances (divisor n - 1) of all pairs of columns over the rows that both have."""
    there = ~np.isnan(x)
    shifted = np.where(there, x - _mean(x), 0.0)
    counted = there.astype(np.float64)
    n = counted.T @ counted
    sums = shifted.T @ counted
    with np.errstate(invalid="ignore", divide="ignore"):
        products = shifted.T @ shifted - sums * sums.T / n
        return np.where(n > 1, products / (n - 1), np.nan)


def _pearson(x: Numbers) -> Numbers:
    there = ~np.isnan(x)
    shifted = np.where(there, x - _mean(x), 0.0)
    counted = there.astype(np.float64)
    n = counted.T @ counted
    sums, squares = shifted.T @ counted, (shifted * shifted).T @ counted
    scale = (np.where(there, x, 0.0) ** 2).T @ counted
    with np.errstate(invalid="ignore", divide="ignore"):
        products = shifted.T @ shifted - sums * sums.T / n
        spread = squares - sums * sums / n
        spread = np.where(spread > FLAT * scale, spread, np.nan)
        return np.clip(products / np.sqrt(spread * spread.T), -1.0, 1.0)


def _mean(x: Numbers) -> Numbers:
    there = ~np.isnan(x)
    found: Numbers = np.where(there, x, 0.0).sum(axis=0) / np.maximum(there.sum(axis=0), 1)
    return found


def _spearman(x: Numbers) -> Numbers:
    if not np.isnan(x).any():
        return _pearson(rank(x, "average", axis=0))
    return _by_pair(x, lambda pair: (_pearson(rank(pair, "average", axis=0))[0, 1], np.nan))[0]


def _kendall(pair: Numbers) -> tuple[float, float]:
    from scipy.stats import kendalltau

    found = kendalltau(pair[:, 0], pair[:, 1])
    return float(found.statistic), float(found.pvalue)


def _by_pair(x: Numbers, measure: Callable[[Numbers], tuple[float, float]]) -> tuple[Numbers, Numbers]:
    """A measure of each pair over the rows that both have; NaN where one of them is constant there."""
    columns = x.shape[1]
    r, p = np.full((columns, columns), np.nan), np.full((columns, columns), np.nan)
    for first, second in combinations_with_replacement(range(columns), 2):
        pair = keep_complete(x[:, [first, second]])
        if len(pair) > 1 and (np.ptp(pair, axis=0) > 0).all():
            found = measure(pair)
            r[first, second] = r[second, first] = found[0]
            p[first, second] = p[second, first] = found[1]
    return r, p


def find_p_value(r: Numbers, n: Numbers) -> Numbers:
    """The two-sided p-value of a coefficient by Student's t with n - 2 degrees of freedom."""
    from scipy.special import stdtr

    freedom = np.where(n > 2, n - 2, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        t = np.abs(r) * np.sqrt(freedom / ((1 - r) * (1 + r)))
        found: Numbers = np.where(np.isnan(t), np.nan, 2 * stdtr(np.where(np.isnan(freedom), 1.0, freedom), -t))
    return found

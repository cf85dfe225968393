"""Covariances and correlations of the children, over the rows that each pair has, for many runs at once."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.result.ranking import rank
from gigawatch.index.step.moment import mean

MATRICES = ("correlation", "spearman", "covariance")


def relate(x: Numbers, kind: str = "correlation") -> Numbers:
    """The matrix of the children's relations: (runs x) children x children from (runs x) rows x children.

    Pearson's correlations, Spearman's (of average ranks), or sample covariances (divisor n - 1). Missing values are
    left out pair by pair. NaN where a child has no spread.
    """
    if kind == "spearman":
        return correlate(rank(x, "average", axis=-2))
    return covary(x) if kind == "covariance" else correlate(x)


def correlate(x: Numbers) -> Numbers:
    """Pearson's correlation of every pair of columns."""
    product, own, _ = _pair(x)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = product / np.sqrt(own * np.swapaxes(own, -1, -2))
    found = np.clip(found, -1.0, 1.0)
    at = np.arange(x.shape[-1])
    found[..., at, at] = np.where(np.isnan(found[..., at, at]), np.nan, 1.0)
    return found


def covary(x: Numbers) -> Numbers:
    """The sample covariance of every pair of columns."""
    product, _, n = _pair(x)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(n > 1, product / np.where(n > 1, n - 1, 1.0), np.nan)


def _pair(x: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """For each pair: the sum of products about the pair's means, the first one's sum of squares, the rows in common."""
    there = (~np.isnan(x)).astype(np.float64)
    z = np.where(np.isnan(x), 0.0, x - mean(x, -2))
    across = np.swapaxes(z, -1, -2)
    n = np.swapaxes(there, -1, -2) @ there
    sums = across @ there
    few = np.where(n > 0, n, 1.0)
    product = across @ z - sums * np.swapaxes(sums, -1, -2) / few
    own = np.swapaxes(z * z, -1, -2) @ there - sums**2 / few
    return product, np.where(own > 0, own, 0.0), n

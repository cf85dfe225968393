"""The correlation ratio: how much of one column's variance another accounts for, straight line or not."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers

BANDWIDTHS = tuple(np.geomspace(0.1, 4.0, 8).tolist())
"""Widths of the kernel that are tried, in standard deviations of the column."""
MOST = 400
"""Rows beyond this many are thinned, evenly along the order of the column."""
FEWEST = 5


def find_main_effect(x: Numbers, y: Numbers) -> float:
    """The first-order effect V(E(y | x)) / V(y) of the column `x` on `y`, estimated without assuming a shape.

    E(y | x) is a local linear regression with a Gaussian kernel, its width the one of `BANDWIDTHS` with the least
    squared error in leaving one row out (Paruolo, Saisana and Saltelli, "Ratings and rankings: voodoo or science?",
    Journal of the Royal Statistical Society A 176, 2013). Rows with a gap are left out; NaN below five rows or where a
    column is constant. Between 0 and 1.
    """
    there = ~np.isnan(x) & ~np.isnan(y)
    x, y = x[there], y[there]
    if x.size < FEWEST or np.ptp(x) == 0 or np.ptp(y) == 0:
        return float("nan")
    if x.size > MOST:
        kept = np.argsort(x, kind="stable")[np.linspace(0, x.size - 1, MOST).round().astype(np.intp)]
        x, y = x[kept], y[kept]
    x = (x - x.mean()) / x.std()
    fits = [_fit(x, y, width) for width in BANDWIDTHS]
    errors = [error for error, _ in fits]
    fitted = fits[int(np.argmin(errors))][1]
    return float(np.clip(fitted.var() / y.var(), 0.0, 1.0))


def _fit(x: Numbers, y: Numbers, width: float) -> tuple[float, Numbers]:
    """The mean squared error of leaving one out, and the fitted values."""
    apart = x[None, :] - x[:, None]
    kernel = np.exp(-0.5 * (apart / width) ** 2)
    zeroth, first, second = kernel.sum(axis=1), (kernel * apart).sum(axis=1), (kernel * apart**2).sum(axis=1)
    spread = zeroth * second - first**2
    is_line = spread > 1e-10 * zeroth**2 * width**2
    slanted = kernel * (second[:, None] - apart * first[:, None]) / np.where(is_line, spread, 1.0)[:, None]
    smoother = np.where(is_line[:, None], slanted, kernel / zeroth[:, None])
    fitted = smoother @ y
    own = 1 - np.diag(smoother)
    if (own < 1e-6).any():
        return float("inf"), fitted
    return float(np.mean(((y - fitted) / own) ** 2)), fitted

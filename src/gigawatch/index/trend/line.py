"""Trends of one series: least squares, Theil-Sen, Mann-Kendall, the longest rise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gigawatch.index.input.column import Numbers

FEWEST = 3


@dataclass(frozen=True)
class Line:
    """A slope a year with its bounds, and how sure it is: `p` of no slope; `r2` is the share explained by the line."""

    slope: float
    low: float
    high: float
    p: float
    r2: float = float("nan")


NOTHING = Line(*[float("nan")] * 4)


def fit_line(times: Numbers, y: Numbers, confidence: float = 0.95) -> Line:
    """Least squares on time, bounds and p by Student's t with n - 2 degrees of freedom; nothing below three values.

    The bounds take the points as independent of each other; series over time seldom are, so true bounds are wider.
    """
    from scipy.special import stdtr, stdtrit

    t, y = _pair(times, y)
    if t.size < FEWEST:
        return NOTHING
    across = t - t.mean()
    spread = float(across @ across)
    slope = float(across @ (y - y.mean())) / spread
    rest = float(((y - y.mean() - slope * across) ** 2).sum())
    total = float(((y - y.mean()) ** 2).sum())
    if total == 0:
        return Line(0.0, 0.0, 0.0, 1.0)
    error = float(np.sqrt(rest / (t.size - 2) / spread))
    reach = float(stdtrit(t.size - 2, (1 + confidence) / 2)) * error
    p = 2 * float(stdtr(t.size - 2, -abs(slope) / error)) if error > 0 else 0.0
    return Line(slope, slope - reach, slope + reach, p, 1 - rest / total)


def fit_theil_sen(times: Numbers, y: Numbers, confidence: float = 0.95) -> Line:
    """The median of the slopes of all pairs (Sen, Journal of the American Statistical Association 63, 1968), its bounds
    by scipy, and p of Mann and Kendall's test; nothing below three values.
    """
    from scipy.stats import theilslopes

    t, y = _pair(times, y)
    if t.size < FEWEST:
        return NOTHING
    if np.ptp(y) == 0:
        return Line(0.0, 0.0, 0.0, 1.0)
    found = theilslopes(y, t, confidence)
    return Line(float(found.slope), float(found.low_slope), float(found.high_slope), find_tau(t, y)[1])


def find_tau(times: Numbers, y: Numbers) -> tuple[float, float]:
    """Mann and Kendall's test for a trend that only rises or only falls: tau-b of the values with time, and p.

    p is exact for few values without ties, else by the normal approximation (scipy's kendalltau). Nothing below three
    values; a constant series has tau 0 and p 1.
    """
    from scipy.stats import kendalltau

    t, y = _pair(times, y)
    if t.size < FEWEST:
        return float("nan"), float("nan")
    if np.ptp(y) == 0:
        return 0.0, 1.0
    found = kendalltau(t, y)
    return float(found.statistic), float(found.pvalue)


def find_longest_rise(y: Numbers) -> tuple[int, int] | None:
    """The positions where the longest unbroken rise begins and ends, the first of equals; None where nothing rises.

    Every step must be above the one before; a gap ends a rise, since what happened in it is not known.
    """
    best: tuple[int, int] | None = None
    start = 0
    for place in range(1, y.size):
        if not y[place] > y[place - 1]:
            start = place
        elif best is None or place - start > best[1] - best[0]:
            best = (start, place)
    return best


def _pair(times: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
    there = ~np.isnan(y)
    return times[there], y[there]

"""How good forecasts are: the Brier score, its skill against a naive forecast with an interval, and the calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from gigawatch.model import Interval
from gigawatch.outlook.odds.setting import rules

LEAST = 1e-12
WORST = -10.0  # a skill is told no lower: against a forecast that happens to be perfect it has no bottom
WILSON = 1.959963984540054  # the 97.5 % quantile of the normal distribution


@dataclass(frozen=True, slots=True)
class Skill:
    """The Brier skill score against one naive forecast: 1 perfect, 0 no better than it, below 0 worse.

    `interval` holds 95 % of the resamples, in which owners are drawn with all of their projects.
    """

    against: str
    brier: float
    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Forecasts between two edges: how many, their mean, and the share that started with Wilson's 95 % interval."""

    low: float
    high: float
    count: int
    started: int
    forecast: float
    share: float
    interval: Interval


def brier(forecasts: Sequence[float], started: Sequence[bool]) -> float:
    """The mean squared distance of forecasts from what came: 0 is perfect (Brier 1950, in its form for two outcomes).

    >>> brier([1.0, 0.5], [True, False])
    0.125
    """
    pairs = list(zip(forecasts, started, strict=True))
    return sum((forecast - came) ** 2 for forecast, came in pairs) / len(pairs)


def find_skill(
    against: str, forecasts: Sequence[float], naive: Sequence[float], started: Sequence[bool], owners: Sequence[str]
) -> Skill:
    """The skill of forecasts against naive ones for the same projects."""
    import numpy as np

    came = np.array(started, dtype=float)
    errors = np.stack([(np.array(forecasts) - came) ** 2, (np.array(naive) - came) ** 2])
    names, groups = np.unique(np.array(owners), return_inverse=True)
    sums = np.stack([np.bincount(groups, weights=row, minlength=len(names)) for row in errors])
    rule = rules().bootstrap
    drawn = np.random.default_rng(rule.seed).integers(0, len(names), (rule.draws, len(names)))
    ours, theirs = sums[0][drawn].sum(axis=1), sums[1][drawn].sum(axis=1)
    skills = np.maximum(1 - ours / np.maximum(theirs, LEAST), WORST)
    low, high = np.quantile(skills, (rule.low, rule.high))
    own, other = errors.mean(axis=1)
    return Skill(
        against, float(other), max(float(1 - own / max(float(other), LEAST)), WORST), Interval(float(low), float(high))
    )


def calibrate(forecasts: Sequence[float], started: Sequence[bool]) -> tuple[CalibrationBin, ...]:
    """The bins in which there is any forecast, lowest first."""
    edges = rules().edges
    pairs = list(zip(forecasts, started, strict=True))
    found = []
    for low, high in pairwise(edges):
        inside = [pair for pair in pairs if low <= pair[0] < high or (high == edges[-1] and pair[0] == high)]
        if inside:
            found.append(_bin(low, high, inside))
    return tuple(found)


def wilson(successes: int, count: int) -> Interval:
    """Wilson's 95 % interval of a share (Wilson 1927): it stays within 0 and 1 and serves small counts."""
    share, square = successes / count, WILSON**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = WILSON / (1 + square / count) * sqrt(share * (1 - share) / count + square / (4 * count**2))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def _bin(low: float, high: float, pairs: Sequence[tuple[float, bool]]) -> CalibrationBin:
    started = sum(came for _, came in pairs)
    count = len(pairs)
    mean = sum(forecast for forecast, _ in pairs) / count
    return CalibrationBin(low, high, count, started, mean, started / count, wilson(started, count))

"""Means, deviations, skewness and kurtosis along axes, missing values left out, conventions named."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers

Axes = int | tuple[int, ...]
SKEWNESS = ("type 1", "type 2", "type 3")


def count(x: Numbers, axes: Axes) -> Numbers:
    """How many values are there, the axes kept with length one."""
    missing = np.isnan(x)
    total = np.count_nonzero(missing, axis=axes, keepdims=True)
    size = x.size // max(total.size, 1)
    return np.asarray(size - total, dtype=np.float64)


def total(x: Numbers, axes: Axes) -> Numbers:
    """The sum of the values that are there."""
    found: Numbers = np.sum(x, axis=axes, keepdims=True)
    if np.isnan(found).any():
        found = np.sum(np.where(np.isnan(x), 0.0, x), axis=axes, keepdims=True)
    return found


def mean(x: Numbers, axes: Axes) -> Numbers:
    """The arithmetic mean of the values that are there; NaN where there are none."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return total(x, axes) / count(x, axes)


def deviation(x: Numbers, axes: Axes, ddof: int) -> Numbers:
    """The standard deviation with divisor n - ddof (1 for a sample, 0 for a population); NaN where n <= ddof."""
    n = count(x, axes)
    squares = total((x - mean(x, axes)) ** 2, axes)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.where(n > ddof, np.sqrt(squares / np.where(n > ddof, n - ddof, 1.0)), np.nan)
    return np.where(minimum(x, axes) == maximum(x, axes), np.where(n > ddof, 0.0, np.nan), found)


def minimum(x: Numbers, axes: Axes) -> Numbers:
    """The least value; NaN where there is none."""
    found: Numbers = np.fmin.reduce(x, axis=axes, keepdims=True)
    return found


def maximum(x: Numbers, axes: Axes) -> Numbers:
    """The greatest value; NaN where there is none."""
    found: Numbers = np.fmax.reduce(x, axis=axes, keepdims=True)
    return found


def median(x: Numbers, axes: Axes) -> Numbers:
    """The median of the values that are there; NaN where there are none."""
    some = count(x, axes) > 0
    found = np.nanmedian(np.where(some, x, 0.0), axis=axes, keepdims=True)
    return np.where(some, found, np.nan)


def shape(x: Numbers, kind: str) -> tuple[Numbers, Numbers]:
    """Skewness and excess kurtosis of every column of a two-dimensional array, of the named type.

    Type 1 is the moment ratio g1, g2; type 2 the unbiased G1, G2 of SAS, SPSS and Excel; type 3 the b1, b2 of
    Minitab (Joanes and Gill, The Statistician 47, 1998). NaN below three (skewness) or four (kurtosis) values, and
    where all values are the same.
    """
    n, second, third, fourth = _sum_powers(x)
    with np.errstate(invalid="ignore", divide="ignore"):
        g1 = np.sqrt(n) * third / second**1.5
        g2 = n * fourth / second**2 - 3
        if kind == "type 2":
            g1 = g1 * np.sqrt(n * (n - 1)) / (n - 2)
            g2 = ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3))
        elif kind == "type 3":
            g1 = g1 * ((n - 1) / n) ** 1.5
            g2 = (g2 + 3) * (1 - 1 / n) ** 2 - 3
    flat = (second == 0) | (minimum(x, 0) == maximum(x, 0))[0]
    return np.where(flat | (n < 3), np.nan, g1), np.where(flat | (n < 4), np.nan, g2)


def _sum_powers(x: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """How many values each column has, and the sums of the second, third and fourth powers about its mean."""
    n = np.full(x.shape[1], float(x.shape[0]))
    centre = x.sum(axis=0) / n
    if np.isnan(centre).any():
        n, centre = count(x, 0)[0], mean(x, 0)[0]
    centred = x - centre
    if (n < x.shape[0]).any():
        np.copyto(centred, 0.0, where=np.isnan(centred))
    squared = centred * centred
    second = squared.sum(axis=0)
    centred *= squared
    third = centred.sum(axis=0)
    squared *= squared
    return n, second, third, squared.sum(axis=0)

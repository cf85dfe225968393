"""Sobol indices: which share of an output's variance each factor makes, alone and with the others.

The first-order index of a factor is the share of the variance that would go if it were fixed; the total-order index the
share that would stay if all others were fixed. First order by Saltelli et al. (2010, Computer Physics Communications
181, table 2 b), total order by Jansen (1999), as scipy computes them; confidence by resampling the base rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import qmc, sobol_indices

from gigawatch.index.input.column import Numbers

LEVEL = 0.9


@dataclass(frozen=True)
class Indices:
    """Each array is outputs x factors; NaN where an output does not vary at all.

    `first_error` and `total_error` are standard errors, `first_interval` and `total_interval` (2 x outputs x factors)
    the ends of a confidence interval, all from resampling.
    """

    first: Numbers
    total: Numbers
    first_error: Numbers
    total_error: Numbers
    first_interval: Numbers
    total_interval: Numbers


def sample_pair(base: int, factors: int, seed: int) -> tuple[Numbers, Numbers]:
    """Two independent matrices of even numbers from 0 to 1, base x factors, of one scrambled Sobol sequence.

    `base` must be a power of two; ValueError otherwise.
    """
    if base < 2 or base & (base - 1):
        raise ValueError(f"{base} is not a power of two")
    if factors == 0:
        return np.empty((base, 0)), np.empty((base, 0))
    points = qmc.Sobol(2 * factors, rng=np.random.default_rng(seed)).random(base)
    return points[:, :factors], points[:, factors:]


def estimate_indices(
    f_a: Numbers, f_b: Numbers, f_ab: Numbers, *, seed: int = 0, resamples: int = 200, level: float = LEVEL
) -> Indices:
    """Sobol indices from an output at the rows of A, of B, and of A with one factor's column from B.

    `f_a` and `f_b` are outputs x base rows, `f_ab` factors x outputs x base rows.
    """
    rng = np.random.default_rng(seed)
    base = f_a.shape[-1]
    first, total = _estimate(f_a, f_b, f_ab)
    drawn = np.empty((2, resamples, *first.shape))
    for at in range(resamples):
        rows = rng.integers(base, size=base)
        drawn[:, at] = _estimate(f_a[:, rows], f_b[:, rows], f_ab[..., rows])
    ends = ((1 - level) / 2, (1 + level) / 2)
    fixed = np.ptp(np.concatenate([f_a, f_b], axis=-1), axis=-1) == 0
    found = [first, total, *drawn.std(axis=1, ddof=1), *(np.quantile(each, ends, axis=0) for each in drawn)]
    return Indices(*(np.where(fixed[:, None], np.nan, each) for each in found))


def _estimate(f_a: Numbers, f_b: Numbers, f_ab: Numbers) -> tuple[Numbers, Numbers]:
    found = sobol_indices(func={"f_A": f_a, "f_B": f_b, "f_AB": f_ab}, n=f_a.shape[-1])
    shape = f_a.shape[0], f_ab.shape[0]
    return found.first_order.reshape(shape), found.total_order.reshape(shape)

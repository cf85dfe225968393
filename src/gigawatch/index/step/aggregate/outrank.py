"""The outranking matrix: how much weight speaks for each unit against each other one."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.step.family import Places

TIES = ("half", "none")
NEAR = 1e-9
ROOM = 2_000_000
"""How many comparisons may be held at a time."""


def outrank(x: Numbers, weights: Numbers | None = None, ties: str = "half") -> Numbers:
    """The share of the weight on which unit i has more than unit j: (runs x) units x units, zero on the diagonal.

    `x` is (runs x) units x children, more being better; `weights` (runs x) children, the same for all unless given.
    A child with equal values counts half for each, or for none (`ties` none). A pair is compared on what both have,
    the weights scaled to one; without anything in common both cells are NaN. OECD/JRC, Handbook on Constructing
    Composite Indicators (2008), step 6.
    """
    x = np.asarray(x, dtype=np.float64)
    every = np.ones(x.shape[-1]) if weights is None else np.asarray(weights, dtype=np.float64)
    return _compare(x, every, np.arange(x.shape[-2]), 0.5 if ties == "half" else 0.0)


def count_wins(x: Numbers, weights: Numbers, ties: str = "half") -> Numbers:
    """Wins less losses of each unit against all others, (runs x) units; the matrix is never held whole.

    With `ties` half the greater weight wins; with none, more than half of all the weight is needed.
    """
    units, children = x.shape[-2:]
    runs = weights.shape[0] if weights.ndim == 2 else 1
    size = max(1, ROOM // (units * max(children, runs)))
    blocks = (np.arange(start, min(start + size, units)) for start in range(0, units, size))
    return np.concatenate([_judge(x, weights, rows, ties).sum(axis=-1) for rows in blocks], axis=-1)


def _judge(x: Numbers, weights: Numbers, rows: Places, ties: str) -> Numbers:
    """1 where the row wins, -1 where it loses, else 0: (runs x) rows x units."""
    share = np.nan_to_num(_compare(x, weights, rows, 0.5 if ties == "half" else 0.0), nan=0.5)
    won = share > 0.5 + NEAR
    lost = share < 0.5 - NEAR if ties == "half" else np.nan_to_num(_compare(-x, weights, rows, 0.0)) > 0.5 + NEAR
    found = won.astype(np.float64) - lost
    found[..., np.arange(rows.size), rows] = 0.0
    return found


def _compare(x: Numbers, weights: Numbers, rows: Places, equal: float) -> Numbers:
    """These rows of the outranking matrix, a child with equal values counting `equal`: (runs x) rows x units."""
    if x.ndim == 3:
        by_run = np.broadcast_to(weights, (x.shape[0], x.shape[-1]))
        return np.stack([_compare(one, given, rows, equal) for one, given in zip(x, by_run, strict=True)])
    mine, others = x[rows][:, None, :], x[None, :, :]
    won = (mine > others) + equal * (mine == others)
    total = _total(x, rows, weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares: Numbers = _dot(won, weights) / np.where(total > 0, total, np.nan)
    shares[..., np.arange(rows.size), rows] = 0.0
    return shares


def _total(x: Numbers, rows: Places, weights: Numbers) -> Numbers:
    """The weight of the children that both units of a pair have; one number (for each run) when nothing is missing."""
    there = ~np.isnan(x)
    if there.all():
        total = np.asarray(weights.sum(axis=-1))
        return total[:, None, None] if weights.ndim == 2 else total
    return _dot((there[rows][:, None, :] & there[None, :, :]).astype(np.float64), weights)


def _dot(pairs: Numbers, weights: Numbers) -> Numbers:
    """Rows x units x children times weights: (runs x) rows x units."""
    if weights.ndim == 1:
        return pairs @ weights
    found: Numbers = (pairs.reshape(-1, pairs.shape[-1]) @ weights.T).T
    return found.reshape(weights.shape[0], *pairs.shape[:2])

"""Ranks along one axis for many lists at once, missing values left unranked, the handling of ties named."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers

TOLERANCE = 1e-12
TIES = ("min", "max", "average", "dense")


def rank(x: Numbers, ties: str = "min", axis: int = -1, tolerance: float = 0.0) -> Numbers:
    """Ranks from 1 for the least value; NaN stays NaN.

    Of equal values all get the least of their ranks (`min`), the greatest, their average, or consecutive ranks without
    gaps (`dense`). Neighbours that differ by no more than `tolerance`, as a share of the greater, are equal.
    """
    lists = np.moveaxis(x, axis, -1)
    order = np.argsort(lists, axis=-1, kind="stable")
    ordered = np.take_along_axis(lists, order, axis=-1)
    opens = np.ones(ordered.shape, dtype=np.bool_)
    before, after = ordered[..., :-1], ordered[..., 1:]
    with np.errstate(invalid="ignore"):
        opens[..., 1:] = ~(after - before <= tolerance * np.maximum(np.abs(before), np.abs(after)))
    ranks = np.empty(ordered.shape)
    np.put_along_axis(ranks, order, _place(opens, ties), axis=-1)
    return np.moveaxis(np.where(np.isnan(lists), np.nan, ranks), -1, axis)


def rank_scores(scores: Numbers, ties: str = "min", axis: int = -1, tolerance: float = TOLERANCE) -> Numbers:
    """Ranks from 1 for the best (greatest) score; NaN stays NaN. Scores equal but for rounding share a rank."""
    return rank(-scores, ties, axis, tolerance)


def _place(opens: np.typing.NDArray[np.bool_], ties: str) -> Numbers:
    """The rank at each place of an ordered list, `opens` marking the first of each run of equals."""
    if ties == "dense":
        dense: Numbers = np.cumsum(opens, axis=-1).astype(np.float64)
        return dense
    places = np.broadcast_to(np.arange(1, opens.shape[-1] + 1, dtype=np.float64), opens.shape)
    first = np.maximum.accumulate(np.where(opens, places, 0.0), axis=-1)
    if ties == "min":
        return first
    closes = np.ones(opens.shape, dtype=np.bool_)
    closes[..., :-1] = opens[..., 1:]
    backwards = np.where(closes, places, np.inf)[..., ::-1]
    last = np.minimum.accumulate(backwards, axis=-1)[..., ::-1]
    return last if ties == "max" else (first + last) / 2

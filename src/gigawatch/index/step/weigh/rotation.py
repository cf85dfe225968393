"""Turn loadings so that every factor has few children with high loadings: Kaiser's varimax."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers


def rotate_varimax(loadings: Numbers, *, kaiser: bool = True, rounds: int = 1000, near: float = 1e-12) -> Numbers:
    """Children x factors, turned to the greatest variance of the squared loadings; communalities stay as they are.

    `kaiser` scales every child to communality 1 while turning. Kaiser, The varimax criterion for analytic rotation in
    factor analysis (1958); found by repeated singular value decomposition.
    """
    if loadings.shape[1] < 2:
        return loadings
    length = np.sqrt((loadings**2).sum(axis=1, keepdims=True))
    scale = np.where(length > 0, length, 1.0) if kaiser else np.ones_like(length)
    start, turn, reached = loadings / scale, np.eye(loadings.shape[1]), 0.0
    for _ in range(rounds):
        turned = start @ turn
        left, size, right = np.linalg.svd(start.T @ (turned**3 - turned * (turned**2).mean(axis=0)))
        turn, before, reached = left @ right, reached, float(size.sum())
        if reached <= before * (1 + near):
            break
    found: Numbers = (start @ turn) * scale
    return found


def face_up(loadings: Numbers) -> Numbers:
    """Every factor turned so that its loadings add up to zero or more; its sign has no meaning of its own."""
    found: Numbers = loadings * np.where(loadings.sum(axis=-2, keepdims=True) < 0, -1.0, 1.0)
    return found

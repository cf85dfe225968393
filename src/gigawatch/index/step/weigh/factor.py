"""Common factors of the children by maximum likelihood: what is shared is kept apart from what each has of its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.step.family import Places
from gigawatch.index.step.weigh.rotation import face_up, rotate_varimax


@dataclass(frozen=True)
class Factors:
    """`factors` are the (rotated) loadings, children x factors; `unique` is what each child has of its own.

    `discrepancy` is the maximum likelihood's, 0 at a perfect fit; times n - 1 - (2 p + 5) / 6 - 2 k / 3 it is about
    chi-squared with ((p - k)^2 - p - k) / 2 degrees of freedom. `variance`, `share`, `belongs` and `weights` are as of
    components.
    """

    factors: Numbers
    unique: Numbers
    discrepancy: float
    variance: Numbers
    share: Numbers
    belongs: Places
    weights: Numbers


def analyse_factors(
    correlations: Numbers,
    count: int,
    *,
    rotate: bool = True,
    kaiser: bool = True,
    by: str = "highest",
    least_unique: float = 0.005,
) -> Factors:
    """Maximum likelihood factor analysis of a matrix of correlations with `count` factors.

    A child's own part is held above `least_unique` (Heywood cases). Joreskog (1967); Lawley and Maxwell (1971).
    """
    unique, discrepancy = _fit(correlations, count, least_unique)
    loadings = face_up(_load(correlations, unique, count))
    factors = face_up(rotate_varimax(loadings, kaiser=kaiser)) if rotate else loadings
    squares = factors**2
    variance = squares.sum(axis=0)
    found = squares.max(axis=1) if by == "highest" else squares.sum(axis=1)
    return Factors(
        factors=factors,
        unique=unique,
        discrepancy=discrepancy,
        variance=variance,
        share=variance / variance.sum(),
        belongs=squares.argmax(axis=1),
        weights=found / found.sum(),
    )


def _fit(correlations: Numbers, count: int, least: float) -> tuple[Numbers, float]:
    """The unique variances of the greatest likelihood."""
    from scipy.optimize import minimize

    children = len(correlations)

    def miss(unique: Numbers) -> float:
        rest = np.linalg.eigvalsh(_scale(correlations, unique))[: children - count]
        rest = np.maximum(rest, 1e-300)
        return float((rest - np.log(rest)).sum() - (children - count))

    def slope(unique: Numbers) -> Numbers:
        loadings = _load(correlations, unique, count)
        found: Numbers = ((loadings**2).sum(axis=1) + unique - np.diagonal(correlations)) / unique**2
        return found

    start = np.clip((1 - 0.5 * count / children) / np.diagonal(np.linalg.pinv(correlations)), least, 1.0)
    solved = minimize(
        miss,
        start,
        jac=slope,
        method="L-BFGS-B",
        bounds=[(least, 1.0)] * children,
        options={"maxiter": 5000, "ftol": 1e-15, "gtol": 1e-9},
    )
    return np.asarray(solved.x, dtype=np.float64), float(solved.fun)


def _scale(correlations: Numbers, unique: Numbers) -> Numbers:
    root = 1 / np.sqrt(unique)
    found: Numbers = correlations * root[:, None] * root
    return found


def _load(correlations: Numbers, unique: Numbers, count: int) -> Numbers:
    values, vectors = np.linalg.eigh(_scale(correlations, unique))
    values, vectors = values[::-1][:count], vectors[:, ::-1][:, :count]
    found: Numbers = vectors * np.sqrt(np.maximum(values - 1, 0.0)) * np.sqrt(unique)[:, None]
    return found

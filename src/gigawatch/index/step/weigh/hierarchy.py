"""Weights from pairwise comparisons: the analytic hierarchy process, with its measure of consistency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.family import Family
from gigawatch.index.step.weigh.catalogue import WEIGH
from gigawatch.index.step.weigh.order import ORDER, place_children

RANDOM = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
"""Saaty's mean consistency index of random matrices of 1 to 15 rows (The Analytic Hierarchy Process, 1980)."""


@dataclass(frozen=True)
class Consistency:
    """`weights` add up to one; `eigenvalue` is the greatest of the matrix, n when it is consistent.

    `index` is (eigenvalue - n) / (n - 1), `ratio` the index as a share of Saaty's mean of random matrices; NaN where
    Saaty gives none (above 15 rows).
    """

    weights: Numbers
    eigenvalue: float
    index: float
    ratio: float


def judge_consistency(matrix: Sequence[Sequence[float]] | Numbers) -> Consistency:
    """The weights of a matrix of pairwise comparisons (row over column) and how well they agree with each other.

    The weights are the principal eigenvector. Saaty, The Analytic Hierarchy Process (1980). ValueError where the matrix
    is not square or not all above zero.
    """
    pairs = np.asarray(matrix, dtype=np.float64)
    if pairs.ndim != 2 or pairs.shape[0] != pairs.shape[1] or not (pairs > 0).all():
        raise ValueError("the comparisons must be a square matrix of numbers above zero")
    values, vectors = np.linalg.eig(pairs)
    first = int(np.argmax(values.real))
    weights = np.abs(vectors[:, first].real)
    n, greatest = len(pairs), float(values[first].real)
    index = max((greatest - n) / (n - 1), 0.0) if n > 1 else 0.0
    usual = RANDOM[n - 1] if n <= len(RANDOM) else float("nan")
    return Consistency(weights / weights.sum(), greatest, index, index / usual if usual != 0 else 0.0)


@WEIGH.rule(
    "hierarchy",
    Parameter("matrix", "matrix", None, "how much more the row's child counts than the column's, 1/9 to 9", least=0),
    ORDER,
    Parameter("limit", "number", 0.1, "the consistency ratio above which the run stops", least=0),
    Parameter(
        "tolerance", "number", 0.05, "how far a comparison and its reverse may multiply to other than 1", least=0
    ),
)
def weigh_by_comparisons(family: Family, settings: Settings) -> Numbers:
    """The analytic hierarchy process: the principal eigenvector of a matrix of pairwise comparisons.

    Saaty, The Analytic Hierarchy Process (1980). Give each parent its matrix by [step.code.PARENT].
    """
    pairs = np.array(settings.matrix("matrix"))
    places = place_children(family, settings, len(pairs), "a matrix of comparisons")
    if (pairs <= 0).any() or (np.abs(pairs * pairs.T - 1) > settings.number("tolerance")).any():
        raise family.error("a comparison is not above zero, or not one over its reverse", "see tolerance", step="weigh")
    found = judge_consistency(pairs[np.ix_(places, places)])
    if np.isnan(found.ratio) or found.ratio > settings.number("limit"):
        raise family.error(
            f"the comparisons contradict each other: consistency ratio {found.ratio:.3f}, of at most "
            f"{settings.number('limit'):g}",
            "compare again, or raise the limit",
            step="weigh",
        )
    return found.weights

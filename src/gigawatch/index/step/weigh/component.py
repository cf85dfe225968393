"""Principal components of the children, and the weights the OECD/JRC handbook takes from the factors that are kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.step.family import Places
from gigawatch.index.step.weigh.correlation import relate
from gigawatch.index.step.weigh.rotation import face_up, rotate_varimax

KEEP = ("eigenvalue", "each", "total", "number")


@dataclass(frozen=True)
class Components:
    """`eigenvalues` from the greatest, `explained` their shares of the variance, `loadings` children x components.

    `factors` are the kept ones, rotated where that was asked for: children x factors, with the variance each explains
    (`variance`) and its share of what all kept ones explain (`share`). `belongs` is the factor on which each child
    loads highest, `communality` the share of a child's variance that the factors explain, `weights` add up to 1.
    """

    eigenvalues: Numbers
    explained: Numbers
    loadings: Numbers
    factors: Numbers
    communality: Numbers
    variance: Numbers
    share: Numbers
    belongs: Places
    weights: Numbers


def analyse_components(
    x: Numbers,
    *,
    matrix: str = "correlation",
    keep: str = "eigenvalue",
    limit: float = 1.0,
    rotate: bool = True,
    kaiser: bool = True,
    by: str = "highest",
) -> Components:
    """Principal components of units x children, missing values left out pair by pair.

    `keep` says which components become factors: those with an eigenvalue above `limit` (times the mean eigenvalue),
    `each` that explains more than `limit` of the variance, as few as explain `limit` in `total`, or `limit` in
    `number`; the first always. Weights by the `highest` loading: the squared loading as a share of its factor's
    variance, times the factor's share; or by `all` factors. OECD/JRC, Handbook on Constructing Composite Indicators
    (2008), section 6.1; Nicoletti, Scarpetta and Boylaud (2000).
    """
    return analyse_matrix(
        relate(np.asarray(x, dtype=np.float64), matrix), keep=keep, limit=limit, rotate=rotate, kaiser=kaiser, by=by
    )


def analyse_matrix(
    matrix: Numbers,
    *,
    keep: str = "eigenvalue",
    limit: float = 1.0,
    rotate: bool = True,
    kaiser: bool = True,
    by: str = "highest",
) -> Components:
    """The same from a matrix of correlations or covariances."""
    eigenvalues, loadings = decompose(matrix)
    explained = eigenvalues / eigenvalues.sum()
    kept = loadings[:, : count_factors(eigenvalues, keep, limit)]
    factors = face_up(rotate_varimax(kept, kaiser=kaiser)) if rotate else kept
    return _weigh(eigenvalues, explained, loadings, factors, np.diagonal(matrix), by)


def decompose(matrix: Numbers) -> tuple[Numbers, Numbers]:
    """Eigenvalues from the greatest and loadings, (runs x) children x components, each component facing up."""
    eigenvalues, vectors = np.linalg.eigh(matrix)
    eigenvalues, vectors = np.maximum(eigenvalues[..., ::-1], 0.0), vectors[..., ::-1]
    return eigenvalues, face_up(vectors * np.sqrt(eigenvalues)[..., None, :])


def count_factors(eigenvalues: Numbers, keep: str, limit: float) -> int:
    """How many components are kept; one at least."""
    share = eigenvalues / eigenvalues.sum()
    counts = {
        "eigenvalue": int((eigenvalues > limit * eigenvalues.mean() * (1 + 1e-12)).sum()),
        "each": int((share > limit).sum()),
        "total": int((np.cumsum(share) < limit - 1e-12).sum()) + 1,
        "number": int(limit),
    }
    return min(max(counts[keep], 1), eigenvalues.size)


def _weigh(
    eigenvalues: Numbers, explained: Numbers, loadings: Numbers, factors: Numbers, own: Numbers, by: str
) -> Components:
    squares = factors**2
    variance = squares.sum(axis=0)
    belongs = squares.argmax(axis=1)
    found = squares.max(axis=1) if by == "highest" else squares.sum(axis=1)
    return Components(
        eigenvalues=eigenvalues,
        explained=explained,
        loadings=loadings,
        factors=factors,
        communality=squares.sum(axis=1) / own,
        variance=variance,
        share=variance / variance.sum(),
        belongs=belongs,
        weights=found / found.sum(),
    )

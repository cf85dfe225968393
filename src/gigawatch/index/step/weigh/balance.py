"""Weights by how the children hang together: balanced correlations with the parent, and inverse redundancy."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.family import Family
from gigawatch.index.step.moment import deviation
from gigawatch.index.step.weigh.catalogue import WEIGH
from gigawatch.index.step.weigh.correlation import correlate
from gigawatch.index.step.weigh.sample import ROW, SAMPLE, each_run, require_spread

NEAR = 1e-9


@WEIGH.rule(
    "correlation_balanced",
    Parameter(
        "target",
        "choice",
        "equal",
        "the importance wanted of each child: the same, or in proportion to the given weights",
        ("equal", "given"),
    ),
    Parameter(
        "importance",
        "choice",
        "correlation",
        "what is balanced: the correlation with the weighted mean, or its square",
        ("correlation", "square"),
    ),
    Parameter(
        "unreachable",
        "choice",
        "nearest",
        "no weights from zero up give the wanted importance: the nearest are taken, or the run stops",
        ("nearest", "fail"),
    ),
    *SAMPLE,
    joint=True,
)
def balance(family: Family, settings: Settings) -> Numbers:
    """Weights under which the children's correlations with their weighted mean are equal, or in a stated proportion.

    Becker, Saisana, Paruolo and Vandecasteele, Weights and importance in composite indicators (2017). For an
    arithmetic mean the solution is exact: the inverse of the correlation matrix times the target, over the deviations.
    """
    return each_run(_balance)(family, settings)


def _balance(family: Family, x: Numbers, settings: Settings) -> Numbers:
    require_spread(family, x)
    target = family.weights if settings.text("target") == "given" else np.ones(len(family.codes))
    if settings.text("importance") == "square":
        target = np.sqrt(target)
    matrix = _correlate(family, x)
    wanted = np.linalg.solve(matrix, target / target.sum())
    if (wanted < -NEAR * np.abs(wanted).max()).any():
        if settings.text("unreachable") == "fail":
            raise family.error(
                "no weights from zero up balance the correlations",
                "unreachable = nearest, or drop a child",
                step="weigh",
            )
        wanted = balance_nearly(matrix, target / target.sum())
    found = np.maximum(wanted, 0.0) / deviation(x, ROW, 1)[0]
    return np.asarray(found / found.sum())


def balance_nearly(matrix: Numbers, target: Numbers) -> Numbers:
    """Weights of standardised children, from zero up, that bring the shares of the correlations nearest to `target`.

    The sum of squared differences between the correlations, scaled to add up to one, and `target` is least.
    """
    from scipy.optimize import minimize

    def miss(weights: Numbers) -> float:
        toward = matrix @ weights
        whole = toward.sum()
        return float(((toward / whole - target) ** 2).sum()) if whole > 0 else 1e6

    equal = np.full(target.size, 1 / target.size)
    starts = [equal, target, np.maximum(np.linalg.lstsq(matrix, target, rcond=None)[0], 0) + 1e-3]
    rule = {"type": "eq", "fun": lambda weights: weights.sum() - 1}
    solved = [
        minimize(
            miss,
            start / start.sum(),
            bounds=[(0, 1)] * target.size,
            constraints=[rule],
            method="SLSQP",
            options={"ftol": 1e-14, "maxiter": 500},
        )
        for start in starts
    ]
    best = min(solved, key=lambda one: float(one.fun))
    return np.asarray(best.x, dtype=np.float64)


@WEIGH.rule("multiple_correlation", *SAMPLE, joint=True)
def weigh_by_redundancy(family: Family, settings: Settings) -> Numbers:
    """One over the squared multiple correlation of each child with all others: what others already tell counts less.

    Two children weigh the same. Related: one less it, in the distance of Pena Trapero, Problemas de la medicion del
    bienestar (1977).
    """
    return each_run(_weigh_by_redundancy)(family, settings)


def _weigh_by_redundancy(family: Family, x: Numbers, settings: Settings) -> Numbers:  # noqa: ARG001 - one signature
    require_spread(family, x)
    if len(family.codes) == 1:
        return np.ones(1)
    explained = 1 - 1 / np.diagonal(np.linalg.inv(_correlate(family, x)))
    if (explained < NEAR).any():
        codes = [code for code, share in zip(family.codes, explained, strict=True) if share < NEAR]
        raise family.error(f"{', '.join(codes)} uncorrelated with all others: weight without limit", step="weigh")
    return np.asarray((1 / explained) / (1 / explained).sum())


def _correlate(family: Family, x: Numbers) -> Numbers:
    """The correlation matrix, or a StepError when it is not known or one child follows from others."""
    matrix = correlate(x)
    if np.isnan(matrix).any() or np.linalg.matrix_rank(matrix, tol=1e-9) < len(matrix):
        raise family.error(
            "a child follows exactly from others, or there are fewer rows than children",
            "drop a child, or take another rule",
            step="weigh",
        )
    return matrix

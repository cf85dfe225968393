"""Weights from principal components: the first one, or the rotated factors that are kept."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.family import Family
from gigawatch.index.step.weigh.catalogue import WEIGH
from gigawatch.index.step.weigh.component import KEEP, Components, analyse_matrix, decompose
from gigawatch.index.step.weigh.correlation import MATRICES, relate
from gigawatch.index.step.weigh.factor import analyse_factors
from gigawatch.index.step.weigh.sample import SAMPLE, require_spread, take_sample

MATRIX = Parameter("matrix", "choice", "correlation", "Pearson's or Spearman's correlations, or covariances", MATRICES)
FACTORS = (
    Parameter(
        "keep",
        "choice",
        "eigenvalue",
        "the factors kept: by eigenvalue, by what each explains, as few as explain so much in total, or a number",
        KEEP,
    ),
    Parameter("eigenvalue", "number", 1.0, "the mean eigenvalue times this must be exceeded", least=0),
    Parameter("each", "number", 0.1, "the share of the variance that a factor must exceed", least=0, most=1),
    Parameter("total", "number", 0.6, "the share of the variance that the factors must reach", least=0, most=1),
    Parameter("number", "integer", 1, "how many factors are kept", least=1),
    Parameter("rotate", "flag", True, "turn the factors by varimax"),
    Parameter("kaiser", "flag", True, "scale every child to communality 1 while turning"),
    Parameter(
        "by", "choice", "highest", "a child counts by its highest loading, or by all factors", ("highest", "all")
    ),
)


@WEIGH.rule(
    "principal_components",
    Parameter("use", "choice", "first", "the first component alone, or the factors that are kept", ("first", "kept")),
    MATRIX,
    Parameter(
        "opposed",
        "choice",
        "count",
        "a child that loads against most others on the first component: counts all the same, counts nothing, or stops",
        ("count", "zero", "fail"),
    ),
    *FACTORS,
    *SAMPLE,
    joint=True,
)
def weigh_by_components(family: Family, settings: Settings) -> Numbers:
    """Squared loadings of the first component, or of the rotated factors as shares of what they explain.

    OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 6.1; Nicoletti, Scarpetta and Boylaud,
    Summary indicators of product market regulation (2000).
    """
    matrix = _relate(family, settings)
    if settings.text("use") == "first":
        return _weigh_by_first(family, settings, matrix)
    found = [_keep(one, settings).weights for one in matrix.reshape(-1, *matrix.shape[-2:])]
    return np.array(found).reshape(matrix.shape[:-1])


@WEIGH.rule(
    "factor_analysis",
    Parameter("least_unique", "number", 0.005, "the least a child may have of its own", least=1e-6, most=0.5),
    *FACTORS,
    *SAMPLE,
    joint=True,
)
def weigh_by_factors(family: Family, settings: Settings) -> Numbers:
    """Squared loadings of common factors found by maximum likelihood, as shares of what they explain.

    Joreskog, Some contributions to maximum likelihood factor analysis (1967); weights as of principal components.
    """
    matrix = _relate(family, settings, "correlation")
    count = len(family.codes)
    found = []
    for one in matrix.reshape(-1, count, count):
        kept = _keep(one, settings).factors.shape[1]
        if (count - kept) ** 2 < count + kept:
            raise family.error(
                f"{kept} common factors are too many for {count} children",
                "keep fewer, or use principal_components",
                step="weigh",
            )
        analysis = analyse_factors(
            one,
            kept,
            rotate=settings.flag("rotate"),
            kaiser=settings.flag("kaiser"),
            by=settings.text("by"),
            least_unique=settings.number("least_unique"),
        )
        found.append(analysis.weights)
    return np.array(found).reshape(matrix.shape[:-1])


def _relate(family: Family, settings: Settings, kind: str = "") -> Numbers:
    x = take_sample(family, settings)
    require_spread(family, x)
    matrix = relate(x, kind or settings.text("matrix"))
    if np.isnan(matrix).any():
        raise family.error("two children have too few rows in common", "impute first", step="weigh")
    return matrix


def _weigh_by_first(family: Family, settings: Settings, matrix: Numbers) -> Numbers:
    first = decompose(matrix)[1][..., 0]
    against = first < 0
    if settings.text("opposed") == "fail" and against.any():
        codes = [code for at, code in enumerate(family.codes) if against[..., at].any()]
        raise family.error(
            f"{', '.join(codes)} loads against the others on the first component",
            "turn its direction, leave it out, or opposed = count",
            step="weigh",
        )
    squares = np.where(against & (settings.text("opposed") == "zero"), 0.0, first**2)
    found: Numbers = squares / squares.sum(axis=-1, keepdims=True)
    return found


def _keep(matrix: Numbers, settings: Settings) -> Components:
    keep = settings.text("keep")
    return analyse_matrix(
        matrix,
        keep=keep,
        limit=settings.number(keep),
        rotate=settings.flag("rotate"),
        kaiser=settings.flag("kaiser"),
        by=settings.text("by"),
    )

"""Weights by how much the children tell the units apart: entropy, Gini, deviation and CRITIC."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.family import Family
from gigawatch.index.step.moment import count, deviation, mean, total
from gigawatch.index.step.weigh.catalogue import WEIGH
from gigawatch.index.step.weigh.correlation import MATRICES, relate
from gigawatch.index.step.weigh.sample import ROW, SAMPLE, SCALE, require_spread, scale_sample, take_sample

MINMAX = Parameter("scale", "choice", "minmax", SCALE.meaning, SCALE.choices)
DDOF = Parameter("ddof", "integer", 1, "1 divides by n - 1 (sample), 0 by n (population)", least=0, most=1)


@WEIGH.rule("entropy", SCALE, *SAMPLE, joint=True)
def weigh_by_entropy(family: Family, settings: Settings) -> Numbers:
    """One less the Shannon entropy of the units' shares in the child, as a share of ln n: even children count little.

    Shannon (1948); Zeleny, Multiple criteria decision making (1982). Depends on the zero of the scale; stops below it.
    """
    x = _take_amounts(family, settings)
    share = x / total(x, ROW)
    logs = np.log(np.where(share > 0, share, 1.0))
    entropy = -total(share * logs, ROW) / np.log(count(x, ROW))
    return _divide(1 - entropy)


@WEIGH.rule("gini", SCALE, *SAMPLE, joint=True)
def weigh_by_gini(family: Family, settings: Settings) -> Numbers:
    """The Gini coefficient of each child: the mean difference of two units over twice the mean, with divisor n^2.

    Gini, Variabilita e mutabilita (1912). Depends on the zero of the scale; stops below it.
    """
    x = _take_amounts(family, settings)
    n = count(x, ROW)
    ordered = np.sort(x, axis=ROW)
    places = np.arange(1, x.shape[ROW] + 1)[:, None]
    return _divide(total((2 * places - n - 1) * ordered, ROW) / (n * total(x, ROW)))


@WEIGH.rule(
    "deviation",
    Parameter(
        "measure",
        "choice",
        "deviation",
        "the standard deviation, its square, or its share of the mean",
        ("deviation", "variance", "variation"),
    ),
    Parameter("inverse", "flag", False, "one over it: children with little spread count most"),
    DDOF,
    SCALE,
    *SAMPLE,
    joint=True,
)
def weigh_by_deviation(family: Family, settings: Settings) -> Numbers:
    """The standard deviation of each child, or a measure like it: what differs much counts much.

    Diakoulaki, Mavrotas and Papayannakis (1995) on values from 0 to 1; inverse variances as in a meta-analysis.
    """
    x = scale_sample(family, take_sample(family, settings), settings)
    require_spread(family, x)
    spread = deviation(x, ROW, int(settings.number("ddof")))
    if settings.text("measure") == "variance":
        spread = spread**2
    elif settings.text("measure") == "variation":
        middle = mean(x, ROW)
        if (middle <= 0).any():
            raise family.error(
                "a mean is not above zero: no coefficient of variation", "normalise upwards", step="weigh"
            )
        spread = spread / middle
    return _divide(1 / spread if settings.flag("inverse") else spread)


@WEIGH.rule(
    "critic",
    Parameter("correlation", "choice", "correlation", "Pearson's correlations or Spearman's", MATRICES[:2]),
    DDOF,
    MINMAX,
    *SAMPLE,
    joint=True,
)
def weigh_by_conflict(family: Family, settings: Settings) -> Numbers:
    """CRITIC: the standard deviation of a child times the sum of one less its correlations with the others.

    Diakoulaki, Mavrotas and Papayannakis, Determining objective weights in multiple criteria problems (1995).
    """
    x = scale_sample(family, take_sample(family, settings), settings)
    require_spread(family, x)
    conflict = (1 - relate(x, settings.text("correlation"))).sum(axis=-1)
    return _divide(deviation(x, ROW, int(settings.number("ddof"))) * conflict[..., None, :])


def _take_amounts(family: Family, settings: Settings) -> Numbers:
    """The sample, none below zero and each child with something, as shares of a total need."""
    x = scale_sample(family, take_sample(family, settings), settings)
    low, none = (x < 0).any(axis=ROW), ~(total(x, ROW) > 0)[..., 0, :]
    wrong = [code for at, code in enumerate(family.codes) if (low | none)[..., at].any()]
    if wrong:
        raise family.error(
            f"{', '.join(wrong)} below zero, or zero throughout: there are no shares",
            "normalise to a scale from zero up, or scale = minmax",
            step="weigh",
        )
    return x


def _divide(measure: Numbers) -> Numbers:
    """(Runs x) 1 x children as weights that add up to one."""
    flat = np.maximum(measure[..., 0, :], 0.0)
    whole = flat.sum(axis=-1, keepdims=True)
    found: Numbers = flat / np.where(whole > 0, whole, 1.0)
    return found

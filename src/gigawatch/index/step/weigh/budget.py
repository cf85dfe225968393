"""Weights from experts who share out points among the children."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.family import Family
from gigawatch.index.step.weigh.catalogue import WEIGH
from gigawatch.index.step.weigh.order import ORDER, place_children


def share_budget(points: Mapping[str, Sequence[float]]) -> Numbers:
    """Experts x children: the shares in which each expert divides what he gives; ValueError where that is nothing.

    The rows are what a Monte Carlo draws from when the experts' disagreement is to reach the ranks.
    """
    rows = [np.asarray(given, dtype=np.float64) for given in points.values()]
    if not rows or len({row.size for row in rows}) != 1:
        raise ValueError("every expert must give points to the same number of children")
    table = np.stack(rows)
    if (table < 0).any() or not (table.sum(axis=1) > 0).all():
        raise ValueError("points must be zero or more, and every expert must give some")
    found: Numbers = table / table.sum(axis=1, keepdims=True)
    return found


@WEIGH.rule(
    "budget",
    Parameter("points", "table", None, "the points of each expert, one number for each child", least=0),
    ORDER,
    Parameter("average", "choice", "mean", "how the experts' shares become one", ("mean", "median")),
)
def weigh_by_budget(family: Family, settings: Settings) -> Numbers:
    """Budget allocation: the mean of the shares in which experts divide their points.

    OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 6; Jesinghaus, in Moldan and Billharz,
    Sustainability indicators (1997). Give each parent its table by [step.code.PARENT.points].
    """
    points = settings.table("points")
    try:
        shares = share_budget(points) if points else np.zeros((0, 0))
    except ValueError as error:
        raise family.error(str(error), step="weigh") from None
    places = place_children(family, settings, shares.shape[1], "a table of points")
    found = shares.mean(axis=0) if settings.text("average") == "mean" else np.median(shares, axis=0)
    return np.asarray(found)[places]

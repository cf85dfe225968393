"""Aggregate by order: ordered weighted averages and the median, in which a child's place decides what it counts."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.aggregate.average import is_enough, require_complete, spread_weights
from gigawatch.index.step.aggregate.catalogue import AGGREGATE, MISSING, SHARE
from gigawatch.index.step.family import Family

NEAR = 1e-12
ORDER = Parameter("order", "list", None, "the weights by order, the best child's first; instead of orness", least=0)
ORNESS = Parameter(
    "orness",
    "number",
    0.5,
    "how far the best children decide: 0 least, 0.5 weighted mean, 1 greatest; where no order is given",
    least=0,
    most=1,
)


@AGGREGATE.rule("ordered", ORDER, ORNESS, MISSING, SHARE, divisible=False)
def average_in_order(family: Family, settings: Settings) -> Numbers:
    """The mean of the children with weights by their order, best first; with equal weights it is Yager's OWA.

    Q grows from 0 to 1: through the cumulated order weights at 1/n, 2/n ..., else Q(r) = r^((1 - orness) / orness).
    The k-th best counts Q(S_k) - Q(S_k-1), S_k the cumulated weights of the k best. Yager, On ordered weighted
    averaging aggregation operators (1988); Torra, The weighted OWA operator (1997).
    """
    x, weights = _sort(family, settings)
    reached = np.minimum(np.cumsum(weights, axis=-1), 1.0)
    counts = np.diff(_grow(family, settings, reached), axis=-1, prepend=0.0)
    return np.where(_is_scored(family, settings, weights), (counts * x).sum(axis=-1), np.nan)


@AGGREGATE.rule("median", MISSING, SHARE, divisible=False)
def take_middle(family: Family, settings: Settings) -> Numbers:
    """The weighted median: half of the weight lies on either side; between two children, their mean."""
    x, weights = _sort(family, settings)
    reached = np.cumsum(weights, axis=-1)
    first = np.argmax(reached >= 0.5 - NEAR, axis=-1)[..., None]
    second = np.argmax(reached > 0.5 + NEAR, axis=-1)[..., None]
    found = (np.take_along_axis(x, first, axis=-1) + np.take_along_axis(x, second, axis=-1))[..., 0] / 2
    return np.where(_is_scored(family, settings, weights), found, np.nan)


def _is_scored(family: Family, settings: Settings, weights: Numbers) -> Flags:
    return np.asarray(is_enough(family, settings) & (weights.sum(axis=-1) > 0))


def _sort(family: Family, settings: Settings) -> tuple[Numbers, Numbers]:
    """The children's values from the best down, and what each counts; missing ones last with nothing, or as zeros."""
    require_complete(family, settings)
    weights = spread_weights(family, settings)
    x = np.broadcast_to(np.where(np.isnan(family.x), 0.0, family.x), weights.shape)
    places = np.argsort(np.where(weights > 0, -x, np.inf), axis=-1, kind="stable")
    return np.take_along_axis(x, places, axis=-1), np.take_along_axis(weights, places, axis=-1)


def _grow(family: Family, settings: Settings, reached: Numbers) -> Numbers:
    """The share of the score that the best children decide who hold this share of the weight."""
    order, orness = np.array(settings.row("order")), settings.number("orness")
    if order.size == 0:
        if orness == 0:
            return (reached >= 1 - NEAR).astype(np.float64)
        return np.asarray(reached ** ((1 - orness) / orness))
    if order.size != len(family.codes) or order.sum() <= 0:
        raise family.error(
            f"{order.size} weights by order that add up to {order.sum():g}, for {len(family.codes)} children",
            "give one weight for each child, not all zero",
        )
    steps = np.concatenate([[0.0], np.cumsum(order) / order.sum()])
    found: Numbers = np.interp(reached, np.linspace(0, 1, steps.size), steps)
    return found

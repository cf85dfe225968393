"""Aggregate: children become their parent, level by level, under a stated rule for missing values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gigawatch.index.column import Numbers
from gigawatch.index.fault import StepError
from gigawatch.index.parameter import Parameter, Settings
from gigawatch.index.rule import Catalogue
from gigawatch.index.structure import Structure
from gigawatch.index.values import Flags


@dataclass(frozen=True)
class Family:
    """The children of one aggregate: `x` is (runs,) rows x children, `weights` (runs x) children; NaN is missing."""

    parent: str
    codes: tuple[str, ...]
    x: Numbers
    weights: Numbers


AGGREGATE: Catalogue[Callable[[Family, Settings], Numbers]] = Catalogue("aggregate", "children become their parent")
MISSING = Parameter(
    "missing",
    "choice",
    "rescale",
    "a missing child: the others' weights are scaled up, the run stops, or it counts as zero",
    ("rescale", "fail", "zero"),
)
SHARE = Parameter("at_least", "number", 0.0, "the share of children below which the parent is missing", least=0, most=1)


@AGGREGATE.rule("arithmetic", MISSING, SHARE)
def add(family: Family, settings: Settings) -> Numbers:
    """The weighted sum of the children, the weights scaled to one: a weakness in one can be made up by another."""
    return _average(family, settings, family.x)


@AGGREGATE.rule("geometric", MISSING, SHARE)
def multiply(family: Family, settings: Settings) -> Numbers:
    """The weighted product of the children, each raised to its scaled weight; stops at zero or below."""
    _require_positive(family, settings)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.exp(_average(family, settings, np.log(np.where(_count(family), family.x, 1.0))))


@AGGREGATE.rule("harmonic", MISSING, SHARE)
def invert(family: Family, settings: Settings) -> Numbers:
    """One over the weighted mean of one over each child; stops at zero or below."""
    _require_positive(family, settings)
    with np.errstate(invalid="ignore", divide="ignore"):
        return 1 / _average(family, settings, 1 / np.where(_count(family), family.x, 1.0))


def _average(family: Family, settings: Settings, x: Numbers) -> Numbers:
    """The weighted mean along the children, with the stated rule for missing ones; NaN where no weight is left."""
    absent = np.isnan(family.x)
    rule = settings.text("missing")
    if rule == "fail" and (absent & _count(family)).any():
        gone = [code for column, code in enumerate(family.codes) if absent[..., column].any()]
        raise StepError(f"{family.parent}: {', '.join(gone)} missing", where="step aggregate", hint="missing is fail")
    some = bool(absent.any())
    filled = np.where(absent, 0.0, x) if some else x
    rescaled = some and rule != "zero"
    below = _dot((~absent).astype(np.float64), family.weights) if rescaled else _sum(family.weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        result: Numbers = np.where(below > 0, _dot(filled, family.weights) / below, np.nan)
    return np.where(_is_enough(family, absent, settings.number("at_least")), result, np.nan) if some else result


def _is_enough(family: Family, absent: Flags, at_least: float) -> Flags:
    """Whether some child is there, and at least the stated share of those that count."""
    some: Flags = np.asarray(~absent.all(axis=-1))
    if at_least == 0:
        return some
    counted = _count(family)
    there = np.asarray((counted & ~absent).sum(axis=-1))
    enough: Flags = some & (there >= at_least * counted.sum(axis=-1))
    return enough


def _count(family: Family) -> Flags:
    """Which children count at all: a weight of zero leaves a child out, missing or not."""
    counted: Flags = family.weights > 0
    if counted.ndim == 1:
        return counted
    return np.asarray(counted.any(axis=0)) if family.x.ndim == 2 else counted[:, None, :]


def _sum(weights: Numbers) -> Numbers:
    """The sum over the children: a number, or runs x 1."""
    return np.asarray(np.sum(weights, axis=-1, keepdims=weights.ndim > 1))


def _dot(x: Numbers, weights: Numbers) -> Numbers:
    """Rows times weights: rows, or runs x rows when either varies by run."""
    if weights.ndim == 1:
        return x @ weights
    if x.ndim == 2:
        return weights @ x.T
    scores: Numbers = np.matmul(x, weights[:, :, None])[..., 0]
    return scores


def _require_positive(family: Family, settings: Settings) -> None:
    bad = _count(family) & (family.x <= 0)
    if settings.text("missing") == "zero":
        bad |= _count(family) & np.isnan(family.x) & ~np.isnan(family.x).all(axis=-1, keepdims=True)
    if bad.any():
        flat = np.asarray(bad.reshape(-1, len(family.codes)).any(axis=0))
        codes = ", ".join(code for code, is_bad in zip(family.codes, flat, strict=True) if is_bad)
        raise StepError(
            f"{family.parent}: {codes} at or below zero, which this mean cannot take",
            where="step aggregate",
            hint="normalise to a scale that starts above zero, such as to = [1, 100]",
        )


def combine(
    structure: Structure,
    normalised: Numbers,
    weights: Numbers,
    choose: Callable[[str, int], tuple[Callable[[Family, Settings], Numbers], Settings]],
) -> Numbers:
    """The scores of all aggregates, (runs x) rows x aggregates, worked out from the bottom up.

    `normalised` is (runs x) rows x indicators, `weights` (runs x) codes; `choose` names the rule of each aggregate by
    its code and level.
    """
    many = weights.ndim == 2 or normalised.ndim == 3
    runs = (weights.shape[0] if weights.ndim == 2 else normalised.shape[0],) if many else ()
    scores: dict[str, Numbers] = {code: normalised[..., at] for at, code in enumerate(structure.indicators)}
    for parent in structure.aggregates:
        codes = structure.children[parent]
        parts = np.broadcast_arrays(*(scores[code] for code in codes))
        at = [structure.position[code] for code in codes]
        rule, settings = choose(parent, structure.levels[parent])
        scores[parent] = rule(Family(parent, codes, np.stack(parts, axis=-1), weights[..., at]), settings)
    rows = normalised.shape[-2]
    return np.stack([np.broadcast_to(scores[code], (*runs, rows)) for code in structure.aggregates], axis=-1)

"""Weighted means along the children under a stated rule for missing ones."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags
from gigawatch.index.method.parameter import Settings
from gigawatch.index.step.family import Family


def average(family: Family, settings: Settings, x: Numbers) -> Numbers:
    """The weighted mean along the children, with the stated rule for missing ones; NaN where no weight is left."""
    absent = np.isnan(family.x)
    rule = settings.text("missing")
    if rule == "fail" and (absent & family.counted).any():
        gone = [code for column, code in enumerate(family.codes) if absent[..., column].any()]
        raise family.error(f"{', '.join(gone)} missing", "missing is fail")
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
    counted = family.counted
    there = np.asarray((counted & ~absent).sum(axis=-1))
    enough: Flags = some & (there >= at_least * counted.sum(axis=-1))
    return enough


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


def require_positive(family: Family, settings: Settings) -> None:
    """A StepError when a child that counts is at or below zero, a missing one that counts as zero among them."""
    bad = family.counted & (family.x <= 0)
    if settings.text("missing") == "zero":
        bad |= family.counted & np.isnan(family.x) & ~np.isnan(family.x).all(axis=-1, keepdims=True)
    if bad.any():
        flat = np.asarray(bad.reshape(-1, len(family.codes)).any(axis=0))
        codes = ", ".join(code for code, is_bad in zip(family.codes, flat, strict=True) if is_bad)
        raise family.error(
            f"{codes} at or below zero, which this mean cannot take",
            "normalise to a scale that starts above zero, such as to = [1, 100]",
        )

"""Weighted means along the children under a stated rule for missing ones, and what other rules share with them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags
from gigawatch.index.method.parameter import Settings
from gigawatch.index.step.family import Family


def average(family: Family, settings: Settings, x: Numbers) -> Numbers:
    """The weighted mean along the children, with the stated rule for missing ones; NaN where no weight is left."""
    absent = np.isnan(family.x)
    require_complete(family, settings)
    rule, some = settings.text("missing"), bool(absent.any())
    filled = np.where(absent, 0.0, x) if some else x
    rescaled = some and rule != "zero"
    below = _dot((~absent).astype(np.float64), family.weights) if rescaled else _sum(family.weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        result: Numbers = np.where(below > 0, _dot(filled, family.weights) / below, np.nan)
    return np.where(is_enough(family, settings), result, np.nan) if some else result


def require_complete(family: Family, settings: Settings) -> None:
    """A StepError when a child that counts is missing and the rule for missing ones is to fail."""
    absent = np.isnan(family.x) & family.counted
    if settings.text("missing") == "fail" and absent.any():
        gone = [code for column, code in enumerate(family.codes) if absent[..., column].any()]
        raise family.error(f"{', '.join(gone)} missing", "missing is fail")


def is_enough(family: Family, settings: Settings) -> Flags:
    """Whether some child is there, and at least the stated share of those that count: (runs x) rows."""
    counted, at_least = family.counted, settings.number("at_least")
    given = counted & ~np.isnan(family.x)
    some: Flags = np.asarray(given.any(axis=-1))
    if at_least == 0:
        return some
    enough: Flags = some & (given.sum(axis=-1) >= at_least * counted.sum(axis=-1))
    return enough


def fill_zero(family: Family, settings: Settings) -> Family:
    """The family with zeros for missing children where that is the rule; a row without any child stays missing."""
    gone = np.isnan(family.x)
    if settings.text("missing") != "zero" or not gone.any():
        return family
    some = (family.counted & ~gone).any(axis=-1, keepdims=True)
    return replace(family, x=np.where(gone & some, 0.0, family.x))


def spread_weights(family: Family, settings: Settings) -> Numbers:
    """What each child counts in each row, adding up to one: (runs x) rows x children.

    A missing child counts nothing; where missing ones are zero it keeps its weight. All zero where nothing is left.
    """
    absent = np.isnan(family.x)
    nothing = (absent | ~family.counted).all(axis=-1, keepdims=True)
    keep = nothing if settings.text("missing") == "zero" else absent
    weights = family.weights if family.weights.ndim == 1 else family.weights[:, None, :]
    counted: Numbers = np.where(keep, 0.0, weights)
    total = counted.sum(axis=-1, keepdims=True)
    scaled: Numbers = counted / np.where(total > 0, total, 1.0)
    return scaled


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

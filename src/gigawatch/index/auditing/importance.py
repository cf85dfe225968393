"""What the weights say and what the children really do in their aggregate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.auditing.correlate import correlate
from gigawatch.index.auditing.family import list_families
from gigawatch.index.auditing.limit import LIMITS, Limits
from gigawatch.index.auditing.sample import SCOPE, Sample, Scope, read_samples
from gigawatch.index.auditing.smooth import find_main_effect
from gigawatch.index.input.column import Numbers
from gigawatch.index.result.result import Result
from gigawatch.index.result.sheet import lay_out
from gigawatch.index.step.weigh.effective import weigh_effectively

if TYPE_CHECKING:
    import polars as pl

COLUMNS = {
    "period": "text",
    "of": "text",
    "basis": "text",
    "code": "text",
    "weight": "number",
    "r": "number",
    "r2": "number",
    "r2_share": "number",
    "main_effect": "number",
    "importance": "number",
    "ratio": "number",
    "n": "count",
    "flag": "text",
}


@dataclass(frozen=True)
class Importance:
    """By column: its correlation with the aggregate, the linear share r2 of the aggregate's variance, the main effect
    without assuming a line, and the last two scaled to add up to one.
    """

    r: Numbers
    r2: Numbers
    r2_share: Numbers
    main_effect: Numbers
    importance: Numbers
    n: Numbers


def measure_importance(x: Numbers, y: Numbers) -> Importance:
    """The importance of each column of `x` (rows x columns) in the aggregate `y` (rows).

    The correlation ratio is Paruolo, Saisana and Saltelli's (Journal of the Royal Statistical Society A 176, 2013);
    scaling it to add up to one, to stand beside the weights, is Becker, Saisana, Paruolo and Vandecasteele's
    (Ecological Indicators 80, 2017). Columns that correlate share variance: the main effects add up to more than one.
    """
    found = correlate(np.column_stack([x, y]))
    r, n = found.r[:-1, -1], found.n[:-1, -1]
    effect = np.array([find_main_effect(column, y) for column in x.T])
    return Importance(r, r**2, _scale(r**2), effect, _scale(effect), n)


def _scale(shares: Numbers) -> Numbers:
    total = np.nansum(shares)
    return shares / total if total > 0 else np.full(len(shares), np.nan)


def list_importance(result: Result, scope: Scope = SCOPE, limits: Limits = LIMITS) -> pl.DataFrame:
    """One row for each child of each aggregate, and each indicator under it: weight beside importance.

    `weight` is scaled to one among the `children`; of `indicators` it is the product down the tree. `ratio` is
    importance over weight; `flag` is `more than its weight` or `less than its weight` where that is beyond `imbalance`.
    """
    rows: list[tuple[object, ...]] = []
    for sample in read_samples(result, scope):
        for of, basis, codes in list_families(sample, deep=True):
            if of in sample.codes:
                weights = _weigh(result, codes)
                rows += _measure(sample, of, basis, codes, weights, limits)
    return lay_out(rows, COLUMNS)


def _measure(
    sample: Sample, of: str, basis: str, codes: tuple[str, ...], weights: Numbers, limits: Limits
) -> Iterator[tuple[object, ...]]:
    found = measure_importance(sample.take(codes), sample.take([of])[:, 0])
    for place, code in enumerate(codes):
        with np.errstate(invalid="ignore", divide="ignore"):
            ratio = float(np.where(weights[place] > 0, found.importance[place] / weights[place], np.nan))
        figures = (found.r, found.r2, found.r2_share, found.main_effect, found.importance)
        numbers = tuple(float(figure[place]) for figure in figures)
        word = judge_ratio(ratio, limits)
        yield sample.period, of, basis, code, float(weights[place]), *numbers, ratio, int(found.n[place]), word


def judge_ratio(ratio: float, limits: Limits = LIMITS) -> str:
    """The word for importance over weight."""
    if np.isnan(ratio):
        return "not computed"
    if ratio > limits.imbalance:
        return "more than its weight"
    return "less than its weight" if ratio < 1 / limits.imbalance else "ok"


def _weigh(result: Result, codes: tuple[str, ...]) -> Numbers:
    """The weights of these codes in the aggregate over them all, adding up to one."""
    structure = result.structure
    effective = weigh_effectively(structure, result.weights)[[structure.position[code] for code in codes]]
    total = effective.sum()
    scaled: Numbers = effective / total if total > 0 else np.full(len(codes), np.nan)
    return scaled

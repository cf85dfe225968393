"""Correlations along the tree: among siblings, of a code with what it belongs to, and with what it does not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.auditing.correlate import Correlation, correlate
from gigawatch.index.auditing.limit import LIMITS, Limits
from gigawatch.index.auditing.sample import SCOPE, Sample, Scope, read_samples
from gigawatch.index.input.structure import Structure
from gigawatch.index.result.result import Result
from gigawatch.index.result.sheet import lay_out

if TYPE_CHECKING:
    import polars as pl

NOT_COMPUTED = "not computed"
COLUMNS = {
    "period": "text",
    "relation": "text",
    "of": "text",
    "code": "text",
    "other": "text",
    "distance": "count",
    "r": "number",
    "p": "number",
    "n": "count",
    "flag": "text",
}
CROSS_COLUMNS = {
    "period": "text",
    "code": "text",
    "parent": "text",
    "r_parent": "number",
    "other": "text",
    "r_other": "number",
    "flag": "text",
}


def list_correlations(result: Result, scope: Scope = SCOPE, limits: Limits = LIMITS) -> pl.DataFrame:
    """One row for each pair that the tree relates.

    `relation` is `sibling` (two children of the aggregate `of`; `distance` 0) or `ancestor` (a code and the aggregate
    `other` it lies under, `distance` levels up the tree: 1 is the parent). `flag` is `negative`, `weak`, `collinear`,
    `ok` or `not computed`. An aggregate contains its children, so some correlation with them is there by construction.
    """
    rows = []
    for sample in read_samples(result, scope):
        found = correlate(sample.x, scope.kind, scope.missing, limits.smallest)
        for relation, of, code, other, distance in _relate(sample):
            r, p, n = found.between(sample.codes.index(code), sample.codes.index(other))
            rows.append((sample.period, relation, of, code, other, distance, r, p, n, flag(r, limits)))
    return lay_out(rows, COLUMNS)


def list_cross_correlations(result: Result, scope: Scope = SCOPE, limits: Limits = LIMITS) -> pl.DataFrame:
    """One row for each code with a parent: its correlation with it, and the strongest with another aggregate.

    The others are the aggregates of the parent's level that the code does not lie under. `flag` is `stronger with
    another` where that correlation is above the one with its own, else `ok`.
    """
    rows: list[tuple[object, ...]] = []
    for sample in read_samples(result, scope):
        found = correlate(sample.x, scope.kind, scope.missing, limits.smallest)
        rows += [(sample.period, *row) for row in _cross(sample, found)]
    return lay_out(rows, CROSS_COLUMNS)


def list_matrix(result: Result, scope: Scope = SCOPE, limits: Limits = LIMITS) -> pl.DataFrame:
    """Every pair of codes once, related by the tree or not: period, code, other, r, p, n."""
    rows = []
    for sample in read_samples(result, scope):
        found = correlate(sample.x, scope.kind, scope.missing, limits.smallest)
        for first, second in combinations(range(len(sample.codes)), 2):
            rows.append((sample.period, sample.codes[first], sample.codes[second], *found.between(first, second)))
    kinds = {name: COLUMNS[name] for name in ("period", "code", "other", "r", "p", "n")}
    return lay_out(rows, kinds)


def flag(r: float, limits: Limits = LIMITS) -> str:
    """The word for a correlation that should be clearly positive and not too close to one."""
    if np.isnan(r):
        return NOT_COMPUTED
    if r < limits.negative:
        return "negative"
    if r < limits.weak:
        return "weak"
    return "collinear" if r > limits.collinear else "ok"


def climb(structure: Structure, code: str) -> list[str]:
    """The aggregates a code lies under, its parent first."""
    found, parent = [], structure.by_code[code].parent
    while parent is not None:
        found.append(parent)
        parent = structure.by_code[parent].parent
    return found


def _relate(sample: Sample) -> Iterator[tuple[str, str, str, str, int]]:
    structure = sample.structure
    for parent in structure.aggregates:
        for first, second in combinations(structure.children[parent], 2):
            if {first, second} <= set(sample.codes):
                yield "sibling", parent, first, second, 0
    for code in sample.codes:
        for distance, above in enumerate(climb(structure, code), 1):
            if above in sample.codes:
                yield "ancestor", above, code, above, distance


def _cross(sample: Sample, found: Correlation) -> Iterator[tuple[object, ...]]:
    structure = sample.structure
    for code in sample.codes:
        above = climb(structure, code)
        if not above or above[0] not in sample.codes:
            continue
        level = structure.levels[above[0]]
        others = [name for name in sample.aggregates if structure.levels[name] == level and name not in above]
        own = found.between(sample.codes.index(code), sample.codes.index(above[0]))[0]
        measured = [(found.between(sample.codes.index(code), sample.codes.index(name))[0], name) for name in others]
        known = [pair for pair in measured if not np.isnan(pair[0])]
        best, name = max(known, default=(np.nan, None))
        yield code, above[0], own, name, best, _judge(own, best)


def _judge(own: float, best: float) -> str:
    if np.isnan(own) or np.isnan(best):
        return NOT_COMPUTED
    return "stronger with another" if best > own else "ok"

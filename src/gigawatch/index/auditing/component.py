"""Principal components of the children of each aggregate: is it one thing, and how much of it do they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.auditing.correlate import correlate
from gigawatch.index.auditing.family import list_families
from gigawatch.index.auditing.sample import SCOPE, Scope, read_samples
from gigawatch.index.input.column import Numbers
from gigawatch.index.result.result import Result
from gigawatch.index.result.sheet import lay_out

if TYPE_CHECKING:
    import polars as pl

COLUMNS = {
    "period": "text",
    "of": "text",
    "component": "count",
    "eigenvalue": "number",
    "share": "number",
    "cumulative": "number",
    "note": "text",
}
LOADING_COLUMNS = {"period": "text", "of": "text", "component": "count", "code": "text", "loading": "number"}


@dataclass(frozen=True)
class Components:
    """`eigenvalues` falling, `loadings` columns x components; `note` says why there are none, and they are empty then.

    A loading is the correlation of a column with a component: the eigenvector times the root of its eigenvalue. The
    sign of a component is arbitrary; here the loadings of each add up to at least zero.
    """

    eigenvalues: Numbers
    loadings: Numbers
    note: str = ""

    @property
    def shares(self) -> Numbers:
        """The share of the variance of all columns that each component explains."""
        found: Numbers = self.eigenvalues / len(self.loadings)
        return found


def find_components(x: Numbers, missing: str = "pairwise", kind: str = "pearson") -> Components:
    """The principal components of the correlation matrix of `x` (rows x columns), that is of standardised columns."""
    r = correlate(x, kind, missing).r
    note = explain_gap(r)
    if note:
        return Components(np.zeros(0), np.zeros((x.shape[1], 0)), note)
    values, vectors = np.linalg.eigh(r)
    order = np.argsort(values)[::-1]
    loadings = vectors[:, order] * np.sqrt(np.maximum(values[order], 0.0))
    return Components(values[order], loadings * np.where(loadings.sum(axis=0) < 0, -1.0, 1.0))


def explain_gap(r: Numbers) -> str:
    """Why a correlation matrix cannot be taken apart; empty when it can."""
    if len(r) < 2:
        return "one column alone has no correlations"
    bad = int(np.triu(np.isnan(r)).sum())
    return f"{bad} correlations not computed: too few rows or a constant column" if bad else ""


def list_components(result: Result, scope: Scope = SCOPE) -> pl.DataFrame:
    """One row for each component of the children of each aggregate: eigenvalue, share of variance, cumulative share."""
    rows: list[tuple[object, ...]] = []
    for sample in read_samples(result, scope):
        for of, _, codes in list_families(sample):
            found = find_components(sample.take(codes), scope.missing, scope.kind)
            if found.note:
                rows.append((sample.period, of, None, None, None, None, found.note))
            shares = zip(found.eigenvalues, found.shares, np.cumsum(found.shares), strict=True)
            rows += [(sample.period, of, place, *figures, "") for place, figures in enumerate(shares, 1)]
    return lay_out(rows, COLUMNS)


def list_loadings(result: Result, scope: Scope = SCOPE) -> pl.DataFrame:
    """One row for each component and child: its loading."""
    rows: list[tuple[object, ...]] = []
    for sample in read_samples(result, scope):
        for of, _, codes in list_families(sample):
            loadings = find_components(sample.take(codes), scope.missing, scope.kind).loadings
            rows += [
                (sample.period, of, component + 1, code, loadings[place, component])
                for component in range(loadings.shape[1])
                for place, code in enumerate(codes)
            ]
    return lay_out(rows, LOADING_COLUMNS)

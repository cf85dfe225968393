"""Do columns share enough to be summed up by factors: Kaiser-Meyer-Olkin and Bartlett's test of sphericity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.auditing.component import explain_gap
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
    "code": "text",
    "kmo": "number",
    "chi_square": "number",
    "df": "count",
    "p": "number",
    "n": "count",
    "note": "text",
}
SINGULAR = 1e-10
"""A correlation matrix with an eigenvalue below this has no inverse worth the name."""


@dataclass(frozen=True)
class Adequacy:
    """Sampling adequacy: overall and of each column (0 to 1), and the test of sphericity. NaN with a `note`."""

    kmo: float
    by_column: Numbers
    chi_square: float
    df: int
    p: float
    n: int
    note: str = ""


def measure_adequacy(x: Numbers, missing: str = "pairwise", kind: str = "pearson") -> Adequacy:
    """Kaiser-Meyer-Olkin and Bartlett's test for `x` (rows x columns).

    The measure (Kaiser and Rice, Educational and Psychological Measurement 34, 1974) is the sum of squared correlations
    over itself plus the sum of squared partial correlations, each given all other columns. Bartlett's statistic
    (British Journal of Psychology 3, 1950) is -(n - 1 - (2k + 5) / 6) ln det R, chi-square with k (k - 1) / 2 degrees
    of freedom when nothing correlates. `n` is the rows of the pair that has fewest.
    """
    found = correlate(x, kind, missing)
    columns = x.shape[1]
    n, df = int(found.n.min()), columns * (columns - 1) // 2
    inverse, note = invert(found.r)
    if inverse is None:
        return Adequacy(np.nan, np.full(columns, np.nan), np.nan, df, np.nan, n, note)
    scale = np.sqrt(np.diag(inverse))
    apart = ~np.eye(columns, dtype=np.bool_)
    plain, partial = (np.where(apart, matrix**2, 0.0) for matrix in (found.r, inverse / np.outer(scale, scale)))
    with np.errstate(invalid="ignore"):
        by_column = plain.sum(axis=0) / (plain.sum(axis=0) + partial.sum(axis=0))
        kmo = float(plain.sum() / (plain.sum() + partial.sum()))
    chi_square = -(n - 1 - (2 * columns + 5) / 6) * float(np.linalg.slogdet(found.r)[1])
    return Adequacy(kmo, by_column, chi_square, df, _find_tail(chi_square, df), n)


def invert(r: Numbers) -> tuple[Numbers | None, str]:
    """The inverse of a correlation matrix, or None and the reason why there is none."""
    note = explain_gap(r)
    if note:
        return None, note
    if np.linalg.eigvalsh(r)[0] < SINGULAR:
        return None, "a column is a sum of the others, or there are too few rows"
    inverse: Numbers = np.linalg.inv(r).astype(np.float64)
    return inverse, ""


def _find_tail(chi_square: float, df: int) -> float:
    """The probability of a chi-square at least this large."""
    from scipy.special import chdtrc

    return float(chdtrc(df, chi_square))


def list_adequacy(result: Result, scope: Scope = SCOPE) -> pl.DataFrame:
    """One row for each aggregate (overall, with Bartlett's test; `code` is empty) and one for each of its children."""
    rows: list[tuple[object, ...]] = []
    for sample in read_samples(result, scope):
        for of, _, codes in list_families(sample):
            found = measure_adequacy(sample.take(codes), scope.missing, scope.kind)
            test = (found.chi_square, found.df, found.p, found.n, found.note)
            rows.append((sample.period, of, None, found.kmo, *test))
            if not found.note:
                each = zip(codes, found.by_column, strict=True)
                rows += [(sample.period, of, code, kmo, None, None, None, found.n, "") for code, kmo in each]
    return lay_out(rows, COLUMNS)

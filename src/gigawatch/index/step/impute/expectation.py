"""Impute by expectation and maximisation under a joint normal distribution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gigawatch.index.fault import StepError
from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.block import WITHIN, Block
from gigawatch.index.step.impute.catalogue import IMPUTE
from gigawatch.index.step.impute.joint import Filling, fill_each, fill_sheets
from gigawatch.index.step.moment import deviation, mean

Places = npt.NDArray[np.intp]
Pattern = tuple[Places, Places, Places]
"""Rows that lack the same indicators, the indicators they lack, and those they have."""

SINGULAR = 1e-6
"""A covariance counts as singular when its least Cholesky pivot is below this share of its greatest."""


@IMPUTE.rule(
    "expectation_maximisation",
    Parameter(
        "of", "choice", "parent", "the indicators that are jointly normal: of one parent, or all", ("parent", "all")
    ),
    Parameter("shrink", "number", 0.0, "how far correlations are shrunk towards zero in every step", least=0, most=1),
    Parameter(
        "tolerance", "number", 1e-8, "the greatest change (in deviations) at which it has converged", least=1e-14
    ),
    Parameter("most", "integer", 2000, "how many steps at most", least=1),
    WITHIN,
    joint=True,
)
def fill_by_expectation(block: Block, settings: Settings) -> Numbers:
    """A missing value becomes its expectation given what the unit has, under a joint normal fitted by EM.

    Means and covariances are the maximum-likelihood ones of all given values, missing ones assumed missing at random
    (Dempster, Laird and Rubin, Maximum likelihood from incomplete data via the EM algorithm, Journal of the Royal
    Statistical Society B 39, 1977; Little and Rubin, Statistical Analysis with Missing Data, chapter 11). `shrink`
    multiplies the correlations by 1 - shrink in each maximisation, as a ridge prior does; it is needed where there
    are not more units than indicators. The doubt is the conditional standard deviation.
    """
    sets = _split(block, settings.text("of"))

    def fill(sheet: Numbers) -> Filling:
        filled, doubt = sheet.copy(), np.full(sheet.shape, np.nan)
        for members in sets:
            if np.isnan(sheet[:, members]).any():
                fitting = Fitting(block, members, settings)
                filled[:, members], doubt[:, members] = fitting.fill(sheet[:, members])
        return filled[:, list(block.columns)], doubt[:, list(block.columns)]

    return fill_sheets(block, settings.text("range"), fill_each(fill), "imputed: expectation-maximisation")


def _split(block: Block, of: str) -> list[list[int]]:
    """The positions of the indicators that are jointly normal, for each set that the block's columns touch."""
    codes = block.structure.indicators
    if of == "all":
        return [list(range(len(codes)))]
    parents = dict.fromkeys(block.structure.by_code[code].parent for code in block.codes)
    by_code = block.structure.by_code
    return [[at for at, code in enumerate(codes) if by_code[code].parent == parent] for parent in parents]


def _list_patterns(z: Numbers) -> list[Pattern]:
    absent = np.isnan(z)
    return [
        (np.flatnonzero((absent == pattern).all(axis=1)), np.flatnonzero(pattern), np.flatnonzero(~pattern))
        for pattern in np.unique(absent[absent.any(axis=1)], axis=0)
    ]


@dataclass(frozen=True)
class Fitting:
    """One joint normal distribution of some indicators."""

    block: Block
    members: list[int]
    settings: Settings

    def fill(self, x: Numbers) -> Filling:
        """The rows filled in and the deviation of each fill; a row without any value of the set takes the means."""
        centre, spread = mean(x, 0), deviation(x, 0, 0)
        self._check(x, spread)
        rows = ~np.isnan(x).all(axis=0)
        result, doubt = x.copy(), np.full(x.shape, np.nan)
        if rows.any():
            z, variance = self._converge((x[:, rows] - centre[:, rows]) / spread[:, rows])
            result[:, rows] = np.where(np.isnan(x[:, rows]), z * spread[:, rows] + centre[:, rows], x[:, rows])
            doubt[:, rows] = np.sqrt(variance) * spread[:, rows]
        return result, doubt

    def _converge(self, z: Numbers) -> Filling:
        """EM on standardised columns: the conditional means and variances once nothing moves any more."""
        means, covariance = np.zeros(z.shape[1]), np.eye(z.shape[1])
        there = ~np.isnan(z).all(axis=1)
        known = z[there]
        patterns = _list_patterns(known)
        for _ in range(int(self.settings.number("most"))):
            filled, extra, _ = self._expect(known, patterns, means, covariance)
            now = filled.mean(axis=0)
            found = self._shrink(((filled - now).T @ (filled - now) + extra) / filled.shape[0])
            moved = max(np.abs(now - means).max(), np.abs(found - covariance).max())
            means, covariance = now, found
            if moved < self.settings.number("tolerance"):
                filled, _, variance = self._expect(z, _list_patterns(z), means, covariance)
                return filled, variance
        raise self._error("did not converge", "raise most or tolerance, or shrink the correlations")

    def _expect(
        self, z: Numbers, patterns: list[Pattern], means: Numbers, covariance: Numbers
    ) -> tuple[Numbers, Numbers, Numbers]:
        """Conditional means, the sum of conditional covariances, and the conditional variance of each missing cell."""
        filled, extra, variance = z.copy(), np.zeros(covariance.shape), np.full(z.shape, np.nan)
        for rows, lost, kept in patterns:
            slope = self._solve(covariance[np.ix_(kept, kept)], covariance[np.ix_(kept, lost)])
            left = covariance[np.ix_(lost, lost)] - covariance[np.ix_(lost, kept)] @ slope
            filled[np.ix_(rows, lost)] = means[lost] + (z[np.ix_(rows, kept)] - means[kept]) @ slope
            extra[np.ix_(lost, lost)] += rows.size * left
            variance[np.ix_(rows, lost)] = np.maximum(np.diag(left), 0.0)
        return filled, extra, variance

    def _shrink(self, covariance: Numbers) -> Numbers:
        kept = 1 - self.settings.number("shrink")
        return covariance * kept + np.diag(np.diag(covariance)) * (1 - kept)

    def _solve(self, matrix: Numbers, right: Numbers) -> Numbers:
        from scipy.linalg import LinAlgError, cho_factor, cho_solve

        if not matrix.size:
            return np.zeros((0, right.shape[1]))
        try:
            factor, lower = cho_factor(matrix, check_finite=False)
        except LinAlgError:
            factor, lower = np.zeros(matrix.shape), False
        pivots = np.diag(factor)
        if not pivots.min() > SINGULAR * pivots.max():
            raise self._error("has a singular covariance", "set shrink above 0, or take fewer indicators together")
        return np.asarray(cho_solve((factor, lower), right, check_finite=False), dtype=np.float64)

    def _check(self, x: Numbers, spread: Numbers) -> None:
        flat = [self.block.structure.indicators[self.members[at]] for at in np.flatnonzero(spread[0] == 0)]
        if flat:
            raise self._error(f"has no spread in {', '.join(flat)}", "give these indicators a rule of their own")
        rows = int((~np.isnan(x).all(axis=1)).sum())
        if rows <= x.shape[1] and not self.settings.number("shrink") > 0:
            what = f"has {x.shape[1]} indicators and {rows} units with data: more units than indicators are needed"
            raise self._error(what, "set shrink above 0, or take the indicators of one parent")

    def _error(self, what: str, hint: str) -> StepError:
        codes = ", ".join(self.block.structure.indicators[at] for at in self.members)
        return self.block.error(f"the joint normal of {codes} {what}", hint)

"""Impute from a linear regression on other indicators."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.block import WITHIN, Block
from gigawatch.index.step.impute.catalogue import IMPUTE
from gigawatch.index.step.impute.joint import Filling, fill_each, fill_sheets
from gigawatch.index.step.moment import mean, total

Places = npt.NDArray[np.intp]


@IMPUTE.rule(
    "regression",
    Parameter("on", "texts", None, "the indicators regressed on; without them the best correlated are chosen"),
    Parameter("most", "integer", 1, "how many are chosen at most, where none are named", least=1),
    Parameter("spare", "integer", 3, "how many complete cases more than coefficients there must be", least=1),
    WITHIN,
    joint=True,
)
def fill_by_regression(block: Block, settings: Settings) -> Numbers:
    """A missing value becomes what a least-squares regression on other indicators, with intercept, predicts.

    The regression is over the units that have the indicator and all regressors (complete cases). Without `on`, the
    regressors of each missing value are chosen among the indicators its unit has, by absolute correlation with the
    indicator filled, one after the other, as long as enough complete cases are left and none is a combination of
    those before. A value stays missing where its unit lacks a regressor named, or where none can be chosen. The doubt
    is the prediction error s (1 + x'(X'X)^-1 x)^0.5, s the residual deviation with divisor n - coefficients.
    """
    names = settings.texts("on")
    wrong = [name for name in names if name not in block.structure.indicators]
    if wrong:
        raise block.error(f"{', '.join(wrong)} are not indicators", "name codes of the structure")
    named = [block.structure.indicators.index(name) for name in names]

    def fill(sheet: Numbers) -> Filling:
        return _Sheet(block, sheet, int(settings.number("spare"))).fill(named, int(settings.number("most")))

    return fill_sheets(block, settings.text("range"), fill_each(fill), "imputed: regression")


@dataclass(frozen=True)
class _Sheet:
    """Rows x all indicators of one period or of all."""

    block: Block
    x: Numbers
    spare: int
    sound: dict[tuple[int, ...], bool] = field(default_factory=dict)

    def fill(self, named: list[int], most: int) -> Filling:
        columns = list(self.block.columns)
        filled, doubt = self.x[:, columns].copy(), np.full((self.x.shape[0], len(columns)), np.nan)
        for place, column in enumerate(columns):
            rows = np.flatnonzero(np.isnan(self.x[:, column]))
            if column in named:
                self._refuse(column, "it is among its own regressors", "give it a rule of its own")
            if rows.size:
                filled[rows, place], doubt[rows, place] = self._fill_column(column, rows, named, most)
        return filled, doubt

    def _fill_column(self, column: int, rows: Places, named: list[int], most: int) -> Filling:
        """Rows that are regressed on the same indicators share one regression."""
        filled, doubt = np.full(rows.size, np.nan), np.full(rows.size, np.nan)
        order = named or self._order(column)
        alike: dict[tuple[int, ...], list[int]] = {}
        for at, given in enumerate(~np.isnan(self.x[rows])):
            chosen = self._require(column, named, given) if named else self._choose(column, order, given, most)
            alike.setdefault(chosen, []).append(at)
        for chosen, places in alike.items():
            if chosen:
                filled[places], doubt[places] = self._predict(column, list(chosen), rows[places])
        return filled, doubt

    def _order(self, column: int) -> list[int]:
        """The other indicators from the best correlated on, over the rows that have both; ties in the table's order."""
        strength = _correlate(self.x[:, column], self.x)
        strength[column] = np.nan
        ranked = np.argsort(-np.where(np.isnan(strength), -1.0, strength), kind="stable")
        return [int(at) for at in ranked if not np.isnan(strength[at])]

    def _choose(self, column: int, order: list[int], given: Flags, most: int) -> tuple[int, ...]:
        chosen: tuple[int, ...] = ()
        for candidate in order:
            if len(chosen) == most:
                break
            if given[candidate] and self._is_sound(column, (*chosen, candidate)):
                chosen = (*chosen, candidate)
        return chosen

    def _require(self, column: int, named: list[int], given: Flags) -> tuple[int, ...]:
        if not self._is_sound(column, tuple(named)):
            hint = "name fewer indicators, or none that is a combination of the others"
            self._refuse(column, "too few complete cases, or regressors that depend on each other", hint)
        return tuple(named) if given[named].all() else ()

    def _is_sound(self, column: int, chosen: tuple[int, ...]) -> bool:
        key = (column, *chosen)
        if key not in self.sound:
            design, _ = self._take_cases(column, list(chosen))
            enough = design.shape[0] >= design.shape[1] + self.spare
            self.sound[key] = bool(enough and _has_full_rank(design))
        return self.sound[key]

    def _take_cases(self, column: int, chosen: list[int]) -> tuple[Numbers, Numbers]:
        """The design matrix, intercept first, and the column, over the complete cases."""
        cases = self.x[~np.isnan(self.x[:, [column, *chosen]]).any(axis=1)]
        return _design(cases[:, chosen]), cases[:, column]

    def _predict(self, column: int, chosen: list[int], rows: Places) -> Filling:
        design, y = self._take_cases(column, chosen)
        centre, spread = _place(design)
        known, new = (design - centre) / spread, (_design(self.x[rows][:, chosen]) - centre) / spread
        q, r = np.linalg.qr(known)
        coefficients = np.linalg.solve(r, q.T @ y)
        residual = y - known @ coefficients
        s = np.sqrt(residual @ residual / (known.shape[0] - known.shape[1]))
        leverage = (np.linalg.solve(r.T, new.T) ** 2).sum(axis=0)
        return new @ coefficients, s * np.sqrt(1 + leverage)

    def _refuse(self, column: int, what: str, hint: str) -> None:
        code = self.block.structure.indicators[column]
        raise self.block.error(f"{code} cannot be regressed: {what}", hint)


def _design(x: Numbers) -> Numbers:
    return np.column_stack([np.ones(x.shape[0]), x])


def _place(design: Numbers) -> tuple[Numbers, Numbers]:
    """Centre and deviation of each column of a design matrix, 0 and 1 of its intercept and of what has no spread."""
    centre, spread = design.mean(axis=0), design.std(axis=0)
    centre[0] = 0.0
    return centre, np.where(spread > 0, spread, 1.0)


def _has_full_rank(design: Numbers) -> bool:
    centre, spread = _place(design)
    return bool(np.linalg.matrix_rank((design - centre) / spread) == design.shape[1])


def _correlate(y: Numbers, x: Numbers) -> Numbers:
    """The absolute Pearson correlation of y with each column, over the rows that have both; NaN below three or without
    spread.
    """
    both = ~np.isnan(x) & ~np.isnan(y)[:, None]
    a, b = (np.where(both, z, np.nan) for z in (y[:, None], x))
    a, b = a - mean(a, 0), b - mean(b, 0)
    across, alone = total(a * b, 0)[0], np.sqrt(total(a * a, 0) * total(b * b, 0))[0]
    sound = (both.sum(axis=0) > 2) & (alone > 0)
    return np.where(sound, np.abs(across) / np.where(sound, alone, 1.0), np.nan)

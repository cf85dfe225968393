"""The cells whose values vary: with an interval, with several sources, or filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from scipy.special import ndtri

from gigawatch.index.input.column import Numbers, Places
from gigawatch.index.input.values import Values
from gigawatch.index.method.method import Step, is_joint
from gigawatch.index.montecarlo.design import Design
from gigawatch.index.montecarlo.draw import Draws
from gigawatch.index.montecarlo.vary import patch
from gigawatch.index.result.result import Result

Cells = tuple[Places, Places, Places]


@dataclass(frozen=True)
class Doubt:
    """What of the data varies under a design."""

    nominal: Result
    design: Design

    @property
    def values(self) -> Values:
        """The values as given."""
        return self.nominal.values

    @cached_property
    def cells(self) -> Cells:
        """Period, unit and indicator of each value that may lie between two bounds."""
        if not self.design.data:
            return _no_cells()
        bounded = self.values.high > self.values.low
        options = self.values.options
        if self.optional[0].size and options is not None:
            bounded[self.optional] |= (options.high > options.low).any(axis=1)
        period, unit, column = np.nonzero(bounded)
        return period, unit, column

    @cached_property
    def optional(self) -> Cells:
        """Period, unit and indicator of each value that several sources give."""
        options = self.values.options
        if self.design.sources is None or options is None:
            return _no_cells()
        return options.period, options.unit, options.column

    @cached_property
    def filled(self) -> dict[str, Cells]:
        """By the name of the impute step: period, unit and indicator of each value that is missing before it.

        Which of them a run fills in, and how far each may be off, its own rule says.
        """
        if not self.design.imputation:
            return {}
        found, present = {}, self.values.present[..., None]
        for before, after in pairwise(self.nominal.tables):
            if any(step.name == after.name and step.kind == "impute" for step in self.nominal.method.steps):
                period, unit, column = np.nonzero(np.isnan(before.x) & present)
                found[after.name] = (period, unit, column)
        return found

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The indicators in which anything varies; all of them when a step looks beyond its own column."""
        cells = [self.cells, self.optional, *self.filled.values()]
        found = sorted({int(column) for each in cells for column in np.unique(each[2])})
        joint = any(is_joint(step) for step in (*self.nominal.method.data_steps, *self._list_varied()))
        return tuple(range(len(self.values.codes))) if found and joint else tuple(found)

    def _list_varied(self) -> Iterator[Step]:
        """Every data step that an alternative puts in the place of the method's."""
        steps = {step.name: step for step in self.nominal.method.data_steps}
        for factor in self.design.alternatives:
            for option in factor.options if factor.step in steps else ():
                varied = patch(steps[factor.step], option, self.nominal.structure, factor.code, [])
                if varied is not None:
                    yield varied

    def vary(self, draws: Draws, runs: Places) -> Numbers:
        """Runs x periods x units x varying columns: the values with what was drawn for these runs in place."""
        x = np.repeat(self.values.x[None, ..., list(self.columns)], runs.size, axis=0)
        if self.optional[0].size:
            self._put(x, self.optional, self._take_sources(draws, runs))
        if self.cells[0].size:
            self._put(x, self.cells, self._draw_between(draws, runs))
        return x

    def fill(self, step: Step, x: Numbers, deviation: Numbers | None, draws: Draws, runs: Places) -> Numbers:
        """The table after an impute step with a draw added to each value that it filled in."""
        if step.name not in self.filled or deviation is None:
            return x
        names = list(self.filled)
        sizes = [self.filled[name][0].size for name in names]
        start = sum(sizes[: names.index(step.name)])
        period, unit, column = self.filled[step.name]
        share = draws.draw_rows("imputation", runs, sum(sizes))[:, start : start + period.size]
        at = np.searchsorted(self.columns, column)
        spread = deviation[:, period, unit, at]
        moved = x.copy()
        moved[:, period, unit, at] += np.where(spread > 0, spread, 0.0) * ndtri(np.clip(share, 1e-12, 1 - 1e-12))
        return moved

    def _draw_between(self, draws: Draws, runs: Places) -> Numbers:
        share = draws.draw_rows("data", runs, self.cells[0].size)
        low = np.repeat(self.values.low[self.cells][None], runs.size, axis=0)
        high = np.repeat(self.values.high[self.cells][None], runs.size, axis=0)
        options = self.values.options
        if self.optional[0].size and options is not None:
            place, at = _match(self.cells, self.optional, self.values.x.shape)
            picked = self._pick(draws, runs)
            low[:, place], high[:, place] = (
                np.take_along_axis(ends[None], picked[..., None], axis=2)[..., 0][:, at]
                for ends in (options.low, options.high)
            )
        return low + share * (high - low)

    def _take_sources(self, draws: Draws, runs: Places) -> Numbers:
        options = self.values.options
        assert options is not None
        taken: Numbers = np.take_along_axis(options.x[None], self._pick(draws, runs)[..., None], axis=2)[..., 0]
        return taken

    def _pick(self, draws: Draws, runs: Places) -> Places:
        """Runs x cells: which option of each cell with several sources."""
        options = self.values.options
        assert options is not None
        count = (~np.isnan(options.x)).sum(axis=1)
        if self.design.sources == "each":
            share = draws.draw_rows("sources", runs, count.size)
            picked: Places = np.minimum((share * count).astype(np.intp), count - 1)
            return picked
        preferred = (draws.draw_rows("sources", runs, 1)[:, 0] * len(options.names)).astype(np.intp)
        speaks = options.source[None] == preferred[:, None, None]
        return np.where(speaks.any(axis=2), speaks.argmax(axis=2), 0)

    def _put(self, x: Numbers, cells: Cells, drawn: Numbers) -> None:
        period, unit, column = cells
        x[:, period, unit, np.searchsorted(self.columns, column)] = drawn


def _match(cells: Cells, others: Cells, shape: tuple[int, ...]) -> tuple[Places, Places]:
    """Places in the one list and in the other of the cells that are in both."""
    first, second = np.ravel_multi_index(cells, shape), np.ravel_multi_index(others, shape)
    _, place, at = np.intersect1d(first, second, return_indices=True)
    return place, at


def _no_cells() -> Cells:
    empty = np.array([], dtype=np.intp)
    return empty, empty, empty

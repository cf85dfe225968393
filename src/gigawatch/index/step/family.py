"""The children of one aggregate as the rules of weighing and aggregating see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from gigawatch.index.fault import StepError
from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags

Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Family:
    """`x` is (runs x) rows x children, NaN where missing; `weights` is (runs x) children.

    A row is one unit in one period: `period` and `unit` are its positions in the values, `periods` the labels of the
    periods. A weight of zero leaves a child out, missing or not.
    """

    parent: str
    codes: tuple[str, ...]
    x: Numbers
    weights: Numbers
    period: Places
    unit: Places
    periods: tuple[str | None, ...] = ()

    @property
    def varies(self) -> bool:
        """Whether numbers or weights differ by run."""
        return self.x.ndim == 3 or self.weights.ndim == 2

    @property
    def runs(self) -> int:
        """How many runs there are; 1 when nothing varies."""
        return self.x.shape[0] if self.x.ndim == 3 else self.weights.shape[0] if self.weights.ndim == 2 else 1

    @property
    def counted(self) -> Flags:
        """Which children count at all, those with a weight above zero: children, or runs x 1 x children where the runs
        differ in that.
        """
        counted: Flags = self.weights > 0
        if counted.ndim == 1:
            return counted
        if (counted == counted[0]).all():
            return np.asarray(counted[0])
        return counted[:, None, :]

    def take(self, run: int) -> Family:
        """One run alone: `x` of rows x children, `weights` of children."""
        x = self.x[run] if self.x.ndim == 3 else self.x
        weights = self.weights[run] if self.weights.ndim == 2 else self.weights
        return replace(self, x=x, weights=weights)

    def pick(self, places: Places) -> Family:
        """The children at these places alone."""
        codes = tuple(self.codes[place] for place in places.tolist())
        return replace(self, codes=codes, x=self.x[..., places], weights=self.weights[..., places])

    def among(self, rows: Places) -> Family:
        """These rows alone."""
        return replace(self, x=self.x[..., rows, :], period=self.period[rows], unit=self.unit[rows])

    def split(self) -> Iterator[Places]:
        """The rows of each period, by their places."""
        for period in np.unique(self.period):
            yield np.flatnonzero(self.period == period)

    def error(self, what: str, hint: str = "", *, step: str = "aggregate") -> StepError:
        """A StepError that names the parent."""
        return StepError(f"{self.parent}: {what}", where=f"step {step}", hint=hint)

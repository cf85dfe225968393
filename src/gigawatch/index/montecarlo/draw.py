"""The drawn parameters of every run, the same for one seed whatever the order or number in which runs are worked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.structure import Structure
from gigawatch.index.input.values import Values
from gigawatch.index.montecarlo.design import Design

if TYPE_CHECKING:
    import polars as pl

Places = npt.NDArray[np.intp]
STREAMS = ("alternatives", "weights", "removal", "data")


@dataclass(frozen=True)
class Draws:
    """`choices` is runs x alternatives (which option), `noise` runs x codes (what each weight is multiplied by),
    `removed` the position of the indicator left out (-1: none). The data are drawn from `seed` when asked for.
    """

    seed: int
    choices: Places
    noise: Numbers
    removed: Places

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return int(self.removed.size)

    def draw_shares(self, start: int, stop: int, cells: int) -> Numbers:
        """For runs start to stop, where between low and high each uncertain value lies: (stop - start) x cells."""
        stream = np.random.PCG64(_seed(self.seed, "data"))
        stream.advance(start * cells)
        return np.random.Generator(stream).random((stop - start, cells))

    def frame(self, design: Design, structure: Structure) -> pl.DataFrame:
        """One row for each run: the option of each alternative, the indicator left out, the factor on each weight."""
        import polars as pl

        columns = [pl.Series("run", np.arange(1, self.runs + 1))]
        for at, found in enumerate(design.alternatives):
            labels = pl.Series(found.name, [found.label(option) for option in range(len(found.options))])
            columns.append(labels.gather(self.choices[:, at]))
        if design.remove:
            codes = pl.Series("removed", [*structure.indicators, None], dtype=pl.String)
            columns.append(codes.gather(np.where(self.removed < 0, len(structure.indicators), self.removed)))
        for at, code in enumerate(structure.codes):
            if structure.levels[code] in design.weights:
                columns.append(pl.Series(f"weight_{code}", self.noise[:, at]))
        return pl.DataFrame(columns)


@dataclass(frozen=True)
class Doubt:
    """The values that have an interval: their places, and the indicators they belong to."""

    values: Values

    @cached_property
    def cells(self) -> tuple[Places, Places, Places]:
        """Period, unit and indicator of each uncertain value."""
        period, unit, column = np.nonzero(self.values.high > self.values.low)
        return period, unit, column

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The indicators with any uncertain value."""
        return tuple(sorted(set(self.cells[2].tolist())))

    def fill(self, shares: Numbers) -> Numbers:
        """Runs x periods x units x uncertain columns: the values with those in doubt at their drawn places."""
        period, unit, column = self.cells
        low, high = self.values.low[self.cells], self.values.high[self.cells]
        x = np.repeat(self.values.x[None, ..., list(self.columns)], shares.shape[0], axis=0)
        x[:, period, unit, np.searchsorted(self.columns, column)] = low + shares * (high - low)
        return x


def draw(structure: Structure, design: Design, *, seed: int, runs: int) -> Draws:
    """Draw the parameters of all runs from the seed, every factor from a stream of its own."""
    options = [len(found.options) for found in design.alternatives]
    uniform = np.random.default_rng(_seed(seed, "alternatives")).random((runs, len(options)))
    choices = (uniform * np.array(options, dtype=np.float64)).astype(np.intp)
    width = np.array([design.weights.get(structure.levels[code], 0.0) for code in structure.codes])
    noise = 1 + width * (2 * np.random.default_rng(_seed(seed, "weights")).random((runs, width.size)) - 1)
    removed = np.full(runs, -1, dtype=np.intp)
    if design.remove:
        places = np.array([-1, *(structure.position[code] for code in design.remove)], dtype=np.intp)
        removed = places[np.random.default_rng(_seed(seed, "removal")).integers(places.size, size=runs)]
    return Draws(seed, choices, noise, removed)


def _seed(seed: int, stream: str) -> np.random.SeedSequence:
    return np.random.SeedSequence([seed, STREAMS.index(stream)])

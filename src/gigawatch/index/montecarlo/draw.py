"""The drawn parameters of every run, the same for one seed whatever the order or number in which runs are worked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.input.column import Flags, Numbers, Places
from gigawatch.index.input.structure import Structure
from gigawatch.index.montecarlo.design import Design

if TYPE_CHECKING:
    import polars as pl

STREAMS = ("alternatives", "weights", "removal", "data", "spans", "weight_sets", "sources", "imputation")
NONE = -1


@dataclass(frozen=True)
class Draws:
    """What was drawn for each run.

    `choices` is runs x alternatives (which option), `shares` runs x spans (where between low and high), `noise` runs x
    codes (what each weight is multiplied by), `chosen` the weight set of each run and `removed` the position of the
    indicator left out (-1: none). `rows` has, by the name of a stream (data, sources, imputation), which row of that
    stream each run takes: those are long and drawn from `seed` when asked for.
    """

    seed: int
    choices: Places
    noise: Numbers
    removed: Places
    shares: Numbers
    chosen: Places
    rows: Mapping[str, Places]

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return int(self.removed.size)

    def draw_rows(self, stream: str, runs: Places, cells: int) -> Numbers:
        """Even numbers from 0 to 1 for these runs: runs x cells, each row from its own place of the stream."""
        rows = self.rows[stream][runs]
        found = np.empty((rows.size, cells))
        for start, stop in _find_stretches(rows):
            source = np.random.PCG64(_seed(self.seed, stream))
            source.advance(int(rows[start]) * cells)
            found[start:stop] = np.random.Generator(source).random((stop - start, cells))
        return found

    def frame(self, design: Design, structure: Structure) -> pl.DataFrame:
        """One row for each run: every option, value, weight set and weight factor drawn, and the indicator left out."""
        import polars as pl

        columns = [pl.Series("run", np.arange(1, self.runs + 1))]
        for at, found in enumerate(design.alternatives):
            labels = pl.Series(found.name, [found.label(option) for option in range(len(found.options))])
            columns.append(labels.gather(self.choices[:, at]))
        for at, span in enumerate(design.spans):
            columns.append(pl.Series(span.name, [span.place(share) for share in self.shares[:, at].tolist()]))
        if design.weight_sets:
            columns.append(pl.Series("weight_set", list(design.weight_sets)).gather(self.chosen))
        if design.remove:
            codes = pl.Series("removed", [*structure.indicators, None], dtype=pl.String)
            columns.append(codes.gather(np.where(self.removed < 0, len(structure.indicators), self.removed)))
        for at, code in enumerate(structure.codes):
            if structure.levels[code] in design.weights:
                columns.append(pl.Series(f"weight_{code}", self.noise[:, at]))
        return pl.DataFrame(columns)


def draw(structure: Structure, design: Design, *, seed: int, runs: int) -> Draws:
    """Draw the parameters of all runs from the seed, every factor from a stream of its own."""
    widths = {"alternatives": len(design.alternatives), "weights": len(structure.codes), "removal": 1}
    widths |= {"spans": len(design.spans), "weight_sets": 1}
    uniform = {name: np.random.default_rng(_seed(seed, name)).random((runs, width)) for name, width in widths.items()}
    return realise(structure, design, seed, uniform)


def realise(
    structure: Structure,
    design: Design,
    seed: int,
    uniform: Mapping[str, Numbers],
    rows: Mapping[str, Places] | None = None,
) -> Draws:
    """Even numbers from 0 to 1 (runs x width, by stream) as drawn parameters; long streams take the runs' own rows."""
    runs = uniform["removal"].shape[0]
    options = np.array([len(found.options) for found in design.alternatives], dtype=np.float64)
    width = np.array([design.weights.get(structure.levels[code], 0.0) for code in structure.codes])
    places = np.array([NONE, *(structure.position[code] for code in design.remove)], dtype=np.intp)
    sets = len(design.weight_sets)
    own = np.arange(runs, dtype=np.intp)
    return Draws(
        seed=seed,
        choices=(uniform["alternatives"] * options).astype(np.intp),
        noise=1 + width * (2 * uniform["weights"] - 1),
        removed=places[(uniform["removal"][:, 0] * places.size).astype(np.intp)],
        shares=uniform["spans"],
        chosen=(uniform["weight_sets"][:, 0] * sets).astype(np.intp) if sets else np.full(runs, NONE, dtype=np.intp),
        rows=dict.fromkeys(("data", "sources", "imputation"), own) if rows is None else rows,
    )


def replay(
    structure: Structure,
    *,
    choices: Places,
    noise: Numbers | None = None,
    removed: Places | None = None,
    shares: Numbers | None = None,
) -> Draws:
    """Draws made elsewhere, so that published runs can be worked again: `choices` is runs x alternatives, the others
    as in `Draws`; what is left out does not vary.
    """
    runs = choices.shape[0]
    return Draws(
        seed=0,
        choices=choices.astype(np.intp),
        noise=np.ones((runs, len(structure.codes))) if noise is None else noise,
        removed=np.full(runs, NONE, dtype=np.intp) if removed is None else removed,
        shares=np.zeros((runs, 0)) if shares is None else shares,
        chosen=np.full(runs, NONE, dtype=np.intp),
        rows=dict.fromkeys(("data", "sources", "imputation"), np.arange(runs, dtype=np.intp)),
    )


def _find_stretches(rows: Places) -> list[tuple[int, int]]:
    """Where neighbouring runs take neighbouring rows, so that they can be drawn in one go."""
    breaks: Flags = np.diff(rows) != 1
    ends = [0, *(np.flatnonzero(breaks) + 1).tolist(), rows.size]
    return list(pairwise(ends)) if rows.size else []


def _seed(seed: int, stream: str) -> np.random.SeedSequence:
    return np.random.SeedSequence([seed, STREAMS.index(stream)])

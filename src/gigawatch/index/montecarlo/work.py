"""How sure the scores and ranks are: many runs in which choices, weights, indicators and data vary together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from gigawatch.index.apply import apply_step
from gigawatch.index.combine import Weighing, combine
from gigawatch.index.engine import build, rank_units, read_tables
from gigawatch.index.fault import StepError
from gigawatch.index.input.column import Numbers
from gigawatch.index.input.source import Source
from gigawatch.index.input.structure import Structure
from gigawatch.index.input.values import Flags, Values
from gigawatch.index.method.method import DATA_STEPS, Method, Step, read_method
from gigawatch.index.montecarlo.design import Design, read_design, vary
from gigawatch.index.montecarlo.draw import Doubt, Draws, Places, draw
from gigawatch.index.montecarlo.spread import Uncertainty
from gigawatch.index.result.result import Result

BATCH = 4_000_000
"""How many numbers a batch of runs may hold at a time."""


def uncertainty(
    values: Source,
    structure: Source,
    method: str | Path | Mapping[str, object] | Method,
    design: Mapping[str, object] | Design,
    *,
    seed: int,
    runs: int,
) -> Uncertainty:
    """Run the method `runs` times with everything varied that the design names; the same seed gives the same runs."""
    steps = read_method(method)
    tree, panel = read_tables(values, structure, steps)
    plan = design if isinstance(design, Design) else read_design(design, steps, tree)
    return measure_uncertainty(build(panel, tree, steps), plan, draw(tree, plan, seed=seed, runs=runs))


def measure_uncertainty(nominal: Result, design: Design, draws: Draws) -> Uncertainty:
    """Work the drawn runs. A run that cannot be worked stops everything: nothing falls back to the nominal method."""
    if nominal.method.find("aggregate") is None:
        raise StepError("the method has no aggregate step: there are no scores to vary", where="uncertainty")
    shape = (draws.runs, *nominal.scores.shape)
    scores, ranks = np.empty(shape), np.empty(shape)
    bench = Bench(nominal.values, nominal.structure)
    for choice in np.unique(draws.choices, axis=0):
        steps = vary(nominal.method, design, choice.tolist())
        which = np.flatnonzero((draws.choices == choice).all(axis=1))
        try:
            for part in _split(which, nominal.values, nominal.structure):
                scores[part] = bench.work(steps, part, draws, design)
                ranks[part] = rank_units(scores[part], nominal.coverage.gated, nominal.method)
        except StepError as error:
            labels = [found.label(at) for found, at in zip(design.alternatives, choice.tolist(), strict=True)]
            where = f"run {which[0] + 1} ({'; '.join(labels)}), {error.where}" if labels else error.where
            raise StepError(error.what, where=where, hint=error.hint) from None
    return Uncertainty(nominal, design, draws, scores, ranks)


@dataclass(frozen=True)
class Bench:
    """Where runs are worked: each distinct table of treated and normalised values is made once and shared."""

    values: Values
    structure: Structure
    made: dict[tuple[str, ...], Numbers] = field(default_factory=dict)

    def work(self, steps: tuple[Step, ...], runs: Places, draws: Draws, design: Design) -> Numbers:
        """The scores of these runs, all of which take the same steps: runs x periods x units x aggregates."""
        data_steps = tuple(step for step in steps if step.kind in DATA_STEPS)
        x = self.prepare(data_steps)
        doubt = Doubt(self.values)
        if design.data and doubt.columns:
            x = self._vary_data(x, data_steps, doubt, runs, draws)
        scores = combine(steps[-1], x, self._weigh(steps, runs, draws), self.values).scores
        return np.broadcast_to(scores, (runs.size, *scores.shape[-3:]))

    def prepare(self, steps: tuple[Step, ...]) -> Numbers:
        """The nominal values after these data steps; every beginning of the list is kept for other variants."""
        if not steps:
            return self.values.x
        key = tuple(step.hash for step in steps)
        if key not in self.made:
            before = self.prepare(steps[:-1])
            self.made[key] = apply_step(steps[-1], before, self.values, self.structure, mark=False).x
        return self.made[key]

    def _vary_data(self, shared: Numbers, steps: tuple[Step, ...], doubt: Doubt, runs: Places, draws: Draws) -> Numbers:
        """The shared table once for each run, the columns in doubt worked anew from that run's data."""
        cells = doubt.cells[0].size
        shares = np.concatenate([draws.draw_shares(run, run + 1, cells) for run in runs.tolist()])
        x = doubt.fill(shares)
        for step in steps:
            x = apply_step(step, x, self.values, self.structure, doubt.columns, mark=False).x
        varied = np.repeat(shared[None], runs.size, axis=0)
        varied[..., list(doubt.columns)] = x
        return varied

    def _weigh(self, steps: tuple[Step, ...], runs: Places, draws: Draws) -> Weighing:
        step = next((step for step in reversed(steps) if step.kind == "weigh"), None)
        left_out = draws.removed[runs]
        if (left_out < 0).all():
            return Weighing(self.structure, step, draws.noise[runs])
        return Weighing(self.structure, step, draws.noise[runs], self._leave_out(left_out))

    def _leave_out(self, removed: Places) -> Flags:
        """Runs x codes: who takes part when these indicators are left out; a parent left without children does not."""
        counted = np.ones((removed.size, len(self.structure.codes)), dtype=np.bool_)
        rows = np.flatnonzero(removed >= 0)
        counted[rows, removed[rows]] = False
        for parent in self.structure.aggregates:
            children = [self.structure.position[code] for code in self.structure.children[parent]]
            counted[:, self.structure.position[parent]] = counted[:, children].any(axis=1)
        return counted


def _split(runs: Places, values: Values, structure: Structure) -> list[Places]:
    periods, units, codes = values.x.shape
    size = max(1, BATCH // (periods * units * (codes + len(structure.aggregates))))
    return [runs[start : start + size] for start in range(0, runs.size, size)]

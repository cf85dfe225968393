"""Where runs are worked: each distinct table of treated and normalised values is made once and shared."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

import numpy as np

from gigawatch.index.apply import apply_step
from gigawatch.index.combine import Weighing, combine, drop_empty
from gigawatch.index.fault import StepError
from gigawatch.index.input.column import Flags, Numbers, Places
from gigawatch.index.method.method import DATA_STEPS, Step
from gigawatch.index.montecarlo.design import Design
from gigawatch.index.montecarlo.doubt import Doubt
from gigawatch.index.montecarlo.draw import Draws
from gigawatch.index.montecarlo.vary import vary
from gigawatch.index.result.result import Result

KEPT = 1 << 26
"""How many numbers all shared tables together may hold; the oldest go first."""


@dataclass
class Bench:
    """Works runs of one design; safe to use from several threads."""

    nominal: Result
    design: Design
    draws: Draws
    made: OrderedDict[tuple[str, ...], Numbers] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    @cached_property
    def doubt(self) -> Doubt:
        """What of the data varies."""
        return Doubt(self.nominal, self.design)

    def work(self, runs: Places) -> Numbers:
        """The scores of these runs, all of which take the same steps: runs x periods x units x aggregates.

        A StepError names the first of the runs and what was drawn for it.
        """
        first = int(runs[0])
        try:
            steps = vary(
                self.nominal.method,
                self.design,
                self.nominal.structure,
                self.draws.choices[first].tolist(),
                self.draws.shares[first].tolist(),
            )
            return self._combine(steps, runs)
        except StepError as error:
            drawn = self._label(first)
            where = f"run {first + 1} ({drawn}), {error.where}" if drawn else f"run {first + 1}, {error.where}"
            raise StepError(error.what, where=where, hint=error.hint) from None

    def _combine(self, steps: tuple[Step, ...], runs: Places) -> Numbers:
        data_steps = tuple(step for step in steps if step.kind in DATA_STEPS)
        x = self._vary_data(data_steps, runs) if self.doubt.columns else self.prepare(data_steps)
        weigh = next((step for step in reversed(steps) if step.kind == "weigh"), None)
        scores = combine(steps[-1], x, self._weigh(weigh, runs), self.nominal.values).scores
        return np.broadcast_to(scores, (runs.size, *scores.shape[-3:]))

    def prepare(self, steps: tuple[Step, ...]) -> Numbers:
        """The nominal values after these data steps; every beginning of the list is kept for other variants."""
        if not steps:
            return self.nominal.values.x
        key = tuple(step.hash for step in steps)
        with self.lock:
            if key in self.made:
                self.made.move_to_end(key)
                return self.made[key]
        before = self.prepare(steps[:-1])
        made = apply_step(steps[-1], before, self.nominal.values, self.nominal.structure, mark=False).x
        with self.lock:
            self.made[key] = made
            while len(self.made) > 1 and len(self.made) * made.size > KEPT:
                self.made.popitem(last=False)
        return made

    def _vary_data(self, steps: tuple[Step, ...], runs: Places) -> Numbers:
        """The shared table once for each run, the columns in doubt worked anew from that run's data."""
        doubt, values = self.doubt, self.nominal.values
        x = doubt.vary(self.draws, runs)
        for step in steps:
            done = apply_step(step, x, values, self.nominal.structure, doubt.columns, mark=False)
            x = doubt.fill(step, done.x, done.doubt, self.draws, runs)
        if len(doubt.columns) == len(values.codes):
            return x
        varied = np.repeat(self.prepare(steps)[None], runs.size, axis=0)
        varied[..., list(doubt.columns)] = x
        return varied

    def _weigh(self, step: Step | None, runs: Places) -> Weighing:
        structure = self.nominal.structure
        drawn = self.draws.noise[runs]
        noise = None if (drawn == 1).all() else drawn
        given = None
        if self.design.weight_sets:
            given = np.stack([self._list_weights(name) for name in self.design.weight_sets])[self.draws.chosen[runs]]
        left_out = self.draws.removed[runs]
        counted = None if (left_out < 0).all() else self._leave_out(left_out)
        return Weighing(structure, step, noise, counted, given)

    def _list_weights(self, name: str) -> Numbers:
        """The weights of all codes under a weight set; codes that it does not name keep theirs."""
        weights = self.nominal.structure.weights.copy()
        for code, weight in self.design.weight_sets[name].items():
            weights[self.nominal.structure.position[code]] = weight
        return weights

    def _leave_out(self, removed: Places) -> Flags:
        """Runs x codes: who takes part when these indicators are left out."""
        structure = self.nominal.structure
        counted = np.ones((removed.size, len(structure.codes)), dtype=np.bool_)
        rows = np.flatnonzero(removed >= 0)
        counted[rows, removed[rows]] = False
        return drop_empty(structure, counted)

    def _label(self, run: int) -> str:
        """What was drawn for the steps of a run, in words."""
        picked = zip(self.design.alternatives, self.draws.choices[run].tolist(), strict=True)
        moved = zip(self.design.spans, self.draws.shares[run].tolist(), strict=True)
        words = [found.label(at) for found, at in picked]
        return "; ".join(words + [f"{span.name}={span.place(share):g}" for span, share in moved])

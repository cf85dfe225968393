"""Work all runs of a Monte Carlo, in batches, on one or several threads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryFile

import numpy as np

from gigawatch.index.engine import build, rank_units, read_tables
from gigawatch.index.fault import Fault, StepError, refuse
from gigawatch.index.input.column import Numbers, Places
from gigawatch.index.input.source import Source
from gigawatch.index.method.method import Method, read_method
from gigawatch.index.montecarlo.bench import Bench
from gigawatch.index.montecarlo.design import Design
from gigawatch.index.montecarlo.draw import Draws, draw
from gigawatch.index.montecarlo.reading import read_design
from gigawatch.index.montecarlo.spread import Uncertainty
from gigawatch.index.result.result import Result

BATCH = 4_000_000
"""How many numbers a batch of runs may hold at a time."""
MEMORY = 1 << 28
"""Above so many bytes the scores of all runs lie in a temporary file instead of in memory."""
Progress = Callable[[int, int], None]


def uncertainty(
    values: Source,
    structure: Source,
    method: str | Path | Mapping[str, object] | Method,
    design: Mapping[str, object] | Design,
    *,
    seed: int,
    runs: int,
    workers: int = 1,
    progress: Progress | None = None,
) -> Uncertainty:
    """Run the method `runs` times with everything varied that the design names.

    The same seed gives the same runs at any number of workers (threads). `progress` is called with the runs done and
    all runs. Raises FaultyInput for faults of tables, method or design, StepError where a run cannot be worked.
    """
    steps = read_method(method)
    tree, panel = read_tables(values, structure, steps)
    plan = design if isinstance(design, Design) else read_design(design, steps, tree)
    refuse([Fault("design", None, "runs", f"{runs} runs are not one or more")] if runs < 1 else [])
    refuse([Fault("design", None, "seed", f"the seed {seed} is below zero")] if seed < 0 else [])
    drawn = draw(tree, plan, seed=seed, runs=runs)
    return measure_uncertainty(build(panel, tree, steps), plan, drawn, workers=workers, progress=progress)


def measure_uncertainty(
    nominal: Result, design: Design, draws: Draws, *, workers: int = 1, progress: Progress | None = None
) -> Uncertainty:
    """Work the drawn runs. A run that cannot be worked stops everything: nothing falls back to the nominal method."""
    if nominal.method.find("aggregate") is None:
        raise StepError("the method has no aggregate step: there are no scores to vary", where="uncertainty")
    shape = (draws.runs, *nominal.scores.shape)
    scores, ranks = _allocate(shape), _allocate(shape)
    bench = Bench(nominal, design, draws)

    def work(part: Places) -> int:
        found = bench.work(part)
        scores[part] = found
        ranks[part] = rank_units(found, nominal.coverage.gated, nominal.method)
        return int(part.size)

    done = 0
    with ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        for size in pool.map(work, _split(draws, nominal)) if workers > 1 else map(work, _split(draws, nominal)):
            done += size
            if progress is not None:
                progress(done, draws.runs)
    return Uncertainty(nominal, design, draws, scores, ranks)


def _split(draws: Draws, nominal: Result) -> list[Places]:
    """Batches of runs that take the same steps; they do not depend on how many workers there are."""
    periods, units, codes = nominal.values.x.shape
    size = max(1, BATCH // (periods * units * (codes + len(nominal.structure.aggregates))))
    drawn = np.concatenate([draws.choices, draws.shares], axis=1)
    _, group = np.unique(drawn, axis=0, return_inverse=True)
    order = np.argsort(group, kind="stable")
    ends = np.flatnonzero(np.diff(group[order])) + 1
    return [runs[start : start + size] for runs in np.split(order, ends) for start in range(0, runs.size, size)]


def _allocate(shape: tuple[int, ...]) -> Numbers:
    if 8 * int(np.prod(shape)) < MEMORY:
        return np.empty(shape)
    with TemporaryFile() as file:
        return np.memmap(file, dtype=np.float64, mode="w+", shape=shape)

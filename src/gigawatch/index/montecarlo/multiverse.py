"""Every combination of the listed alternatives once: the multiverse of an index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.fault import Fault, FaultyInput
from gigawatch.index.montecarlo.design import Design
from gigawatch.index.montecarlo.draw import NONE, Draws
from gigawatch.index.montecarlo.spread import Uncertainty
from gigawatch.index.montecarlo.work import Progress, measure_uncertainty
from gigawatch.index.result.place import find_aggregate, find_period
from gigawatch.index.result.result import Result

if TYPE_CHECKING:
    import polars as pl

MOST = 100_000


def measure_multiverse(
    nominal: Result, design: Design, *, workers: int = 1, progress: Progress | None = None, most: int = MOST
) -> Uncertainty:
    """Work each combination of options, weight sets and removals (none among them) once.

    Only what can be listed takes part; FaultyInput when the design also varies something continuous (spans, noise on
    weights, data, sources, imputation), or when there are more than `most` combinations.
    """
    faults = [
        Fault("design", None, name, "cannot be listed: a multiverse takes alternatives, weight sets and removals")
        for name in _list_continuous(design)
    ]
    sizes = [len(found.options) for found in design.alternatives]
    sizes += [max(1, len(design.weight_sets)), len(design.remove) + 1]
    total = int(np.prod(sizes, dtype=np.float64))
    if total > most:
        faults.append(Fault("design", None, "", f"{total} combinations are more than {most}"))
    if faults:
        raise FaultyInput(faults)
    *choices, sets, removed = np.unravel_index(np.arange(total), sizes)
    places = np.array([NONE, *(nominal.structure.position[code] for code in design.remove)], dtype=np.intp)
    draws = Draws(
        seed=0,
        choices=np.stack([np.asarray(choice) for choice in choices], axis=1).astype(np.intp)
        if choices
        else np.empty((total, 0), dtype=np.intp),
        noise=np.ones((total, len(nominal.structure.codes))),
        removed=places[removed],
        shares=np.empty((total, 0)),
        chosen=np.asarray(sets, dtype=np.intp),
        rows={},
    )
    return measure_uncertainty(nominal, design, draws, workers=workers, progress=progress)


def _list_continuous(design: Design) -> list[str]:
    groups = {"weights": bool(design.weights), "data": design.data, "imputation": design.imputation}
    groups["sources"] = design.sources is not None
    return [span.name for span in design.spans] + [name for name, is_on in groups.items() if is_on]


def list_effects(spread: Uncertainty, code: str | None = None, period: str | None = None) -> pl.DataFrame:
    """One row for each option of each factor: its share of the runs and the mean absolute rank shift in them.

    Of the aggregate `code` (the first root) in `period` (the last); options of alternatives, weight sets, removals.
    """
    import polars as pl

    nominal = spread.nominal
    at = find_aggregate(nominal.structure, code, "effects")
    when = find_period(nominal.values, period, "effects")
    ranked = ~np.isnan(nominal.ranks[when, :, at])
    shift = np.abs(spread.ranks[:, when, ranked, at] - nominal.ranks[when, ranked, at])
    draws = spread.list_draws().with_columns(shift=np.nanmean(shift, axis=1))
    names = [found.name for found in spread.design.alternatives]
    names += [name for name in ("weight_set", "removed") if name in draws.columns]
    frames = [
        draws.group_by(option=pl.col(name).fill_null("none"), maintain_order=True)
        .agg(runs=pl.len(), mean_shift=pl.col("shift").mean())
        .select(factor=pl.lit(name), option="option", runs="runs", mean_shift="mean_shift")
        for name in names
    ]
    schema = {"factor": pl.String, "option": pl.String, "runs": pl.UInt32, "mean_shift": pl.Float64}
    return pl.concat([pl.DataFrame(schema=schema), *frames])

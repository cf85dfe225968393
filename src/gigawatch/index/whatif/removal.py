"""What each indicator or aggregate holds: the ranks without it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.combine import Weighing, combine, drop_empty
from gigawatch.index.engine import rank_units
from gigawatch.index.fault import Fault, FaultyInput, StepError
from gigawatch.index.input.column import Flags, Numbers
from gigawatch.index.input.structure import Structure
from gigawatch.index.result.place import find_aggregate, find_period
from gigawatch.index.result.result import Result
from gigawatch.index.whatif.change import measure_shifts

if TYPE_CHECKING:
    import polars as pl

BATCH = 4_000_000
"""How many numbers may be worked at a time."""


def remove_each(
    result: Result, codes: Sequence[str] | None = None, *, of: str | None = None, period: str | None = None
) -> pl.DataFrame:
    """One row for each code left out on its own (every indicator, or `codes`, which may be aggregates).

    Columns: `code`; `mean_shift` and `max_shift`, the mean and greatest absolute difference of the ranks in `of` (the
    first root) in `period` (the last) from those of the run; `unit`, the first of those that move furthest, with
    `rank_before` and `rank_after`; the most moving code first. The weights of the others stay in proportion; weights
    that look at the numbers are found anew. FaultyInput for a code that cannot be left out.
    """
    import polars as pl

    names = list(result.structure.indicators) if codes is None else list(codes)
    ranks = rank_without(result, names, of=of, period=period)
    target, when = _locate(result, of, period)
    before = result.ranks[when, :, target]
    rows = []
    for code, after in zip(names, ranks, strict=True):
        mean, most = measure_shifts(before, after)
        moved = np.nan_to_num(np.abs(after - before), nan=-1.0)
        unit = int(moved.argmax())
        rows.append((code, mean, most, result.values.units[unit], before[unit], after[unit]))
    schema = ["code", "mean_shift", "max_shift", "unit", "rank_before", "rank_after"]
    frame = pl.DataFrame(rows, schema=schema, orient="row").with_columns(pl.selectors.float().fill_nan(None))
    return frame.sort("mean_shift", descending=True, nulls_last=True, maintain_order=True)


def rank_without(result: Result, codes: Sequence[str], *, of: str | None = None, period: str | None = None) -> Numbers:
    """Codes x units: the ranks in `of` (the first root) in `period` (the last) when each code is left out alone."""
    last = result.method.find("aggregate")
    if last is None:
        raise StepError("the method has no aggregate step: there are no ranks", where="removal")
    counted = _leave_out(result.structure, codes)
    target, when = _locate(result, of, period)
    x = result.tables[-2].x
    size = max(1, BATCH // (x.size + 1))
    found = []
    for start in range(0, len(codes), size):
        weighing = Weighing(result.structure, result.method.find("weigh"), None, counted[start : start + size])
        scores = combine(last, x, weighing, result.values).scores
        found.append(rank_units(scores, result.coverage.gated, result.method)[:, when, :, target])
    return np.concatenate(found)


def _leave_out(structure: Structure, codes: Sequence[str]) -> Flags:
    """Codes left out x all codes: who still takes part."""
    faults = [
        Fault("removal", None, "code", f"{code!r} is no indicator or aggregate under another")
        for code in codes
        if code not in structure.codes or code in structure.roots
    ]
    counted = np.ones((len(codes), len(structure.codes)), dtype=np.bool_)
    if faults:
        raise FaultyInput(faults)
    counted[np.arange(len(codes)), [structure.position[code] for code in codes]] = False
    counted = drop_empty(structure, counted)
    alone = [code for code, row in zip(codes, counted, strict=True) if not row[structure.position[structure.roots[0]]]]
    if alone:
        raise FaultyInput([Fault("removal", None, "code", f"nothing is left without {code!r}") for code in alone])
    return counted


def _locate(result: Result, of: str | None, period: str | None) -> tuple[int, int]:
    return find_aggregate(result.structure, of, "removal"), find_period(result.values, period, "removal")

"""How far indicators still measure size: their correlation with each denominator, before and after dividing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.auditing.correlate import correlate
from gigawatch.index.auditing.limit import LIMITS, Limits
from gigawatch.index.auditing.sample import SCOPE, Sample, Scope, read_samples
from gigawatch.index.input.column import Numbers
from gigawatch.index.result.result import Result
from gigawatch.index.result.sheet import lay_out

if TYPE_CHECKING:
    import polars as pl

COLUMNS = {
    "period": "text",
    "code": "text",
    "denominator": "text",
    "is_own": "flag",
    "r_before": "number",
    "p_before": "number",
    "r_after": "number",
    "p_after": "number",
    "n": "count",
    "flag": "text",
}


def list_denominator_correlations(result: Result, scope: Scope = SCOPE, limits: Limits = LIMITS) -> pl.DataFrame:
    """One row for each code and denominator: correlation at `raw` and after the denominate step; of aggregates, after.

    `is_own` says that the structure divides the indicator by it. Values are as given, not turned. `flag` is `size`
    where the absolute correlation after dividing is above `denominator` (COINr's get_denom_corr looks before it).
    """
    names = result.structure.denominators
    step = result.method.find("denominate")
    rows: list[tuple[object, ...]] = []
    for sample in read_samples(result, scope) if names else ():
        divisors = result.values.divisors[sample.rows[0], sample.rows[1]]
        tables = [
            result.steps[name].x[sample.rows[0], sample.rows[1]] for name in ("raw", step.name if step else "raw")
        ]
        before, after = (_relate(_extend(sample, table), divisors, scope, limits) for table in tables)
        rows += [
            (sample.period, code, name, *_describe(result, code, name, before[at, to], after[at, to], limits))
            for at, code in enumerate(sample.codes)
            for to, name in enumerate(names)
        ]
    return lay_out(rows, COLUMNS)


def _extend(sample: Sample, table: Numbers) -> Numbers:
    """The indicators of a table beside the aggregates of the sample."""
    count = len(sample.structure.indicators)
    return np.concatenate([table[:, :count], sample.x[:, count:]], axis=1)


def _relate(x: Numbers, divisors: Numbers, scope: Scope, limits: Limits) -> Numbers:
    """Columns x divisors x (r, p, n)."""
    columns = []
    for to in range(divisors.shape[1]):
        pairs = [np.column_stack([column, divisors[:, to]]) for column in x.T]
        found = [correlate(pair, scope.kind, scope.missing, limits.smallest).between(0, 1) for pair in pairs]
        columns.append(found)
    return np.moveaxis(np.array(columns, dtype=np.float64), 0, 1)


def _describe(
    result: Result, code: str, name: str, before: Numbers, after: Numbers, limits: Limits
) -> tuple[object, ...]:
    node = result.structure.by_code[code]
    is_above = node.kind == "aggregate"
    first = (np.nan, np.nan) if is_above else (float(before[0]), float(before[1]))
    r = float(after[0])
    word = "not computed" if np.isnan(r) else "size" if abs(r) > limits.denominator else "ok"
    return node.denominator == name, *first, r, float(after[1]), int(after[2]), word

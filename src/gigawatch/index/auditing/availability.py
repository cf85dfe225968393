"""What was given: by unit, by indicator, by aggregate and by group, in each period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.result.result import Result
from gigawatch.index.result.sheet import lay_out

if TYPE_CHECKING:
    import polars as pl

COUNTS = {"given": "count", "possible": "count", "share": "number"}
UNIT_COLUMNS = {"period": "text", "unit": "text", "of": "text", **COUNTS, "missing": "text", "status": "text"}
INDICATOR_COLUMNS = {"period": "text", "code": "text", **COUNTS}
AGGREGATE_COLUMNS = {"period": "text", "code": "text", **COUNTS, "units": "count", "below": "count", "forced": "count"}
GROUP_COLUMNS = {"period": "text", "group": "text", "label": "text", "units": "count", **COUNTS}


def list_unit_coverage(result: Result) -> pl.DataFrame:
    """One row for each unit, period and aggregate: how many of its indicators were given, which are missing, and
    whether the gate lets it through (`ok`, `below`, or `included` in spite of it).
    """
    given, structure = result.values.given, result.structure
    rows: list[tuple[object, ...]] = []
    for period, unit in np.argwhere(result.values.present).tolist():
        for at, of in enumerate(structure.aggregates):
            leaves = structure.under[of]
            gone = [leaf for leaf in leaves if not given[period, unit, structure.indicators.index(leaf)]]
            counts = _count(len(leaves) - len(gone), len(leaves))
            key = (result.values.periods[period], result.values.units[unit], of)
            rows.append((*key, *counts, ", ".join(gone), _judge(result, period, unit, at)))
    return lay_out(rows, UNIT_COLUMNS)


def _judge(result: Result, period: int, unit: int, aggregate: int) -> str:
    where = period, unit, aggregate
    return "below" if result.coverage.gated[where] else "included" if result.coverage.forced[where] else "ok"


def list_indicator_coverage(result: Result) -> pl.DataFrame:
    """One row for each indicator and period: how many of the units that have any value in the period have it.

    Of a panel, also one row over all periods; its `period` is empty.
    """
    given, present = result.values.given, result.values.present
    rows = [
        (label, code, *_count(int(given[chosen][..., at].sum()), int(present[chosen].sum())))
        for label, chosen in _list_spans(result)
        for at, code in enumerate(result.structure.indicators)
    ]
    return lay_out(rows, INDICATOR_COLUMNS)


def _list_spans(result: Result) -> list[tuple[str | None, list[int]]]:
    """Every period, then, of a panel, all together."""
    labels = result.values.periods
    each: list[tuple[str | None, list[int]]] = [(label, [at]) for at, label in enumerate(labels)]
    return each + ([(None, list(range(len(labels))))] if len(labels) > 1 else [])


def list_aggregate_coverage(result: Result) -> pl.DataFrame:
    """One row for each aggregate and period: cells given under it, units, and how many the gate stops or lets by. A
    unit without any value in a period is one of them where the index says whom it ranks, and the gate stops it.
    """
    given, present, structure = result.values.given, result.values.present, result.structure
    rows: list[tuple[object, ...]] = []
    for period, label in enumerate(result.values.periods):
        units = result.coverage.count_units(result.values, period)
        absent = units - int(present[period].sum())
        for at, code in enumerate(structure.aggregates):
            leaves = [structure.indicators.index(leaf) for leaf in structure.under[code]]
            counts = _count(int(given[period][:, leaves].sum()), units * len(leaves))
            stopped, forced = (flags[period, :, at].sum() for flags in (result.coverage.gated, result.coverage.forced))
            rows.append((label, code, *counts, units, int(stopped) + absent, int(forced)))
    return lay_out(rows, AGGREGATE_COLUMNS)


def list_group_coverage(result: Result) -> pl.DataFrame:
    """One row for each group code, label and period: units and cells given over all indicators."""
    rows: list[tuple[object, ...]] = []
    for code, labels in result.values.groups.items():
        for period, label in enumerate(result.values.periods):
            for name in sorted(set(labels.tolist())):
                inside = (labels == name) & result.values.present[period]
                cells = result.values.given[period][inside]
                rows.append((label, code, name or None, int(inside.sum()), *_count(int(cells.sum()), cells.size)))
    return lay_out(rows, GROUP_COLUMNS)


def _count(given: int, possible: int) -> tuple[int, int, float]:
    return given, possible, given / possible if possible else float("nan")

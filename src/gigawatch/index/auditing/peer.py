"""Units alike, and a unit against its peers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from gigawatch.index.auditing.correlate import correlate
from gigawatch.index.auditing.sample import read_turned
from gigawatch.index.auditing.unit import locate
from gigawatch.index.input.column import Numbers
from gigawatch.index.result.ranking import rank_scores
from gigawatch.index.result.result import Result
from gigawatch.index.result.sheet import lay_out
from gigawatch.model import InputError

if TYPE_CHECKING:
    import polars as pl

SIMILAR_COLUMNS = {
    "unit": "text",
    "period": "text",
    "place": "count",
    "other": "text",
    "distance": "number",
    "r": "number",
    "common": "count",
}
PEER_COLUMNS = {
    "unit": "text",
    "period": "text",
    "code": "text",
    "value": "number",
    "mean": "number",
    "median": "number",
    "min": "number",
    "max": "number",
    "difference": "number",
    "deviations": "number",
    "rank": "number",
    "of_units": "count",
}


def list_similar(
    result: Result, unit: str, period: str | None = None, count: int = 10, at_least: float = 0.5
) -> pl.DataFrame:
    """The units most like a unit in one period, nearest first.

    `distance` is the root of the mean squared difference of the normalised indicators, each put on the same spread
    (population deviation of the period), over those that both units have; `r` the correlation of the two profiles.
    Units with less than the share `at_least` of indicators in common are left out. Equal weights; constant columns and
    columns with one value are left out.
    """
    at_unit, at_period = locate(result, unit, period)
    z = _standardise(read_turned(result)[at_period])
    apart = z - z[at_unit]
    common = (~np.isnan(apart)).sum(axis=1)
    enough = (common >= max(1.0, at_least * int((~np.isnan(z[at_unit])).sum()))) & (common > 0)
    squares = np.where(np.isnan(apart), 0.0, apart**2).sum(axis=1)
    distance = np.where(enough, np.sqrt(squares / np.maximum(common, 1)), np.inf)
    order = [int(place) for place in np.argsort(distance, kind="stable") if place != at_unit and enough[place]]
    label = result.values.periods[at_period]
    rows = [
        (unit, label, place, result.values.units[other], distance[other], _correlate(z, at_unit, other), common[other])
        for place, other in enumerate(order[:count], 1)
    ]
    return lay_out(rows, SIMILAR_COLUMNS)


def _standardise(x: Numbers) -> Numbers:
    """Columns on mean 0 and deviation 1; NaN where a column has no spread."""
    there = ~np.isnan(x)
    n = np.maximum(there.sum(axis=0), 1)
    mean = np.where(there, x, 0.0).sum(axis=0) / n
    spread = np.sqrt(np.where(there, (x - mean) ** 2, 0.0).sum(axis=0) / n)
    scaled: Numbers = (x - mean) / np.where(spread > 0, spread, np.nan)
    return scaled


def _correlate(z: Numbers, first: int, second: int) -> float:
    both = ~np.isnan(z[first]) & ~np.isnan(z[second])
    pair = z[[first, second]][:, both]
    return correlate(pair.T).between(0, 1)[0]


def compare_with_peers(
    result: Result, unit: str, period: str | None = None, group: str | None = None, peers: Sequence[str] | None = None
) -> pl.DataFrame:
    """One row for each code: a unit's normalised value or score against its peers' in one period.

    Peers are the units named, or those with the same label of the code `group`, or all. The unit itself never counts
    among them for mean, median, ends and `deviations` (difference over the peers' sample deviation); `rank` is among
    the peers and the unit, 1 the best.
    """
    at_unit, at_period = locate(result, unit, period)
    chosen = _choose(result, at_unit, group, peers)
    x = np.concatenate([read_turned(result)[at_period], result.scores[at_period]], axis=1)
    label = result.values.periods[at_period]
    rows = [
        (unit, label, code, *_place(x[:, column], at_unit, chosen))
        for column, code in enumerate(result.structure.codes)
    ]
    return lay_out(rows, PEER_COLUMNS)


def _choose(result: Result, unit: int, group: str | None, peers: Sequence[str] | None) -> npt.NDArray[np.bool_]:
    units = result.values.units
    if peers is not None:
        strange = [name for name in peers if name not in units]
        if strange:
            raise InputError(f"no such units: {', '.join(strange)}", where="audit", hint="name units of the values")
        chosen = np.isin(units, list(peers))
    elif group is not None:
        if group not in result.values.groups:
            there = ", ".join(result.values.groups) or "none"
            raise InputError(f"there is no group {group!r}", where="audit", hint=f"there are: {there}")
        labels = result.values.groups[group]
        chosen = np.asarray(labels == labels[unit])
    else:
        chosen = np.ones(len(units), dtype=np.bool_)
    chosen[unit] = False
    return chosen


def _place(column: Numbers, unit: int, peers: npt.NDArray[np.bool_]) -> tuple[float, ...]:
    own, others = float(column[unit]), column[peers & ~np.isnan(column)]
    nothing = float("nan")
    if not others.size:
        return own, *[nothing] * 7, int(not np.isnan(own))
    spread = float(others.std(ddof=1)) if others.size > 1 else nothing
    mean = float(others.mean())
    deviations = (own - mean) / spread if spread > 0 else nothing
    ends = (float(np.median(others)), float(others.min()), float(others.max()))
    place = float(rank_scores(np.append(others, own))[-1])
    return own, mean, *ends, own - mean, deviations, place, others.size + int(not np.isnan(own))

"""What the score of the first-ranked unit is made of: how much of it the indicator brings that brings most."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.auditing.finding import WARN, Finding, Naming, Row, read_number, read_period
from gigawatch.index.auditing.limit import LIMITS, Limits
from gigawatch.index.result.result import Result
from gigawatch.index.result.sheet import lay_out

if TYPE_CHECKING:
    import polars as pl

COLUMNS = {
    "period": "text",
    "of": "text",
    "unit": "text",
    "score": "number",
    "code": "text",
    "contribution": "number",
    "share": "number",
    "indicators": "count",
    "flag": "text",
}
DOMINANT = "dominant"


def list_leaders(result: Result, limits: Limits = LIMITS) -> pl.DataFrame:
    """One row for each period and unit that is first in the index: the indicator that brings most of its score.

    `share` is its contribution over the score, `indicators` how many the unit has; `flag` is `dominant` where the share
    is above the limit and would not be if all brought the same. A score of nought or less, and one that comes from
    comparing or ordering, has no shares.
    """
    rows: list[tuple[object, ...]] = []
    for root in result.structure.roots:
        if result.method.find("aggregate") is not None and not result.list_indivisible(root):
            rows += _list_root(result, root, limits)
    return lay_out(rows, COLUMNS)


def _list_root(result: Result, root: str, limits: Limits) -> Iterator[tuple[object, ...]]:
    at = result.structure.aggregates.index(root)
    parts = {
        (row["period"], row["unit"], row["code"]): float(row["contribution"])
        for row in result.list_contributions(root).drop_nulls("contribution").iter_rows(named=True)
    }
    ranks = np.where(np.isnan(result.ranks[..., at]), np.inf, result.ranks[..., at])
    first = np.isfinite(ranks) & (ranks == ranks.min(axis=1, keepdims=True))
    for period, unit in np.argwhere(first).tolist():
        key = (result.values.periods[period], str(result.values.units[unit]))
        own = {code: parts[(*key, code)] for code in result.structure.indicators if (*key, code) in parts}
        score = float(result.scores[period, unit, at])
        if own and score > 0:
            most = max(own, key=lambda code: own[code])
            share = own[most] / score
            is_dominant = share > limits.dominant >= 1 / len(own)
            yield key[0], root, key[1], score, most, own[most], share, len(own), DOMINANT if is_dominant else "ok"


def judge_leader(row: Row, limits: Limits, name: Naming) -> Finding | None:
    """A first place that one indicator makes more than its limit of."""
    if row["flag"] != DOMINANT:
        return None
    share, score, brought = (read_number(row, column) for column in ("share", "score", "contribution"))
    text = (
        f"{name(row['code'])} alone makes {share:.0%} of the score of {row['unit']}, which is first in"
        f" {name(row['of'])} ({brought:.1f} of {score:.1f} points from one of {row['indicators']} indicators; limit"
        f" {limits.dominant:.0%}, a convention of ours)."
    )
    return Finding(WARN, "dominant indicator", (str(row["code"]), str(row["of"])), read_period(row), share, text)

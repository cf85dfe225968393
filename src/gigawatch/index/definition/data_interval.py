"""The interval that the data alone leave a score and a rank: weights, scale and aggregation stay as they are.

It comes from runs of its own, so that it may reach beyond the whole interval where the data decide nearly all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gigawatch.index.input.structure import Structure
from gigawatch.index.montecarlo.draw import draw
from gigawatch.index.montecarlo.reading import read_design
from gigawatch.index.montecarlo.work import measure_uncertainty
from gigawatch.index.result.result import Result

if TYPE_CHECKING:
    import polars as pl

ENDS = ("score_low", "score_high", "rank_low", "rank_high")
DATA = tuple(f"data_{end}" for end in ENDS)
KEYS = ("unit", "code", "period")
MOST_RUNS = 1000
"""So many runs at most: ends of an interval need no more, and an edition is to be made in seconds."""


def list_data_intervals(nominal: Result, tree: Structure, *, runs: int, seed: int, workers: int) -> pl.DataFrame | None:
    """One row for each unit, code and period: the 5 to 95 % ends of score and rank over runs in which only the figures
    vary between their bounds, and what is missing is filled as the method's alternatives of imputing say; None where
    the method varies neither.
    """
    import polars as pl

    plain = keep_data(nominal.method.uncertainty or {})
    if not plain:
        return None
    design = read_design(plain, nominal.method, tree)
    draws = draw(tree, design, seed=seed, runs=min(runs, MOST_RUNS))
    spread = measure_uncertainty(nominal, design, draws, workers=workers)
    return spread.summarise().select(*KEYS, *(pl.col(end).alias(f"data_{end}") for end in ENDS))


def keep_data(uncertainty: Mapping[str, object]) -> dict[str, object]:
    """Of a method's uncertainty what is about the data: the figures themselves, and how missing ones are filled."""
    given = uncertainty.get("alternative", [])
    assert isinstance(given, Sequence)
    kept: dict[str, object] = {}
    filling = [one for one in given if isinstance(one, Mapping) and one.get("step") == "impute"]
    if uncertainty.get("data"):
        kept["data"] = True
    if filling:
        kept["alternative"] = filling
    return kept

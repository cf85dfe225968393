"""What a run of a definition leaves behind, as plain tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigawatch.index.definition.definition import Definition
from gigawatch.index.montecarlo.spread import Uncertainty

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class IndexResult:
    """An index computed from observations.

    `indicators`: one row for each pillar and indicator: code, parent, level, names, definitions, unit, direction,
    weight, tier, licence, first and last year, status (`computed`, or `not computed: why`).
    `readings`: indicator, unit, period, value, low, high, coverage (the share of the period's units that have it),
    used, observations (ids, the one taken first), values (all that were published), source, vintage, inference, tier,
    series (an earlier name the figures stand under).
    `scores`: unit, code, period, score, score_low, score_high, rank, rank_low, rank_high, ranked (how many units are),
    unseen (how many without a figure may stand above; counted in rank_high; null where unknown), coverage, status
    (`ranked`, or `not ranked: why`); the root's rows are the index.
    `contributions`: unit, code (of the indicator), period, contribution to the index.
    `id` is made from the definition, the values used, the design, the seed and the number of runs.
    """

    definition: Definition
    id: str
    indicators: pl.DataFrame
    readings: pl.DataFrame
    scores: pl.DataFrame
    contributions: pl.DataFrame
    spread: Uncertainty

    @property
    def root(self) -> str:
        """The code of the index itself."""
        return next(pillar.code for pillar in self.definition.pillars if pillar.parent is None)

"""What a run of a definition leaves behind, as plain tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gigawatch.index.definition.definition import Definition
from gigawatch.index.definition.scale import leave_bases
from gigawatch.index.montecarlo.spread import Uncertainty
from gigawatch.index.result.result import Result

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class IndexResult:
    """An index computed from observations.

    `indicators`: one row for each pillar and indicator: code, parent, level, names, definitions, choice (by which rule
    the units were chosen; of the index itself), unit, direction, weight, tier, licence, first and last year, units (how
    many have it in the last year), status (`computed`, or `not computed: why`), base_year (on whose figures its scale
    stands), goalpost_low and goalpost_high (the figures of it that score least and most, in the indicator's unit; where
    less is better the low one is the larger), pinned (whether the definition pins them), treatment (the rule that
    figures and goalposts go through before they are compared).
    `readings`: indicator, unit, period, value, low, high, coverage (the share of the period's units that have it),
    used, normalised (its place on the scale), weight and index_weight (its weights in the first-level score and in the
    index, scaled to one over what the unit has; of what is used), observations (ids, the one taken first), values (all
    that were published), source (the address taken), origin (who first published it, several parted by "; "), copy (the
    addresses of the copies it was seen in; none where it was read at the origin), source_changed (whether the unit's
    reading before it is from another origin), vintage, inference (`reported`, `computed`, `at least`: what the known
    parts of a whole come to, without a `high`; `bounded` by nothing but what the sources leave over, or `partly
    bounded`), tier, series (an earlier name the figures stand under), note (what the table says of the value).
    `scores`: unit, code, period, score, score_low, score_high, score_median (of the runs that the interval is taken
    from), rank, rank_low, rank_high, ranked (how many units are),
    coverage, made_of (codes of the indicators that count: scores of two periods that differ in them are not
    comparable), has (how many of these the unit has) of `used` (how many they are), status (`ranked`, or
    `not ranked: why`); the root's rows are the index. Intervals hold 90 of 100 runs: those of ranks of every run, those
    of scores of the runs on the nominal scale, as the method's design says; a unit without a score has none.
    data_score_low, data_score_high, data_rank_low, data_rank_high: the same of runs in which only the figures vary, and
    how missing ones are filled; none where the method varies neither.
    `gate`: code (of the index and of each first-level indicator), period, units, passing (how many are ranked), counted
    (indicators the gate counts), used (of them, those that enough units have), status.
    `contributions`: unit, code (of the indicator), period, contribution to the index.
    `id` is made from the definition, the values used, the design, the seed and the number of runs.
    """

    definition: Definition
    id: str
    indicators: pl.DataFrame
    readings: pl.DataFrame
    scores: pl.DataFrame
    gate: pl.DataFrame
    contributions: pl.DataFrame
    spread: Uncertainty

    @cached_property
    def nominal(self) -> Result:
        """The engine's nominal run on what scores are made of, without figures that stand for a base year alone."""
        return leave_bases(self.spread.nominal)

    @property
    def root(self) -> str:
        """The code of the index itself."""
        return self.definition.root

"""The audit of one run: every table, worked out when it is first asked for, and the findings in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.index.auditing.adequacy import list_adequacy
from gigawatch.index.auditing.availability import (
    list_aggregate_coverage,
    list_group_coverage,
    list_indicator_coverage,
    list_unit_coverage,
)
from gigawatch.index.auditing.component import list_components, list_loadings
from gigawatch.index.auditing.denominator import list_denominator_correlations
from gigawatch.index.auditing.finding import (
    Finding,
    Judge,
    Naming,
    gather_findings,
    judge_rows,
    lay_out_findings,
    order_findings,
)
from gigawatch.index.auditing.importance import list_importance
from gigawatch.index.auditing.judge import (
    judge_correlation,
    judge_cross,
    judge_importance,
    judge_pair,
    judge_redundancy,
)
from gigawatch.index.auditing.leader import judge_leader, list_leaders
from gigawatch.index.auditing.limit import LIMITS, Limits
from gigawatch.index.auditing.pair import list_correlations, list_cross_correlations
from gigawatch.index.auditing.redundancy import list_redundancy, list_redundant_pairs
from gigawatch.index.auditing.reliability import list_reliability
from gigawatch.index.auditing.sample import POOLED, Scope
from gigawatch.index.auditing.statistic import list_statistics
from gigawatch.index.auditing.verdict import (
    judge_adequacy,
    judge_component,
    judge_coverage,
    judge_denominator,
    judge_reliability,
    judge_statistics,
)
from gigawatch.index.result.result import Result

if TYPE_CHECKING:
    import polars as pl

FINDINGS = "findings"


def audit(
    result: Result,
    *,
    step: str | None = None,
    period: str = POOLED,
    missing: str = "pairwise",
    kind: str = "pearson",
    limits: Limits = LIMITS,
) -> Audit:
    """The audit of a run: which table, period, handling of gaps and correlation (see `Scope`), the limits of flags."""
    return Audit(result, Scope(step=step, period=period, missing=missing, kind=kind), limits)


@dataclass(frozen=True)
class Audit:
    """Every table is a plain frame, worked out once, when it is first asked for."""

    result: Result
    scope: Scope
    limits: Limits

    @cached_property
    def statistics(self) -> pl.DataFrame:
        """Of every indicator at raw: see `list_statistics`."""
        return list_statistics(self.result, Scope(step="raw", period=self.scope.period), self.limits)

    @cached_property
    def correlations(self) -> pl.DataFrame:
        """Of siblings, and of each code with its ancestors: see `list_correlations`."""
        return list_correlations(self.result, self.scope, self.limits)

    @cached_property
    def cross_correlations(self) -> pl.DataFrame:
        """Of each code with its own and the strongest other aggregate: see `list_cross_correlations`."""
        return list_cross_correlations(self.result, self.scope, self.limits)

    @cached_property
    def components(self) -> pl.DataFrame:
        """Eigenvalues of each aggregate's children: see `list_components`."""
        return list_components(self.result, self.scope)

    @cached_property
    def loadings(self) -> pl.DataFrame:
        """Loadings of each aggregate's children: see `list_loadings`."""
        return list_loadings(self.result, self.scope)

    @cached_property
    def adequacy(self) -> pl.DataFrame:
        """Kaiser-Meyer-Olkin and Bartlett: see `list_adequacy`."""
        return list_adequacy(self.result, self.scope)

    @cached_property
    def reliability(self) -> pl.DataFrame:
        """Cronbach's alpha: see `list_reliability`."""
        return list_reliability(self.result, self.scope)

    @cached_property
    def importance(self) -> pl.DataFrame:
        """Weights beside importance: see `list_importance`."""
        return list_importance(self.result, self.scope, self.limits)

    @cached_property
    def redundancy(self) -> pl.DataFrame:
        """What the others explain: see `list_redundancy`."""
        return list_redundancy(self.result, self.scope, self.limits)

    @cached_property
    def redundant_pairs(self) -> pl.DataFrame:
        """Indicators that say the same: see `list_redundant_pairs`."""
        return list_redundant_pairs(self.result, self.scope, self.limits)

    @cached_property
    def denominators(self) -> pl.DataFrame:
        """Correlations with the denominators: see `list_denominator_correlations`."""
        return list_denominator_correlations(self.result, self.scope, self.limits)

    @cached_property
    def leaders(self) -> pl.DataFrame:
        """What brings most of the first place: see `list_leaders`."""
        return list_leaders(self.result, self.limits)

    @cached_property
    def weights(self) -> pl.DataFrame:
        """The weights as used, and their product in the root: see `Result.list_weights`."""
        return self.result.list_weights()

    @cached_property
    def unit_coverage(self) -> pl.DataFrame:
        """What was given of each unit: see `list_unit_coverage`."""
        return list_unit_coverage(self.result)

    @cached_property
    def indicator_coverage(self) -> pl.DataFrame:
        """What was given of each indicator: see `list_indicator_coverage`."""
        return list_indicator_coverage(self.result)

    @cached_property
    def aggregate_coverage(self) -> pl.DataFrame:
        """What was given under each aggregate: see `list_aggregate_coverage`."""
        return list_aggregate_coverage(self.result)

    @cached_property
    def group_coverage(self) -> pl.DataFrame:
        """What was given of each group of units: see `list_group_coverage`."""
        return list_group_coverage(self.result)

    @property
    def tables(self) -> Mapping[str, pl.DataFrame]:
        """Every table by name; asking for it works all of them out."""
        found = [name for name, part in vars(type(self)).items() if isinstance(part, cached_property)]
        return {name: getattr(self, name) for name in found if name != FINDINGS}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of the tables."""
        names = {node.code: node.names["en"] for node in self.result.structure.nodes if node.names.get("en")}
        judges: tuple[tuple[pl.DataFrame, Judge], ...] = (
            (self.statistics, judge_statistics),
            (self.aggregate_coverage, judge_coverage),
            (self.correlations, judge_correlation),
            (self.cross_correlations, judge_cross),
            (self.importance, judge_importance),
            (self.leaders, judge_leader),
            (self.redundancy, judge_redundancy),
            (self.redundant_pairs, judge_pair),
            (self.reliability, judge_reliability),
            (self.adequacy, judge_adequacy),
            (self.components, judge_component),
            (self.denominators, judge_denominator),
        )
        return tuple(
            finding for table, judge in judges for finding in judge_rows(table, judge, self.limits, Naming(names))
        )

    def list_findings(self, *, every: bool = False) -> pl.DataFrame:
        """What a reader should know, on about a page, the worst first: severity, kind, codes, period, figure, text.

        Of more than three findings of one kind the worst is told and the others are named; `every` tells each.
        """
        return lay_out_findings(order_findings(self.findings) if every else gather_findings(self.findings))


def write_audit(found: Audit, folder: str | Path) -> list[Path]:
    """Write every table as `NAME.csv`, `findings.csv` (the page), `findings_every.csv`; the paths, findings first."""
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    findings = {FINDINGS: found.list_findings(), f"{FINDINGS}_every": found.list_findings(every=True)}
    frames = {**findings, **found.tables}
    for name, frame in frames.items():
        frame.write_csv(out / f"{name}.csv")
    return [out / f"{name}.csv" for name in frames]

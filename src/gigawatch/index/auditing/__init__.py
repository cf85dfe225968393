"""Audit an index: do its indicators fit their places, do the weights do what they say, is anything counted twice."""

from gigawatch.index.auditing.adequacy import list_adequacy, measure_adequacy
from gigawatch.index.auditing.availability import (
    list_aggregate_coverage,
    list_group_coverage,
    list_indicator_coverage,
    list_unit_coverage,
)
from gigawatch.index.auditing.component import find_components, list_components, list_loadings
from gigawatch.index.auditing.correlate import correlate, covary
from gigawatch.index.auditing.denominator import list_denominator_correlations
from gigawatch.index.auditing.finding import Finding
from gigawatch.index.auditing.importance import list_importance, measure_importance
from gigawatch.index.auditing.leader import list_leaders
from gigawatch.index.auditing.limit import Limits
from gigawatch.index.auditing.pair import list_correlations, list_cross_correlations, list_matrix
from gigawatch.index.auditing.peer import compare_with_peers, list_similar
from gigawatch.index.auditing.redundancy import list_redundancy, list_redundant_pairs, measure_redundancy
from gigawatch.index.auditing.reliability import list_reliability, measure_reliability
from gigawatch.index.auditing.report import Audit, audit, write_audit
from gigawatch.index.auditing.sample import Scope
from gigawatch.index.auditing.smooth import find_main_effect
from gigawatch.index.auditing.statistic import describe_column, list_statistics
from gigawatch.index.auditing.unit import Choosing, list_strengths

__all__ = [
    "Audit",
    "Choosing",
    "Finding",
    "Limits",
    "Scope",
    "audit",
    "compare_with_peers",
    "correlate",
    "covary",
    "describe_column",
    "find_components",
    "find_main_effect",
    "list_adequacy",
    "list_aggregate_coverage",
    "list_components",
    "list_correlations",
    "list_cross_correlations",
    "list_denominator_correlations",
    "list_group_coverage",
    "list_importance",
    "list_indicator_coverage",
    "list_leaders",
    "list_loadings",
    "list_matrix",
    "list_redundancy",
    "list_redundant_pairs",
    "list_reliability",
    "list_similar",
    "list_statistics",
    "list_strengths",
    "list_unit_coverage",
    "measure_adequacy",
    "measure_importance",
    "measure_redundancy",
    "measure_reliability",
    "write_audit",
]

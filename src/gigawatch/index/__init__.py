"""Composite indicators: two tables and a method in; every step's table, scores, ranks and their intervals out.

Useful without the rest of Gigawatch: `from gigawatch.index import run, uncertainty`. The definitions of the
development index, and what builds them from observations, are in `gigawatch.index.definition`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gigawatch.index.auditing import Audit as Audit
    from gigawatch.index.auditing import Finding as Finding
    from gigawatch.index.auditing import Limits as Limits
    from gigawatch.index.auditing import audit as audit
    from gigawatch.index.auditing import write_audit as write_audit
    from gigawatch.index.engine import build as build
    from gigawatch.index.engine import list_rules as list_rules
    from gigawatch.index.engine import read_tables as read_tables
    from gigawatch.index.engine import rerun as rerun
    from gigawatch.index.engine import run as run
    from gigawatch.index.example import EXAMPLES as EXAMPLES
    from gigawatch.index.example import load_example as load_example
    from gigawatch.index.example import write_example as write_example
    from gigawatch.index.export import list_faults as list_faults
    from gigawatch.index.export import run_from_files as run_from_files
    from gigawatch.index.export import write_run as write_run
    from gigawatch.index.fault import Fault as Fault
    from gigawatch.index.fault import FaultyInput as FaultyInput
    from gigawatch.index.fault import StepError as StepError
    from gigawatch.index.holdout import measure_imputation as measure_imputation
    from gigawatch.index.input.structure import Node as Node
    from gigawatch.index.input.structure import Structure as Structure
    from gigawatch.index.input.values import Values as Values
    from gigawatch.index.method.method import Method as Method
    from gigawatch.index.method.method import read_method as read_method
    from gigawatch.index.method.own import Own as Own
    from gigawatch.index.method.own import own_rule as own_rule
    from gigawatch.index.method.parameter import Parameter as Parameter
    from gigawatch.index.montecarlo.design import Design as Design
    from gigawatch.index.montecarlo.draw import Draws as Draws
    from gigawatch.index.montecarlo.draw import draw as draw
    from gigawatch.index.montecarlo.draw import replay as replay
    from gigawatch.index.montecarlo.factor import Alternative as Alternative
    from gigawatch.index.montecarlo.factor import Span as Span
    from gigawatch.index.montecarlo.multiverse import list_effects as list_effects
    from gigawatch.index.montecarlo.multiverse import measure_multiverse as measure_multiverse
    from gigawatch.index.montecarlo.reading import read_design as read_design
    from gigawatch.index.montecarlo.sensitivity import Sensitivity as Sensitivity
    from gigawatch.index.montecarlo.sensitivity import measure_sensitivity as measure_sensitivity
    from gigawatch.index.montecarlo.sensitivity import sensitivity as sensitivity
    from gigawatch.index.montecarlo.sobol import Indices as Indices
    from gigawatch.index.montecarlo.sobol import estimate_indices as estimate_indices
    from gigawatch.index.montecarlo.sobol import sample_pair as sample_pair
    from gigawatch.index.montecarlo.spread import Uncertainty as Uncertainty
    from gigawatch.index.montecarlo.work import measure_uncertainty as measure_uncertainty
    from gigawatch.index.montecarlo.work import uncertainty as uncertainty
    from gigawatch.index.result.ranking import rank as rank
    from gigawatch.index.result.ranking import rank_scores as rank_scores
    from gigawatch.index.result.result import Result as Result
    from gigawatch.index.result.table import Table as Table
    from gigawatch.index.show import chart_acceptability as chart_acceptability
    from gigawatch.index.show import chart_contributions as chart_contributions
    from gigawatch.index.show import chart_correlations as chart_correlations
    from gigawatch.index.show import chart_course as chart_course
    from gigawatch.index.show import chart_distribution as chart_distribution
    from gigawatch.index.show import chart_profile as chart_profile
    from gigawatch.index.show import chart_ranking as chart_ranking
    from gigawatch.index.show import chart_removal as chart_removal
    from gigawatch.index.show import chart_sensitivity as chart_sensitivity
    from gigawatch.index.show import chart_shifts as chart_shifts
    from gigawatch.index.show import render_chart as render_chart
    from gigawatch.index.show import write_page as write_page
    from gigawatch.index.show import write_workbook as write_workbook
    from gigawatch.index.step.aggregate.consensus import Consensus as Consensus
    from gigawatch.index.step.aggregate.consensus import find_consensus as find_consensus
    from gigawatch.index.step.aggregate.consensus import support_ranking as support_ranking
    from gigawatch.index.step.aggregate.frontier import Favour as Favour
    from gigawatch.index.step.aggregate.frontier import weigh_in_favour as weigh_in_favour
    from gigawatch.index.step.aggregate.outrank import outrank as outrank
    from gigawatch.index.step.weigh.budget import share_budget as share_budget
    from gigawatch.index.step.weigh.component import Components as Components
    from gigawatch.index.step.weigh.component import analyse_components as analyse_components
    from gigawatch.index.step.weigh.component import analyse_matrix as analyse_matrix
    from gigawatch.index.step.weigh.factor import Factors as Factors
    from gigawatch.index.step.weigh.factor import analyse_factors as analyse_factors
    from gigawatch.index.step.weigh.hierarchy import Consistency as Consistency
    from gigawatch.index.step.weigh.hierarchy import judge_consistency as judge_consistency
    from gigawatch.index.trend import decompose_change as decompose_change
    from gigawatch.index.trend import list_changes as list_changes
    from gigawatch.index.trend import list_trends as list_trends
    from gigawatch.index.trend import rebase as rebase
    from gigawatch.index.whatif.change import Cell as Cell
    from gigawatch.index.whatif.change import change as change
    from gigawatch.index.whatif.compare import Comparison as Comparison
    from gigawatch.index.whatif.compare import compare as compare
    from gigawatch.index.whatif.lift import lift as lift
    from gigawatch.index.whatif.removal import rank_without as rank_without
    from gigawatch.index.whatif.removal import remove_each as remove_each

_WHERE = {
    "auditing": "Audit Finding Limits audit write_audit",
    "engine": "build list_rules read_tables rerun run",
    "example": "EXAMPLES load_example write_example",
    "export": "list_faults run_from_files write_run",
    "fault": "Fault FaultyInput StepError",
    "holdout": "measure_imputation",
    "input.structure": "Node Structure",
    "input.values": "Values",
    "method.method": "Method read_method",
    "method.own": "Own own_rule",
    "method.parameter": "Parameter",
    "montecarlo.design": "Design",
    "montecarlo.draw": "Draws draw replay",
    "montecarlo.factor": "Alternative Span",
    "montecarlo.multiverse": "list_effects measure_multiverse",
    "montecarlo.reading": "read_design",
    "montecarlo.sensitivity": "Sensitivity measure_sensitivity sensitivity",
    "montecarlo.sobol": "Indices estimate_indices sample_pair",
    "montecarlo.spread": "Uncertainty",
    "montecarlo.work": "measure_uncertainty uncertainty",
    "result.ranking": "rank rank_scores",
    "result.result": "Result",
    "result.table": "Table",
    "show": (
        "chart_acceptability chart_contributions chart_correlations chart_course chart_distribution "
        "chart_profile chart_ranking chart_removal chart_sensitivity chart_shifts render_chart "
        "write_page write_workbook"
    ),
    "step.aggregate.consensus": "Consensus find_consensus support_ranking",
    "step.aggregate.frontier": "Favour weigh_in_favour",
    "step.aggregate.outrank": "outrank",
    "step.weigh.budget": "share_budget",
    "step.weigh.component": "Components analyse_components analyse_matrix",
    "step.weigh.factor": "Factors analyse_factors",
    "step.weigh.hierarchy": "Consistency judge_consistency",
    "trend": "decompose_change list_changes list_trends rebase",
    "whatif.change": "Cell change",
    "whatif.compare": "Comparison compare",
    "whatif.lift": "lift",
    "whatif.removal": "rank_without remove_each",
}
_MODULE = {name: module for module, names in _WHERE.items() for name in names.split()}

__all__ = [
    "EXAMPLES",
    "Alternative",
    "Audit",
    "Cell",
    "Comparison",
    "Components",
    "Consensus",
    "Consistency",
    "Design",
    "Draws",
    "Factors",
    "Fault",
    "FaultyInput",
    "Favour",
    "Finding",
    "Indices",
    "Limits",
    "Method",
    "Node",
    "Own",
    "Parameter",
    "Result",
    "Sensitivity",
    "Span",
    "StepError",
    "Structure",
    "Table",
    "Uncertainty",
    "Values",
    "analyse_components",
    "analyse_factors",
    "analyse_matrix",
    "audit",
    "build",
    "change",
    "chart_acceptability",
    "chart_contributions",
    "chart_correlations",
    "chart_course",
    "chart_distribution",
    "chart_profile",
    "chart_ranking",
    "chart_removal",
    "chart_sensitivity",
    "chart_shifts",
    "compare",
    "decompose_change",
    "draw",
    "estimate_indices",
    "find_consensus",
    "judge_consistency",
    "lift",
    "list_changes",
    "list_effects",
    "list_faults",
    "list_rules",
    "list_trends",
    "load_example",
    "measure_imputation",
    "measure_multiverse",
    "measure_sensitivity",
    "measure_uncertainty",
    "outrank",
    "own_rule",
    "rank",
    "rank_scores",
    "rank_without",
    "read_design",
    "read_method",
    "read_tables",
    "rebase",
    "remove_each",
    "render_chart",
    "replay",
    "rerun",
    "run",
    "run_from_files",
    "sample_pair",
    "sensitivity",
    "share_budget",
    "support_ranking",
    "uncertainty",
    "weigh_in_favour",
    "write_audit",
    "write_example",
    "write_page",
    "write_run",
    "write_workbook",
]


def __getattr__(name: str) -> object:
    """A public name, its module loaded when it is first asked for: a run needs neither charts nor the audit."""
    if name not in _MODULE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_MODULE[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)

"""Composite indicators: two tables and a method in; every step's table, scores, ranks and their intervals out.

Useful without the rest of Gigawatch: `from gigawatch.index import run, uncertainty`. The definitions of the
development index, and what builds them from observations, are in `gigawatch.index.definition`.
"""

from gigawatch.index.audit import Audit, Finding, Limits, audit, write_audit
from gigawatch.index.engine import build, list_rules, read_tables, rerun, run
from gigawatch.index.example import EXAMPLES, load_example, write_example
from gigawatch.index.export import list_faults, run_from_files, write_run
from gigawatch.index.fault import Fault, FaultyInput, StepError
from gigawatch.index.holdout import measure_imputation
from gigawatch.index.input.structure import Node, Structure
from gigawatch.index.input.values import Values
from gigawatch.index.method.method import Method, read_method
from gigawatch.index.method.own import Own, own_rule
from gigawatch.index.method.parameter import Parameter
from gigawatch.index.montecarlo.design import Design
from gigawatch.index.montecarlo.draw import Draws, draw, replay
from gigawatch.index.montecarlo.factor import Alternative, Span
from gigawatch.index.montecarlo.multiverse import list_effects, measure_multiverse
from gigawatch.index.montecarlo.reading import read_design
from gigawatch.index.montecarlo.sensitivity import Sensitivity, measure_sensitivity, sensitivity
from gigawatch.index.montecarlo.sobol import Indices, estimate_indices, sample_pair
from gigawatch.index.montecarlo.spread import Uncertainty
from gigawatch.index.montecarlo.work import measure_uncertainty, uncertainty
from gigawatch.index.result.ranking import rank, rank_scores
from gigawatch.index.result.result import Result
from gigawatch.index.result.table import Table
from gigawatch.index.step.aggregate.consensus import Consensus, find_consensus, support_ranking
from gigawatch.index.step.aggregate.frontier import Favour, weigh_in_favour
from gigawatch.index.step.aggregate.outrank import outrank
from gigawatch.index.step.weigh.budget import share_budget
from gigawatch.index.step.weigh.component import Components, analyse_components, analyse_matrix
from gigawatch.index.step.weigh.factor import Factors, analyse_factors
from gigawatch.index.step.weigh.hierarchy import Consistency, judge_consistency
from gigawatch.index.trend import decompose_change, list_changes, list_trends, rebase
from gigawatch.index.whatif.change import Cell, change
from gigawatch.index.whatif.compare import Comparison, compare
from gigawatch.index.whatif.lift import lift
from gigawatch.index.whatif.removal import rank_without, remove_each

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
    "write_run",
]

"""Composite indicators: two tables and a method in; every step's table, scores, ranks and their intervals out.

Useful without the rest of Gigawatch: `from gigawatch.index import run, uncertainty`. The definitions of the
development index, and what builds them from observations, are in `gigawatch.index.definition`.
"""

from gigawatch.index.engine import build, list_rules, read_tables, run
from gigawatch.index.example import EXAMPLES, load_example, write_example
from gigawatch.index.export import list_faults, run_from_files, write_run
from gigawatch.index.fault import Fault, FaultyInput, StepError
from gigawatch.index.input.structure import Node, Structure
from gigawatch.index.input.values import Values
from gigawatch.index.method.method import Method, read_method
from gigawatch.index.montecarlo.design import Alternative, Design, read_design
from gigawatch.index.montecarlo.draw import Draws, draw
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

__all__ = [
    "EXAMPLES",
    "Alternative",
    "Components",
    "Consensus",
    "Consistency",
    "Design",
    "Draws",
    "Factors",
    "Fault",
    "FaultyInput",
    "Favour",
    "Method",
    "Node",
    "Result",
    "StepError",
    "Structure",
    "Table",
    "Uncertainty",
    "Values",
    "analyse_components",
    "analyse_factors",
    "analyse_matrix",
    "build",
    "draw",
    "find_consensus",
    "judge_consistency",
    "list_faults",
    "list_rules",
    "load_example",
    "measure_uncertainty",
    "outrank",
    "rank",
    "rank_scores",
    "read_design",
    "read_method",
    "read_tables",
    "run",
    "run_from_files",
    "share_budget",
    "support_ranking",
    "uncertainty",
    "weigh_in_favour",
    "write_example",
    "write_run",
]

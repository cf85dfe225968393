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
from gigawatch.index.show import (
    chart_acceptability,
    chart_contributions,
    chart_correlations,
    chart_course,
    chart_distribution,
    chart_profile,
    chart_ranking,
    chart_removal,
    chart_sensitivity,
    chart_shifts,
    render_chart,
    write_page,
    write_workbook,
)

__all__ = [
    "EXAMPLES",
    "Alternative",
    "Design",
    "Draws",
    "Fault",
    "FaultyInput",
    "Method",
    "Node",
    "Result",
    "StepError",
    "Structure",
    "Table",
    "Uncertainty",
    "Values",
    "build",
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
    "draw",
    "list_faults",
    "list_rules",
    "load_example",
    "measure_uncertainty",
    "rank",
    "rank_scores",
    "read_design",
    "read_method",
    "read_tables",
    "render_chart",
    "run",
    "run_from_files",
    "uncertainty",
    "write_example",
    "write_page",
    "write_run",
    "write_workbook",
]

"""An index over time: changes, growth, trends, what moved a score, and whether units converge."""

from gigawatch.index.trend.change import find_growth, list_changes
from gigawatch.index.trend.converge import list_convergence, list_spread
from gigawatch.index.trend.decompose import decompose_change
from gigawatch.index.trend.line import Line, find_longest_rise, find_tau, fit_line, fit_theil_sen
from gigawatch.index.trend.rebase import rebase
from gigawatch.index.trend.table import list_trends

__all__ = [
    "Line",
    "decompose_change",
    "find_growth",
    "find_longest_rise",
    "find_tau",
    "fit_line",
    "fit_theil_sen",
    "list_changes",
    "list_convergence",
    "list_spread",
    "list_trends",
    "rebase",
]

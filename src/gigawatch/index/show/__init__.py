"""An index to look at: charts, a workbook with everything, and a page of its own, in English and Chinese."""

from gigawatch.index.show.chart.acceptability import chart_acceptability
from gigawatch.index.show.chart.contribution import chart_contributions
from gigawatch.index.show.chart.correlation import chart_correlations
from gigawatch.index.show.chart.course import chart_course
from gigawatch.index.show.chart.distribution import chart_distribution
from gigawatch.index.show.chart.profile import chart_profile
from gigawatch.index.show.chart.ranking import chart_ranking
from gigawatch.index.show.chart.removal import chart_removal
from gigawatch.index.show.chart.sensitivity import chart_sensitivity
from gigawatch.index.show.chart.shift import chart_shifts
from gigawatch.index.show.page.page import write_page
from gigawatch.index.show.render import render_chart
from gigawatch.index.show.workbook.book import write_workbook

__all__ = [
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
    "render_chart",
    "write_page",
    "write_workbook",
]

"""What the page of a whole index shows: its charts and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.show.chart.acceptability import chart_acceptability
from gigawatch.index.show.chart.contribution import chart_contributions
from gigawatch.index.show.chart.correlation import MOST, chart_correlations
from gigawatch.index.show.chart.course import chart_course
from gigawatch.index.show.chart.profile import walk
from gigawatch.index.show.chart.ranking import chart_ranking
from gigawatch.index.show.chart.shift import chart_shifts
from gigawatch.index.show.telling import name_step
from gigawatch.index.show.view import View

if TYPE_CHECKING:
    from altair.typing import ChartType

    from gigawatch.index.show.view import Run

Row = dict[str, object]


def run_of(view: View) -> Run:
    """What the charts of a view are made from: the Monte Carlo where there is one."""
    return view.result if view.spread is None else view.spread


def draw_index(view: View) -> dict[str, ChartType]:
    """The charts of a page by name; those that the result has nothing for are left out."""
    run, code, period, tongue, names = run_of(view), view.code, view.period, view.language, view.names
    charts: dict[str, ChartType] = {"ranking": chart_ranking(view.result, code, period, language=tongue, names=names)}
    if view.spread is not None:
        charts["ranks"] = chart_ranking(run, code, period, language=tongue, names=names, by="rank")
        charts["acceptability"] = chart_acceptability(view.spread, code, period, language=tongue, names=names)
    if not view.result.list_indivisible(code):
        charts["contributions"] = chart_contributions(run, code, period, language=tongue, names=names)
    if len(view.values.periods) > 1:
        charts["course"] = chart_course(run, None, code, language=tongue, names=names)
        charts["shifts"] = chart_shifts(run, None, code, language=tongue, names=names)
    if 1 < len(view.structure.under[view.code]) <= MOST:
        charts["correlations"] = chart_correlations(run, code, period, language=tongue)
    return charts


def tell_index(view: View) -> dict[str, object]:
    """The texts and tables of the page."""
    return {
        "title": view.title(),
        "first": [view.label(code) for code in view.first_level()],
        "rows": _list_units(view),
        "unranked": _list_unranked(view),
        "tree": list_tree(view),
        "marks": _count_marks(view),
        "has_spread": view.spread is not None,
    }


def _list_units(view: View) -> list[Row]:
    bounds = view.quantiles("rank")
    columns = [view.structure.position[code] for code in view.first_level()]
    return [
        {
            "unit": view.unit(unit),
            "code": view.values.units[unit],
            "rank": tell(view.ranks[unit], ":g"),
            "interval": tell_interval(bounds[0, unit], bounds[2, unit]),
            "score": tell(view.scores[unit]),
            "parts": [tell(view.table[unit, column]) for column in columns],
        }
        for unit in view.order
    ]


def _list_unranked(view: View) -> list[tuple[str, str]]:
    """The units that are not ranked, with the reason."""
    coverage = view.result.coverage
    return [
        (view.unit(unit), coverage.explain(view.values, view.structure, view.at, unit, view.code))
        for unit in view.order
        if coverage.gated[view.at, unit, view.column]
    ]


def list_tree(view: View) -> list[Row]:
    """A line for each code of the tree with its weight, effective weight, direction and unit of measurement."""
    weights = {code: numbers for code, *numbers in view.result.list_weights().drop("parent").iter_rows()}
    rows: list[Row] = []
    for code, depth in walk(view, view.code):
        node = view.structure.by_code[code]
        weight, effective = weights[code]
        rows.append(
            {
                "code": code,
                "label": view.label(code),
                "depth": depth,
                "weight": f"{weight:.3g}" if depth else "",
                "effective": f"{effective:.1%}" if effective is not None else "",
                "direction": "" if node.kind != "indicator" else "+" if node.direction > 0 else "−",
                "measure": node.unit or "",
            }
        )
    return rows


def _count_marks(view: View) -> list[tuple[str, str, int]]:
    """How many cells each step changed in which way, over all periods."""
    marks = [mark for mark in view.result.marks if mark.count]
    return [(name_step(mark.step, view.language), mark.text, mark.count) for mark in marks]


def tell(number: float, style: str = "") -> str:
    """A number for a table: three decimals below ten, else one; a dash where there is none."""
    if np.isnan(number):
        return "–"
    if style:
        return format(float(number), style.removeprefix(":"))
    return format(float(number), _choose_style(abs(float(number)))).replace("-", "−")


def _choose_style(size: float) -> str:
    if size >= 10_000:
        return ",.0f"
    if size >= 10:
        return ".1f"
    return ".3f" if size >= 0.01 or not size else ".3g"


def tell_interval(low: float, high: float) -> str:
    """An interval of ranks, rounded outwards."""
    return "" if np.isnan(low) else f"{np.floor(low):.0f}–{np.ceil(high):.0f}"

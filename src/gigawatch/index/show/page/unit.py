"""What the page of one unit shows: its profile, its place, its course, every indicator with what was done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.show.chart.course import chart_course
from gigawatch.index.show.chart.profile import chart_profile, rank_codes
from gigawatch.index.show.chart.ranking import chart_ranking
from gigawatch.index.show.page.index import run_of, tell, tell_interval
from gigawatch.index.show.telling import name_step
from gigawatch.index.show.view import View

if TYPE_CHECKING:
    from altair.typing import ChartType

AROUND = 10
EXTREME = 5
Row = dict[str, object]


def draw_unit(view: View, at: int) -> dict[str, ChartType]:
    """The profile, the ranking around the unit, and its course beside the first units' in a panel."""
    run, code = run_of(view), view.values.units[at]
    charts = {"profile": chart_profile(run, code, view.code, view.period, language=view.language, names=view.names)}
    if at in view.order:
        place = view.order.index(at) + 1
        first = max(1, min(place - AROUND, len(view.order) - 2 * AROUND))
        charts["ranking"] = chart_ranking(
            run, view.code, view.period, language=view.language, names=view.names,
            by="rank" if view.spread is not None and not np.isnan(view.ranks[at]) else "score",
            places=(first, first + 2 * AROUND), highlight=[code],
        )  # fmt: skip
    if len(view.values.periods) > 1:
        charts["course"] = chart_course(run, [code], view.code, language=view.language, names=view.names)
    return charts


def tell_unit(view: View, at: int) -> dict[str, object]:
    """The texts and tables of the page."""
    rows = _list_indicators(view, at)
    ranked = sorted((row for row in rows if row["order"] is not None), key=lambda row: float(str(row["order"])))
    few = min(EXTREME, (len(ranked) + 1) // 2)
    count = int((~np.isnan(view.ranks)).sum())
    bounds = view.quantiles("rank")
    coverage = view.result.coverage
    return {
        "title": view.say("profile.title", unit=view.unit(at), title=view.title()),
        "score": tell(view.scores[at]),
        "rank": tell(view.ranks[at], ":g"),
        "count": count,
        "interval": tell_interval(bounds[0, at], bounds[2, at]),
        "covered": f"{coverage.share[view.at, at, view.column]:.0%}",
        "reason": coverage.explain(view.values, view.structure, view.at, at, view.code)
        if coverage.gated[view.at, at, view.column]
        else "",
        "strengths": ranked[:few],
        "weaknesses": ranked[few:][::-1][:few],
        "rows": rows,
    }


def _list_indicators(view: View, at: int) -> list[Row]:
    """Every indicator under the aggregate: raw value, normalised value, rank, contribution, and what was done to it."""
    ranks = rank_codes(view, view.values.present[view.at])
    parts = _share_out(view, at)
    rows: list[Row] = []
    for code in view.structure.under[view.code]:
        column, place = view.structure.position[code], view.structure.indicators.index(code)
        rank = ranks[at, column]
        known = int((~np.isnan(ranks[:, column])).sum())
        node = view.structure.by_code[code]
        rows.append(
            {
                "code": code,
                "label": view.label(code),
                "parent": view.label(str(node.parent)),
                "raw": tell(view.values.x[view.at, at, place]),
                "measure": node.unit or "",
                "value": tell(view.table[at, column]),
                "rank": "–" if np.isnan(rank) else f"{rank:g} / {known}",
                "order": None if np.isnan(rank) else float(rank) / known,
                "part": tell(parts.get(code, np.nan)),
                "notes": "; ".join(
                    f"{name_step(mark.step, view.language)}: {mark.text}"
                    for mark in view.result.marks
                    if mark.holds(view.at, at, place)
                ),
            }
        )
    return rows


def _share_out(view: View, at: int) -> dict[str, float]:
    """The contribution of each indicator to the unit's score."""
    if view.result.list_indivisible(view.code):
        return {}
    frame = view.result.list_contributions(view.code)
    unit = view.values.units[at]
    return {
        code: float(part)
        for name, code, period, part in frame.select("unit", "code", "period", "contribution").iter_rows()
        if name == unit and period == view.period and part is not None
    }

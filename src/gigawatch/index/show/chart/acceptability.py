"""Who is likely where: the share of runs in which each unit has each rank (its rank acceptability).

After Lahdelma and Salminen, "SMAA-2: Stochastic multicriteria acceptability analysis for group decision making",
Operations Research 49, 2001.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.index.montecarlo.spread import Uncertainty
from gigawatch.index.show.chart.frame import PLACES, WIDTH, distinct, finish, hold, list_ticks, names_axis, shorten
from gigawatch.index.show.theme import INK, PAPER
from gigawatch.index.show.view import Names, View, look, require_spread

if TYPE_CHECKING:
    from altair.typing import ChartType

FEW = 16
ROW = 15


def chart_acceptability(
    run: Uncertainty,
    code: str | None = None,
    period: str | None = None,
    *,
    language: str = "en",
    names: Names | None = None,
    places: tuple[int, int] = PLACES,
) -> ChartType:
    """A row for each unit, from the best down, a column for each rank: the darker, the more runs. A frame
    marks the nominal rank. Shares stand in the cells where there are few units.
    """
    import altair as alt

    view = look(run, code, period, language, names)
    rows, last = _lay_out(view, places)
    units = list(dict.fromkeys(str(row["unit"]) for row in rows))
    cell = max(3.0, min(36.0, WIDTH / last))
    labels = [str(rank) for rank in range(1, last + 1)]
    axis = alt.Axis(
        labelAngle=0, values=[str(tick) for tick in list_ticks(last, 26)], grid=False, ticks=False, domain=False
    )
    x = alt.X("rank:O", title=view.say("axis.rank"), scale=alt.Scale(domain=labels, paddingInner=0), axis=axis)
    base = alt.Chart(hold(rows)).encode(x=x, y=names_axis(units))
    top = max(float(str(row["share"])) for row in rows)
    scale = alt.Scale(scheme="blues", domain=[0, top])
    legend = alt.Legend(title=view.say("acceptability.share"), format=".0%", gradientLength=180, tickCount=3)
    tip = [alt.Tooltip("unit:N"), alt.Tooltip("rank:O"), alt.Tooltip("share:Q", format=".1%")]
    cells = base.mark_rect(stroke=PAPER, strokeWidth=0.4).encode(
        color=alt.Color("share:Q", scale=scale, legend=legend), tooltip=tip
    )
    nominal = base.mark_rect(fillOpacity=0, stroke=INK, strokeWidth=1.4).transform_filter("datum.is_nominal")
    layers = [cells, nominal]
    if len(units) <= FEW and last <= FEW:
        ink = alt.condition(f"datum.share > {top * 0.55}", alt.value(PAPER), alt.value(INK))
        layers.append(base.mark_text(fontSize=9).encode(text=alt.Text("share:Q", format=".0%"), color=ink))
    chart = alt.layer(*layers).properties(width={"step": cell}, height={"step": ROW if len(units) > FEW else 22})
    title = view.title(view.say("acceptability.title"))
    note = view.say("acceptability.note", runs=f"{require_spread(view).ranks.shape[0]:,}")
    return finish(chart, language, title, view.say("acceptability.description", title=view.title()), note)


def _lay_out(view: View, places: tuple[int, int]) -> tuple[list[dict[str, object]], int]:
    """A row for each unit and rank that it has in any run or nominally, and the last rank of all."""
    frame = require_spread(view).list_acceptability(view.code)
    shares = {
        (unit, rank): share
        for unit, period, rank, share in frame.select("unit", "period", "rank", "share").iter_rows()
        if period == view.period
    }
    units = [unit for unit in view.take(places) if view.ranks[unit] == view.ranks[unit]]
    rows: list[dict[str, object]] = []
    for name, unit in zip(distinct([shorten(view.unit(unit)) for unit in units]), units, strict=True):
        code, nominal = view.values.units[unit], round(float(view.ranks[unit]))
        ranks = sorted({rank for known, rank in shares if known == code} | {nominal})
        rows += [
            {"unit": name, "rank": str(rank), "share": shares.get((code, rank), 0.0), "is_nominal": rank == nominal}
            for rank in ranks
        ]
    return rows, max((int(str(row["rank"])) for row in rows), default=1)

"""The ranking: scores as bars, or ranks as dots, each with the interval that the Monte Carlo gives it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from gigawatch.index.show.chart.frame import PLACES, ROW, WIDTH, distinct, finish, hold, list_ticks, names_axis, shorten
from gigawatch.index.show.theme import BLUE, INK, ORANGE, SKY
from gigawatch.index.show.view import Names, Run, View, look

if TYPE_CHECKING:
    import altair as alt
    from altair.typing import ChartType

By = Literal["score", "rank"]
Row = dict[str, object]


def chart_ranking(
    run: Run,
    code: str | None = None,
    period: str | None = None,
    *,
    language: str = "en",
    names: Names | None = None,
    by: By = "score",
    places: tuple[int, int] = PLACES,
    highlight: Sequence[str] = (),
) -> ChartType:
    """The units from the best down: bars of scores, or dots of ranks, with 5 to 95 % intervals and medians if known.

    `places` is the first and last place shown (long rankings go on several charts), `highlight` the units to point out.
    A unit that the coverage gate leaves unranked comes last and is pale.
    """
    view = look(run, code, period, language, names)
    units = view.take(places)
    rows = _lay_out(view, units, by, {view.find_unit(unit) for unit in highlight})
    if by == "rank":
        rows = [row for row in rows if row["rank"] is not None]
    chart = _draw_bars(view, rows) if by == "score" else _draw_dots(view, rows)
    shown = chart.properties(width=WIDTH, height={"step": ROW})
    return finish(shown, language, view.title(view.say(f"ranking.{by}")), _describe(view, by), _note(view, by, units))


def _lay_out(view: View, units: Sequence[int], by: By, pointed: set[int]) -> list[Row]:
    bounds = view.quantiles(by)
    labels = distinct([_name(view, unit, is_pointed=unit in pointed) for unit in units])
    return [
        {
            "unit": label,
            "score": float(view.scores[unit]),
            "rank": _plain(view.ranks[unit]),
            "low": _plain(bounds[0, unit]),
            "median": _plain(bounds[1, unit]),
            "high": _plain(bounds[2, unit]),
            "state": _state(view, unit, is_pointed=unit in pointed),
            "end": float(np.nanmax([view.scores[unit], bounds[2, unit], 0.0])),
        }
        for label, unit in zip(labels, units, strict=True)
    ]


def _name(view: View, unit: int, *, is_pointed: bool) -> str:
    rank = view.ranks[unit]
    return f"{'▶ ' if is_pointed else ''}{shorten(view.unit(unit))} ({'–' if np.isnan(rank) else f'{rank:g}'})"


def _state(view: View, unit: int, *, is_pointed: bool) -> str:
    if np.isnan(view.ranks[unit]):
        return "unranked"
    return "pointed" if is_pointed else "usual"


def _plain(number: float) -> float | None:
    return None if np.isnan(number) else float(number)


def _colour() -> alt.Color:
    import altair as alt

    scale = alt.Scale(domain=["usual", "pointed", "unranked"], range=[SKY, ORANGE, "#e3e7eb"])
    return alt.Color("state:N", scale=scale, legend=None)


def _draw_bars(view: View, rows: list[Row]) -> Any:
    import altair as alt

    y = names_axis([str(row["unit"]) for row in rows])
    base = alt.Chart(hold(rows)).encode(y=y)
    x = alt.X("score:Q", title=view.say("axis.score"), scale=alt.Scale(nice=True))
    tip = [alt.Tooltip("unit:N"), alt.Tooltip("score:Q", format=".4f"), alt.Tooltip("rank:Q")]
    layers = [base.mark_bar(height={"band": 0.72}).encode(x=x, color=_colour(), tooltip=tip)]
    if view.spread is not None:
        layers.append(base.mark_rule(color=INK, strokeWidth=1.6).encode(x=alt.X("low:Q"), x2="high:Q"))
        layers.append(base.mark_tick(color=INK, thickness=2, height=9).encode(x=alt.X("median:Q")))
    text = base.mark_text(align="left", dx=5).encode(x=alt.X("end:Q"), text=alt.Text("score:Q", format=_digits(rows)))
    return alt.layer(*layers, text)


def _draw_dots(view: View, rows: list[Row]) -> Any:
    import altair as alt

    y = names_axis([str(row["unit"]) for row in rows])
    base = alt.Chart(hold(rows)).encode(y=y)
    first, last = _reach(rows)
    scale = alt.Scale(domain=[first, max(last, first + 1)], nice=False, padding=10)
    ticks = [tick for tick in list_ticks(last) if tick >= first]
    x = alt.X("rank:Q", title=view.say("axis.rank"), scale=scale, axis=alt.Axis(format="d", values=ticks))
    layers = []
    if view.spread is not None:
        rule = base.mark_rule(color=SKY, strokeWidth=6, strokeCap="round", opacity=0.75)
        layers.append(rule.encode(x=alt.X("low:Q", scale=scale), x2="high:Q"))
        layers.append(base.mark_tick(color=INK, thickness=2, height=12).encode(x=alt.X("median:Q", scale=scale)))
    shape = alt.condition("datum.state == 'pointed'", alt.value(ORANGE), alt.value(BLUE))
    tip = [alt.Tooltip(f"{name}:Q") for name in ("rank", "low", "median", "high")]
    layers.append(base.mark_point(size=42, stroke="white", strokeWidth=0.8).encode(x=x, fill=shape, tooltip=tip))
    return alt.layer(*layers)


def _reach(rows: list[Row]) -> tuple[int, int]:
    """The first and the last rank drawn, intervals included."""
    known = [float(str(row[name])) for row in rows for name in ("rank", "low", "high") if row[name] is not None]
    return int(np.floor(min(known, default=1.0))), int(np.ceil(max(known, default=1.0)))


def _digits(rows: list[Row]) -> str:
    scores = [abs(float(str(row["score"]))) for row in rows]
    return ".1f" if max(scores) >= 10 else ".3f"


def _note(view: View, by: By, units: Sequence[int]) -> str:
    parts = []
    if len(units) < len(view.order):
        first = view.order.index(units[0]) + 1
        parts.append(view.say("ranking.places", first=first, last=first + len(units) - 1, count=len(view.order)))
    if view.spread is not None:
        parts.append(view.say(f"ranking.{by}_marks", runs=f"{view.spread.take(by, view.column).shape[0]:,}"))
    return view.say("ranking.stop").join(parts)


def _describe(view: View, by: By) -> str:
    best, last = view.order[0], view.order[-1]
    return view.say(
        f"ranking.{by}_description",
        title=view.title(),
        count=len(view.order),
        best=view.unit(best),
        top=f"{view.scores[best]:.4g}",
        last=view.unit(last),
        bottom=f"{view.scores[last]:.4g}",
    )

"""Who rose and who fell: ranks side by side in two runs, or over the periods of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gigawatch.index.show.chart.frame import PLACES, finish, hold, shorten
from gigawatch.index.show.theme import BLUE, GREY, INK, ORANGE
from gigawatch.index.show.view import Names, Run, View, look
from gigawatch.model import InputError

if TYPE_CHECKING:
    from altair.typing import ChartType

ROW = 15
STEP = 210
KINDS = ("up", "same", "down")
DASHES = ([1, 0], [1, 3], [6, 3])
Row = dict[str, object]


@dataclass(frozen=True)
class Column:
    """One column of the chart: its heading and the rank of each unit that has one."""

    heading: str
    ranks: dict[str, float]


def chart_shifts(
    run: Run,
    other: Run | None = None,
    code: str | None = None,
    periods: Sequence[str] | None = None,
    *,
    language: str = "en",
    names: Names | None = None,
    headings: Sequence[str] | None = None,
    places: tuple[int, int] = PLACES,
) -> ChartType:
    """Ranks of one run over `periods` (the first and the last), or of two runs in the last (or each in its own) period.

    Lines of those that rise, fall and stay differ in colour and dash. `places` are those of the last column; only units
    ranked in every column are drawn, one below the other in the order of their ranks, with the rank beside the name.
    """
    columns, view = _find_columns(run, other, code, periods, headings, (language, names))
    units = _choose(columns, places)
    if not units:
        raise InputError("no unit is ranked in every column", where="places")
    rows = _lay_out(view, columns, units)
    chart = _draw(view, rows, columns, len(units))
    shown = [column.heading for column in columns]
    title = view.title(view.say("shift.title")) if other is not None else _title(view)
    description = view.say(
        "shift.description", title=view.label(view.code), first=shown[0], last=shown[-1], count=len(units)
    )
    return finish(chart, language, title, description, _note(view, rows))


def _title(view: View) -> str:
    return f"{view.label(view.code)}{view.say('chart.comma')}{view.say('shift.title')}"


def _find_columns(
    run: Run,
    other: Run | None,
    code: str | None,
    periods: Sequence[str] | None,
    headings: Sequence[str] | None,
    words: tuple[str, Names | None],
) -> tuple[list[Column], View]:
    first = look(run, code, None, *words)
    known = first.values.periods
    if other is None and len(known) < 2:
        raise InputError("there is one period only", where="periods", hint="give a second run")
    asked: Sequence[str | None] = periods or ([None, None] if other is not None else [known[0], known[-1]])
    if len(asked) < 2 or (other is not None and len(asked) != 2):
        raise InputError("name two periods", where="periods")
    runs = [run] * len(asked) if other is None else [run, other]
    views = [look(each, code, period, *words) for each, period in zip(runs, asked, strict=True)]
    usual = [view.say(f"shift.{which}") for view, which in zip(views, ("before", "after"), strict=False)]
    shown = headings or ([str(period) for period in asked] if other is None else usual)
    return [_read(view, heading) for view, heading in zip(views, shown, strict=True)], views[-1]


def _read(view: View, heading: str) -> Column:
    ranks = {view.values.units[unit]: float(view.ranks[unit]) for unit in view.order if not np.isnan(view.ranks[unit])}
    return Column(heading, ranks)


def _choose(columns: Sequence[Column], places: tuple[int, int]) -> list[str]:
    shared = [unit for unit in columns[-1].ranks if all(unit in column.ranks for column in columns)]
    return shared[max(places[0], 1) - 1 : places[1]]


def _lay_out(view: View, columns: Sequence[Column], units: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    for at, column in enumerate(columns):
        order = sorted(units, key=lambda unit: (column.ranks[unit], unit))
        for unit in units:
            change = columns[0].ranks[unit] - columns[-1].ranks[unit]
            name, rank = shorten(view.names.get(unit, unit)), column.ranks[unit]
            text = f"{name}  {rank:g}" if at == 0 else f"{rank:g}  {name}" if at == len(columns) - 1 else ""
            kind = KINDS[0] if change > 0 else KINDS[2] if change < 0 else KINDS[1]
            row = {"at": at, "unit": unit, "rank": rank, "place": order.index(unit) + 1, "text": text, "change": change}
            rows.append({**row, "kind": view.say(f"shift.{kind}")})
    return rows


def _draw(view: View, rows: list[Row], columns: Sequence[Column], count: int) -> Any:
    import altair as alt

    labels, last = [view.say(f"shift.{kind}") for kind in KINDS], len(columns) - 1
    width = max(STEP, 46 * last)
    heads = [column.heading for column in columns]
    axis = alt.Axis(
        title=None, orient="top", values=list(range(last + 1)), labelExpr=f"{heads!r}[datum.value]", grid=False,
        ticks=False, domain=False, labelFontSize=12, labelOverlap="greedy",
    )  # fmt: skip
    x = alt.X("at:Q", axis=axis, scale=alt.Scale(domain=[0, last], nice=False))
    y = alt.Y("place:Q", axis=None, scale=alt.Scale(domain=[0.5, count + 0.5], reverse=True, nice=False))
    colours = alt.Scale(domain=labels, range=[BLUE, GREY, ORANGE])
    colour = alt.Color("kind:N", scale=colours, legend=alt.Legend(title=None))
    dash = alt.StrokeDash("kind:N", scale=alt.Scale(domain=labels, range=list(DASHES)), legend=alt.Legend(title=None))
    base = alt.Chart(hold(rows)).encode(x=x, y=y)
    tip = [alt.Tooltip("unit:N"), alt.Tooltip("rank:Q"), alt.Tooltip("change:Q", format="+")]
    lines = base.mark_line(strokeWidth=1.7).encode(color=colour, strokeDash=dash, detail="unit:N")
    dots = base.mark_point(size=26).encode(color=alt.Color("kind:N", legend=None, scale=colours), tooltip=tip)
    left = base.mark_text(align="right", dx=-8, color=INK).encode(text="text:N").transform_filter("datum.at == 0")
    right = base.mark_text(align="left", dx=8, color=INK).encode(text="text:N")
    layers = alt.layer(lines, dots, left, right.transform_filter(f"datum.at == {last}"))
    return layers.properties(width=width, height=count * ROW)


def _note(view: View, rows: list[Row]) -> str:
    shifts = [abs(float(str(row["change"]))) for row in rows if row["at"] == 0]
    return view.say("shift.note", mean=f"{sum(shifts) / len(shifts):.1f}", most=f"{max(shifts):g}")

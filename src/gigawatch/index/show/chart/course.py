"""The course of scores or ranks over the periods, with intervals where a Monte Carlo gives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from gigawatch.index.show.chart.frame import WIDTH, finish, hold, list_ticks, shorten
from gigawatch.index.show.theme import BLUE, GREEN, INK, ORANGE, PURPLE, RED, SKY
from gigawatch.index.show.view import Names, Run, View, look
from gigawatch.model import InputError

if TYPE_CHECKING:
    from altair.typing import ChartType

MOST = 6
HEIGHT = 300
GAP = 14
COLOURS = (BLUE, RED, GREEN, PURPLE, ORANGE, SKY)
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3], [10, 2])
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
Row = dict[str, object]


def chart_course(
    run: Run,
    units: Sequence[str] | None = None,
    code: str | None = None,
    *,
    language: str = "en",
    names: Names | None = None,
    by: Literal["score", "rank"] = "score",
) -> ChartType:
    """A line for each of up to six units (the first of the last period by default), each with its own dash and symbol
    and its name at its end; the 5 to 95 % interval as a band where the runs are given. Ranks go downwards.
    """
    view = look(run, code, None, language, names)
    if len(view.values.periods) < 2:
        raise InputError("there is one period only", where="periods", hint="a course needs a panel")
    chosen = list(view.order[:MOST]) if units is None else [view.find_unit(unit) for unit in units]
    if not 0 < len(chosen) <= MOST:
        raise InputError(f"{len(chosen)} units do not fit a chart of {MOST} lines", where="units", hint="name fewer")
    rows = _lay_out(view, chosen, by)
    chart = _draw(view, rows, chosen, by)
    title = f"{view.label(view.code)}{view.say('chart.comma')}{view.say(f'course.{by}')}"
    listed = view.say("chart.comma").join(view.unit(unit) for unit in chosen)
    description = view.say("course.description", title=title, units=listed)
    note = (
        "" if view.spread is None else view.say("course.note", runs=f"{view.spread.take(by, view.column).shape[0]:,}")
    )
    return finish(chart, language, title, description, note)


def _lay_out(view: View, chosen: Sequence[int], by: str) -> list[Row]:
    nominal = (view.result.scores if by == "score" else view.result.ranks)[:, :, view.column]
    bounds = np.full((2, *nominal.shape), np.nan)
    if view.spread is not None:
        runs = view.spread.take(by, view.column)
        some = ~np.isnan(runs).all(axis=0)
        bounds[:, some] = np.nanquantile(runs[:, some], (0.05, 0.95), axis=0)
    rows: list[Row] = []
    for at, period in enumerate(view.values.periods):
        for unit in chosen:
            numbers = {"value": nominal[at, unit], "low": bounds[0, at, unit], "high": bounds[1, at, unit]}
            known = {name: None if np.isnan(number) else float(number) for name, number in numbers.items()}
            rows.append({"unit": shorten(view.unit(unit)), "period": period, **known})
    return rows


def _draw(view: View, rows: list[Row], chosen: Sequence[int], by: str) -> Any:
    import altair as alt

    labels, periods = [shorten(view.unit(unit)) for unit in chosen], list(view.values.periods)
    low, high = _reach(rows)
    axis = alt.Axis(title=None, labelAngle=0, labelOverlap="greedy", labelSeparation=8, grid=False)
    x = alt.X("period:O", axis=axis, scale=alt.Scale(domain=periods, type="point", padding=0.3))
    scale = alt.Scale(domain=[low, high], nice=False, zero=False, reverse=by == "rank")
    axis_y = alt.Axis(values=list_ticks(int(high)), format="d") if by == "rank" else alt.Axis(tickCount=6)
    y = alt.Y("value:Q", title=view.say(f"axis.{by}"), scale=scale, axis=axis_y)
    count = len(labels)
    colour = alt.Color("unit:N", scale=alt.Scale(domain=labels, range=list(COLOURS[:count])), legend=None)
    dash = alt.StrokeDash("unit:N", scale=alt.Scale(domain=labels, range=list(DASHES[:count])), legend=None)
    shape = alt.Shape("unit:N", scale=alt.Scale(domain=labels, range=list(SHAPES[:count])), legend=None)
    base = alt.Chart(hold(rows)).encode(x=x, color=colour)
    layers = []
    if view.spread is not None:
        layers.append(base.mark_area(opacity=0.16, line=False).encode(y=alt.Y("low:Q", scale=scale), y2="high:Q"))
    layers.append(base.mark_line(strokeWidth=2).encode(y=y, strokeDash=dash))
    tip = [alt.Tooltip("unit:N"), alt.Tooltip("period:O"), alt.Tooltip("value:Q", format=".4f")]
    layers.append(base.mark_point(size=30).encode(y=y, shape=shape, tooltip=tip))
    ends = alt.Chart(hold(_place_labels(rows, labels, (low, high), is_down=by == "rank")))
    beside = ends.encode(y=alt.Y("y:Q", axis=None, scale=None))
    layers.append(beside.mark_point(size=30).encode(x=alt.value(WIDTH + 10), color=colour, shape=shape))
    layers.append(beside.mark_text(align="left", color=INK).encode(x=alt.value(WIDTH + 18), text="unit:N"))
    padding = {"left": 2, "top": 4, "bottom": 2, "right": 16}
    return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT, padding=padding)


def _reach(rows: list[Row]) -> tuple[float, float]:
    known = [float(str(row[name])) for row in rows for name in ("value", "low", "high") if row[name] is not None]
    low, high = min(known), max(known)
    slack = (high - low) * 0.04 or 0.5
    return low - slack, high + slack


def _place_labels(rows: list[Row], labels: list[str], reach: tuple[float, float], *, is_down: bool) -> list[Row]:
    """Where each unit's name stands, in pixels from the top: at its line's end, moved until none covers another."""
    ends = {str(row["unit"]): float(str(row["value"])) for row in rows if row["value"] is not None}
    low, high = reach

    def place(value: float) -> float:
        share = (value - low) / (high - low)
        return HEIGHT * (share if is_down else 1 - share)

    return [
        {"unit": unit, "y": y} for unit, y in spread_apart({unit: place(ends[unit]) for unit in labels if unit in ends})
    ]


def spread_apart(places: dict[str, float], gap: float = GAP, most: float = HEIGHT) -> list[tuple[str, float]]:
    """The names from the top down, at least a gap apart, as near to their places as that allows, within the chart."""
    found: list[tuple[str, float]] = []
    for name, y in sorted(places.items(), key=lambda item: item[1]):
        found.append((name, y if not found else max(y, found[-1][1] + gap)))
    floor = most
    for at in range(len(found) - 1, -1, -1):
        name, y = found[at]
        found[at] = (name, min(y, floor))
        floor = found[at][1] - gap
    return found

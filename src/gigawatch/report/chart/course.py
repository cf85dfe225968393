"""The course of many units over the years: the first ones in colour with a name, all others in grey behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gigawatch.quantity.telling import first_day
from gigawatch.report.block import Chart, Ref
from gigawatch.report.picture import BLUE, GREY, PALETTE, Spec, draw

MOST_NAMED = 6
MOST_BARS = 15
STEEP = 200.0
"""From this ratio of the largest to the smallest value on, amounts stand on a scale of powers of ten."""


@dataclass(frozen=True, slots=True)
class Point:
    """A unit's value in a period, and where it comes from."""

    unit: str
    period: str
    value: float
    ref: Ref


@dataclass(frozen=True, slots=True)
class Words:
    """What a picture is called, what it shows for those who cannot see it, its axis, and a line on its marks."""

    title: str
    alt: str
    axis: str
    note: str = ""


def draw_course(
    points: Sequence[Point], order: Sequence[str], words: Words, *, is_amount: bool = False
) -> Chart | None:
    """A line for each unit, those first in `order` named; bars of the first where all points are of one period.

    None for fewer than two points. An amount whose values differ by orders of magnitude stands on a scale of powers.
    """
    drawn = [point for point in points if first_day(point.period)]
    if len(drawn) < 2:
        return None
    is_course = len({point.period for point in drawn}) > 1
    spec = _lines(drawn, order, words.axis, is_amount) if is_course else _bars(drawn, order, words.axis)
    shown = set(order[:MOST_NAMED] if is_course else order[:MOST_BARS])
    refs = tuple(point.ref for point in drawn if point.unit in shown)
    return Chart(words.title, words.alt, spec, refs, words.note)


def _lines(points: Sequence[Point], order: Sequence[str], axis: str, is_amount: bool) -> Spec:
    named = [unit for unit in order if any(point.unit == unit for point in points)][:MOST_NAMED]
    values = [_mark(point, named) for point in sorted(points, key=lambda one: (one.unit, one.period))]
    amounts = [point.value for point in points]
    is_steep = is_amount and min(amounts) > 0 and max(amounts) / min(amounts) > STEEP
    scale = {"type": "log"} if is_steep else {"zero": is_amount}
    x = {
        "field": "day",
        "type": "temporal",
        "title": None,
        "axis": {"format": "%Y", "tickCount": "year", "grid": False},
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "title": axis,
        "scale": scale,
        "axis": {"tickCount": 6, **({"format": ",~g"} if is_steep else {})},
    }
    colour = {
        "field": "unit",
        "type": "nominal",
        "scale": {"domain": named, "range": list(PALETTE[: len(named)])},
        "legend": {"title": None, "columns": 3},
    }
    shape = {"field": "unit", "type": "nominal", "scale": {"domain": named}, "legend": None}
    ahead: Spec = {"transform": [{"filter": "datum.named"}]}
    layers = [
        {
            "transform": [{"filter": "!datum.named"}],
            "mark": {"type": "line", "color": GREY, "opacity": 0.35, "strokeWidth": 1},
            "encoding": {"detail": {"field": "unit", "type": "nominal"}},
        },
        {**ahead, "mark": {"type": "line"}, "encoding": {"color": colour}},
        {
            **ahead,
            "mark": {"type": "point", "size": 45},
            "encoding": {"color": colour, "shape": shape, "href": {"field": "href"}},
        },
    ]
    return draw(values, encoding={"x": x, "y": y}, layer=layers, height=230)


def _mark(point: Point, named: Sequence[str]) -> Spec:
    told: Spec = {"unit": point.unit, "day": first_day(point.period), "value": point.value, "named": False}
    return {**told, "named": True, "href": f"#ev-{point.ref.id}"} if point.unit in named else told


def _bars(points: Sequence[Point], order: Sequence[str], axis: str) -> Spec:
    by_unit = {point.unit: point for point in points}
    shown = [by_unit[unit] for unit in order if unit in by_unit][:MOST_BARS]
    values: list[Spec] = [{"unit": one.unit, "value": one.value, "href": f"#ev-{one.ref.id}"} for one in shown]
    encoding = {
        "y": {"field": "unit", "type": "nominal", "sort": [one.unit for one in shown], "title": None},
        "x": {"field": "value", "type": "quantitative", "title": axis, "axis": {"tickCount": 6}},
        "href": {"field": "href"},
    }
    return draw(values, mark={"type": "bar", "color": BLUE}, encoding=encoding, height={"step": 19})

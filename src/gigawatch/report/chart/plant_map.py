"""A map of plants: a mark for the plants of a town that have come equally far, sized by what they can make."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi, sqrt

from gigawatch.index.show.chart.frame import shorten
from gigawatch.ledger.stage import Progress
from gigawatch.report.block import Chart
from gigawatch.report.chart.ground import draw_areas, draw_lines
from gigawatch.report.chart.lettering import Spot, place_free_names
from gigawatch.report.chart.marking import (
    Mark,
    area_of,
    ends_of,
    scale_of,
    spread_marks,
    town_name,
)
from gigawatch.report.house.outline import Outlines
from gigawatch.report.located import FURTHEST
from gigawatch.report.outline.window import Window
from gigawatch.report.pen import Pen
from gigawatch.report.picture import BLUE, GREY, INK, ORANGE, RED, SKY, WIDTH, Spec, draw

LABELLED = 14
SMALLER = 0.4  # on the world, where towns stand close
WIDEST_NAME = 120.0
LOOKS = {
    Progress.RUNS: (BLUE, "circle"),
    Progress.BUILDS: (SKY, "square"),
    Progress.PLANNED: (ORANGE, "triangle-up"),
    Progress.HALTED: (RED, "triangle-down"),
    Progress.ENDED: (INK, "cross"),
    Progress.UNKNOWN: (GREY, "diamond"),
}


def draw_plants(pen: Pen, marks: Sequence[Mark], title: str) -> Chart | None:
    """The marks in the window that they need; None where there is none."""
    if not marks:
        return None
    window = Window.around([(mark.town.lon, mark.town.lat) for mark in marks], WIDTH)
    outlines = pen.publication.house.outlines
    spec = _spec(pen, marks, window, outlines)
    refs = tuple(dict.fromkeys(mark.ref for mark in marks))
    return Chart(
        title, _describe(pen, marks), spec, refs, _source(pen, marks, outlines), outlines.credit(pen.lang, window)
    )


def _source(pen: Pen, marks: Sequence[Mark], outlines: Outlines) -> str:
    keys = ["map.how"]
    keys += ["map.row"] if len({mark.town for mark in marks}) < len(marks) else []
    keys += ["map.seat"] if any(plant.is_seat for mark in marks for plant in mark.plants) else []
    keys += ["map.ends"] if any(ends_of(mark, 1.0)[0] for mark in marks) else []
    keys += ["map.unsized"] if any(mark.amount is None for mark in marks) else []
    return ("" if pen.lang == "zh" else " ").join(pen.word(key) for key in [*keys, outlines.note])


def _describe(pen: Pen, marks: Sequence[Mark]) -> str:
    """Every mark in words: the town, how far its plants have come, how many, and what they can make."""
    told = [
        pen.word(
            "map.alt_mark",
            town=town_name(pen, mark.town),
            status=_group(pen, mark.progress),
            count=str(len(mark.plants)),
            n=len(mark.plants),
            told=mark.told,
        )
        for mark in marks
    ]
    return pen.word("map.alt", marks=("；" if pen.lang == "zh" else "; ").join(told))


def _group(pen: Pen, progress: Progress) -> str:
    return pen.word(f"map.group_{progress.value}")


def _spec(pen: Pen, marks: Sequence[Mark], window: Window, outlines: Outlines) -> Spec:
    scale = scale_of(marks) * (SMALLER if window.is_world else 1.0)
    values = _values(pen, marks, window, scale)
    ground = outlines.world_in(window)
    inner = window.cut(outlines.provinces_at(window))
    layers = [*draw_areas(ground.rings), *draw_lines(ground.lines), *draw_lines((*inner.rings, *inner.lines))]
    layers += [*_ends(values, window), _marks(pen, marks, values, window), _names(pen, marks, window, scale, values)]
    spec = draw([], layer=layers, height=window.height)
    return {key: value for key, value in spec.items() if key != "data"}


def _values(pen: Pen, marks: Sequence[Mark], window: Window, scale: float) -> list[Spec]:
    found: list[Spec] = []
    for mark, aside in zip(marks, spread_marks(marks, scale), strict=True):
        x, y = window.dot((mark.town.lon, mark.town.lat))
        end, is_open = ends_of(mark, scale)
        east, north = _plane(window, x + aside, y)
        row: Spec = {
            "name": town_name(pen, mark.town),
            "status": _group(pen, mark.progress),
            "count": len(mark.plants),
            "told": mark.told,
            "east": east,
            "north": north,
            "area": round(area_of(mark, scale), 1),
            "href": f"#ev-{mark.ref.id}",
        }
        if mark.amount is not None:
            row["amount"] = mark.amount
        if end is not None:
            ink, sign = LOOKS[mark.progress]
            row |= {"end": round(end, 1), "open": is_open, "ink": ink, "sign": sign}
        found.append(row)
    return found


def _plane(window: Window, x: float, y: float) -> tuple[float, float]:
    """Dots as what the axes of the picture count in."""
    left, right, bottom, top = window.frame
    return round(left + x / window.width * (right - left), 4), round(top - y / window.height * (top - bottom), 4)


def _axes(window: Window) -> Spec:
    """Degrees along a part of the world; the whole has none, for its meridians are bent."""
    left, right, bottom, top = window.frame
    axis: Spec | None = None if window.is_world else {"title": None, "grid": False, "tickCount": 5, "domain": False}
    told: dict[str, Spec] = {
        "x": {"format": "d", "labelExpr": _degrees("E", "W")},
        "y": {"labelExpr": _degrees("N", "S")},
    }
    return {
        way: {
            "field": field,
            "type": "quantitative",
            "scale": {"domain": ends, "nice": False, "zero": False},
            "axis": {**axis, **told[way]} if axis else None,
        }
        for way, field, ends in (("x", "east", [left, right]), ("y", "north", [bottom, top]))
    }


def _degrees(plus: str, minus: str) -> str:
    """Degrees with their letter; past the 180th meridian they count down again on the other side: 190 is 170°W."""
    turned = "(datum.value > 180 ? datum.value - 360 : datum.value < -180 ? datum.value + 360 : datum.value)"
    side = f"{turned} == 0 || abs({turned}) == 180 ? '' : {turned} > 0 ? '{plus}' : '{minus}'"
    return f"format(abs({turned}), '~g') + '°' + ({side})"


def _ends(values: Sequence[Spec], window: Window) -> list[Spec]:
    """A thin ring where the wording reaches beyond the value, broken where it has no end."""
    rows = [
        {key: row[key] for key in ("east", "north", "end", "open", "ink", "sign")} for row in values if "end" in row
    ]
    ring = {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": False, "strokeWidth": 1, "opacity": 1},
        "encoding": {
            **_axes(window),
            "size": {"field": "end", "type": "quantitative", "scale": None, "legend": None},
            "shape": {"field": "sign", "type": "nominal", "scale": None},
            "stroke": {"field": "ink", "type": "nominal", "scale": None},
            "strokeDash": {"condition": {"test": "datum.open", "value": [3, 2]}, "value": [1, 0]},
        },
    }
    return [ring] if rows else []


def _marks(pen: Pen, marks: Sequence[Mark], values: list[Spec], window: Window) -> Spec:
    used = [one for one in FURTHEST if any(mark.progress is one for mark in marks)]
    labels = [_group(pen, one) for one in used]
    legend = {"title": None, "columns": 3, "symbolSize": 70, "symbolStrokeWidth": 0}
    colour, shape = (
        {
            "field": "status",
            "type": "nominal",
            "scale": {"domain": labels, "range": [LOOKS[one][at] for one in used]},
            "legend": legend,
        }
        for at in (0, 1)
    )
    return {
        "data": {"values": values},
        "mark": {"type": "point", "filled": True, "opacity": 0.9, "stroke": "#ffffff", "strokeWidth": 0.8},
        "encoding": {
            **_axes(window),
            "size": {"field": "area", "type": "quantitative", "scale": None, "legend": None},
            "fill": colour,
            "shape": shape,
            "href": {"field": "href"},
        },
    }


def _names(pen: Pen, marks: Sequence[Mark], window: Window, scale: float, values: Sequence[Spec]) -> Spec:
    """The names of the towns with the largest marks, each where it covers nothing."""
    spots: dict[str, list[Spot]] = {}
    for mark, row in zip(marks, values, strict=True):
        left, right, bottom, top = window.frame
        x = (float(str(row["east"])) - left) / (right - left) * window.width
        y = (top - float(str(row["north"]))) / (top - bottom) * window.height
        radius = sqrt((ends_of(mark, scale)[0] or area_of(mark, scale)) / pi)
        name = shorten(town_name(pen, mark.town), WIDEST_NAME)
        spots.setdefault(mark.town.id, []).append(Spot(x, y, radius, name))
    towns = [_around(row) for row in spots.values()]
    rows = [
        {"name": one.name, "left": round(at[0], 1), "top": round(at[1], 1)}
        for one, at in zip(towns[:LABELLED], place_free_names(towns, window.width), strict=False)
        if at is not None
    ]
    bare = {"axis": None} if window.is_world else {}
    return {
        "data": {"values": rows},
        "mark": {"type": "text", "align": "center", "baseline": "middle"},
        "encoding": {
            "x": {"field": "left", "type": "quantitative", "scale": None, **bare},
            "y": {"field": "top", "type": "quantitative", "scale": None, **bare},
            "text": {"field": "name"},
        },
    }


def _around(row: Sequence[Spot]) -> Spot:
    """A row of marks as one: its middle and how far it reaches."""
    left, right = min(one.x - one.radius for one in row), max(one.x + one.radius for one in row)
    return Spot((left + right) / 2, row[0].y, (right - left) / 2, row[0].name)

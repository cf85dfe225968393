"""A map of China's province-level divisions: what is built and what is planned in each, two bars on one scale.

Each division is a tile of a grid, in about its place; where the house names an approved file of borders, the bars stand
in the middle of its areas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isinf

import numpy as np

from gigawatch.chain.interval import round_digits
from gigawatch.ledger import Stage
from gigawatch.model import Interval
from gigawatch.report.block import Chart, Ref, Value
from gigawatch.report.chart.ground import draw_areas, draw_lines
from gigawatch.report.figures import compute_interval
from gigawatch.report.house.outline import FINEST, Borders
from gigawatch.report.located import UNIT
from gigawatch.report.outline.shape import Outline
from gigawatch.report.outline.window import Window
from gigawatch.report.pen import Pen, fact_ref
from gigawatch.report.picture import BLUE, INK, ORANGE, WIDTH, Spec, draw
from gigawatch.report.province import Amount, Tile, tiles

STEP, TILE, TALL = (80.0, 48.0), 77.0, 45.0
LONGEST, BAR = 32.0, 7.0
EMPTY, FULL = "#f2f4f6", "#e6e9ed"
COLOURS = {Stage.BUILT: BLUE, Stage.PLANNED: ORANGE}
OPEN_END = 6.0
Place = tuple[float, float]


def draw_provinces(pen: Pen, amounts: Sequence[Amount], title: str) -> Chart | None:
    """The divisions with what is told of them; None where nothing is told of any."""
    if not amounts:
        return None
    own = pen.publication.house.outlines.provinces
    refs = {(one.tile, one.stage): tell_amount(pen, one).ref for one in amounts}
    at, ground, height = _on_borders(own, amounts) if own else _on_tiles(amounts)
    used = [one for one in tiles() if one.place in at]
    layers = [*ground, *_bars(pen, amounts, at, refs), _names(pen, used, at)]
    spec = {key: value for key, value in draw([], layer=layers, height=height).items() if key != "data"}
    keys = ("map.provinces_how", "map.ends_bar", "map.note_own_provinces" if own else "map.note_tiles")
    told = [*map(pen.word, keys), *_without_area(pen, amounts, at)]
    source = ("" if pen.lang == "zh" else " ").join(told)
    found = tuple(dict.fromkeys(refs.values()))
    return Chart(title, _describe(pen, amounts), spec, found, source, own.credit[pen.lang] if own else "")


def tell_amount(pen: Pen, one: Amount) -> Value:
    """What is counted in a division at a stage: the fact, or the sum of several."""
    if len(one.counted) == 1:
        return pen.fact(one.counted[0])
    place = one.tile.label(pen.lang)
    key = f"project.sum_{one.stage.value}"
    return compute_interval(pen, key, one.interval, UNIT, map(fact_ref, one.counted), site=place)


def _without_area(pen: Pen, amounts: Sequence[Amount], at: Mapping[str, Place]) -> Iterator[str]:
    """That bars are missing: the divisions with something told of them that the house's file draws no area of."""
    names = list(dict.fromkeys(one.tile.label(pen.lang) for one in amounts if one.tile.place not in at))
    if names:
        yield pen.word("map.without_area", names=pen.series(names), n=len(names))


def _describe(pen: Pen, amounts: Sequence[Amount]) -> str:
    told = [
        pen.word(
            f"map.alt_{one.stage.value}",
            province=one.tile.label(pen.lang),
            amount=short_interval(one.interval),
        )
        for one in amounts
    ]
    return pen.word("map.alt_provinces", amounts=("；" if pen.lang == "zh" else "; ").join(told))


def short_interval(interval: Interval) -> str:
    """An interval as short as a label: 180, ≥ 30, ≤ 20, 12–15.

    >>> short_interval(Interval(12, 15))
    '12–15'
    """
    low, high = round_digits(interval.low), round_digits(interval.high)
    if isinf(high):
        return f"≥ {low:g}"
    if low <= 0 < high:
        return f"≤ {high:g}"
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def _on_tiles(amounts: Sequence[Amount]) -> tuple[Mapping[str, Place], list[Spec], float]:
    """Where the glyph of each division stands on the grid, the tiles, and the height of all."""
    told = {one.tile.place for one in amounts}
    at = {one.place: (one.column * STEP[0], one.row * STEP[1]) for one in tiles()}
    rows = [
        {"left": x, "right": x + TILE, "top": y, "bottom": y + TALL, "ink": FULL if place in told else EMPTY}
        for place, (x, y) in at.items()
    ]
    tile = {"data": {"values": rows}, "mark": {"type": "rect", "cornerRadius": 3}, "encoding": _box("ink")}
    return at, [tile], (max(one.row for one in tiles()) + 1) * STEP[1]


def _box(ink: str) -> Spec:
    sides = {"x": "left", "x2": "right", "y": "top", "y2": "bottom"}
    box: Spec = {
        way: {"field": field, **({"type": "quantitative", "scale": None, "axis": None} if way in "xy" else {})}
        for way, field in sides.items()
    }
    return {**box, "fill": {"field": ink, "type": "nominal", "scale": None}}


def _on_borders(borders: Borders, amounts: Sequence[Amount]) -> tuple[Mapping[str, Place], list[Spec], float]:
    """Where the glyphs stand on a file's areas: in the middle of the largest one of each division that is told of."""
    ends = np.concatenate([ring for place, shape in borders.shapes if place for ring in shape.rings])
    low, high = ends.min(axis=0), ends.max(axis=0)
    window = Window.around([(float(low[0]), float(low[1])), (float(high[0]), float(high[1]))], WIDTH, margin=0.02)
    ground = window.cut(Outline(borders.rings, (*borders.rings, *borders.lines), FINEST))
    told, at = {one.tile.place for one in amounts}, {}
    for place in told:
        rings = [ring for of, shape in borders.shapes if of == place for ring in shape.rings]
        if rings:
            largest = max(rings, key=lambda ring: float(np.prod(np.ptp(ring, axis=0))))
            x, y = window.dot(tuple((largest.min(axis=0) + largest.max(axis=0)) / 2))
            at[place] = (min(max(x - TILE / 2, 0.0), WIDTH - TILE), y - TALL / 2)
    return at, [*draw_areas(ground.rings), *draw_lines(ground.lines)], window.height


def _bars(
    pen: Pen, amounts: Sequence[Amount], at: Mapping[str, Place], refs: Mapping[tuple[Tile, Stage], Ref]
) -> Iterator[Spec]:
    most = max(one.interval.low if isinf(one.interval.high) else one.interval.high for one in amounts)
    scale = LONGEST / max(most, *(one.value for one in amounts))
    rows = [
        _bar(pen, one, at[one.tile.place], scale, refs[(one.tile, one.stage)])
        for one in amounts
        if one.tile.place in at
    ]
    names = [pen.word(f"map.bar_{stage.value}") for stage in COLOURS]
    colour = {
        "field": "group",
        "type": "nominal",
        "scale": {"domain": names, "range": list(COLOURS.values())},
        "legend": {"title": None, "symbolType": "square"},
    }
    box = _box("group") | {"fill": colour, "href": {"field": "href"}}
    yield {"data": {"values": rows}, "mark": {"type": "rect"}, "encoding": box}
    ends = [row for row in rows if row["from"] != row["to"]]
    x, x2 = {"field": "from", "type": "quantitative", "scale": None}, {"field": "to"}
    middle = {"field": "middle", "type": "quantitative", "scale": None}
    dash = {"condition": {"test": "datum.open", "value": [2, 2]}, "value": [1, 0]}
    yield {
        "data": {"values": [_place_only(row) for row in ends]},
        "mark": {"type": "rule", "color": INK, "strokeWidth": 1},
        "encoding": {"x": x, "x2": x2, "y": middle, "strokeDash": dash},
    }
    yield {
        "data": {"values": [_place_only(row) for row in rows]},
        "mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": 9, "dx": 3},
        "encoding": {
            "x": {"field": "after", "type": "quantitative", "scale": None},
            "y": middle,
            "text": {"field": "label"},
            "href": {"field": "href"},
        },
    }


def _place_only(row: Spec) -> Spec:
    return {key: row[key] for key in ("from", "to", "after", "middle", "open", "label", "href")}


def _bar(pen: Pen, one: Amount, at: Place, scale: float, ref: Ref) -> Spec:
    left, top = at[0] + 5, at[1] + (17.0 if one.stage is Stage.BUILT else 30.0)
    length, is_open = max(one.value * scale, 1.5), isinf(one.interval.high)
    low, high = one.interval.low * scale, (length + OPEN_END if is_open else one.interval.high * scale)
    is_exact = one.interval.low == one.interval.high
    return {
        "region": one.tile.label(pen.lang),
        "group": pen.word(f"map.bar_{one.stage.value}"),
        "amount": one.value,
        "low": one.interval.low,
        **({} if is_open else {"high": one.interval.high}),
        "left": left,
        "right": round(left + length, 1),
        "top": top,
        "bottom": top + BAR,
        "middle": top + BAR / 2,
        "from": round(left + length, 1) if is_exact else round(left + low, 1),
        "to": round(left + (length if is_exact else high), 1),
        "after": round(left + max(length, 0.0 if is_exact else high), 1),
        "open": is_open,
        "label": short_interval(one.interval),
        "href": f"#ev-{ref.id}",
    }


def _names(pen: Pen, used: Sequence[Tile], at: Mapping[str, Place]) -> Spec:
    rows = [{"told_of": t.label(pen.lang), "x0": at[t.place][0] + 5, "y0": at[t.place][1] + 8} for t in used]
    return {
        "data": {"values": rows},
        "mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": 10},
        "encoding": {
            "x": {"field": "x0", "type": "quantitative", "scale": None},
            "y": {"field": "y0", "type": "quantitative", "scale": None},
            "text": {"field": "told_of"},
        },
    }

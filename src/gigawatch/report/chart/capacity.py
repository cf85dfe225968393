"""Capacity as stated over time, built and planned apart, with what each hedge allows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from gigawatch.model import Entity, Fact, Settlement
from gigawatch.quantity.telling import first_day
from gigawatch.report.block import Chart
from gigawatch.report.capacity import BUILT, PLANNED, REPORTED, group_of, whole_of
from gigawatch.report.chart.lettering import Spot, place_free_names
from gigawatch.report.pen import Pen, fact_interval, fact_ref
from gigawatch.report.picture import BLUE, GREY, ORANGE, Spec, draw

MOST_PANELS = 4
OPEN_END = 1.1
PANEL = (250.0, 140.0)
RADIUS = 5.0
HALF_A_YEAR = 182.0 * 86_400_000
LOOKS = {BUILT: (BLUE, "square"), PLANNED: (ORANGE, "circle"), REPORTED: (GREY, "triangle-up")}


def draw_capacity(pen: Pen, things: Sequence[tuple[Entity, Sequence[Fact]]], most: int = MOST_PANELS) -> Chart | None:
    """A panel for the region and each of its largest sites; None for fewer than two dated values in all."""
    dated = [(thing, [f for f in whole_of(facts) if _is_drawn(f)]) for thing, facts in things]
    panels = sorted((p for p in dated if len(p[1]) > 1), key=lambda p: -max(f.value for f in p[1]))[:most]
    values = [_mark(pen, thing, fact) for thing, facts in panels for fact in facts]
    if len(values) < 2:
        return None
    names = [pen.ledger.label(thing.id, pen.lang) for thing, _ in panels]
    refs = tuple(fact_ref(fact) for _, facts in panels for fact in facts)
    title, alt = pen.word("project.capacity_chart"), pen.word("project.capacity_alt")
    values = [row for name in names for row in _letter([one for one in values if one["thing"] == name], values)]
    return Chart(title, alt, _spec(pen, values, names), refs, pen.word("project.capacity_source"))


def _is_drawn(fact: Fact) -> bool:
    """A mark needs a date and a value that the evidence decides."""
    return bool(first_day(fact.valid_on)) and fact.verdict is not Settlement.ABSTAINED


def _mark(pen: Pen, thing: Entity, fact: Fact) -> Spec:
    interval = fact_interval(fact)
    return {
        "thing": pen.ledger.label(thing.id, pen.lang),
        "day": first_day(fact.valid_on),
        "value": fact.value,
        "low": max(interval.low, 0.0),
        "high": fact.value * OPEN_END if interval.is_open else interval.high,
        "group": pen.word(f"project.group_{group_of(fact)}"),
        "label": f"{fact.value:g}",
        "href": f"#ev-{fact.id}",
    }


def _letter(panel: Sequence[Spec], values: Sequence[Spec]) -> list[Spec]:
    """The marks of one panel with where their values stand: each value once, and none where it would cover a mark."""
    spots: dict[tuple[object, object], Spot] = {}
    marks = [_spot(row, values, "") for row in panel]
    for row in sorted(panel, key=lambda one: str(one["day"])):
        spots.setdefault((row["group"], row["label"]), _spot(row, values, str(row["label"])))
    places = place_free_names([*spots.values(), *marks], PANEL[0])
    at = {spot: place for spot, place in zip(spots.values(), places, strict=False) if place is not None}
    found: list[Spec] = []
    for row in panel:
        spot = spots[row["group"], row["label"]]
        place = at.pop(spot, None) if spot == _spot(row, values, str(row["label"])) else None
        found.append({**row, **({"left": round(place[0], 1), "top": round(place[1], 1)} if place else {})})
    return found


def _spot(row: Spec, values: Sequence[Spec], name: str) -> Spot:
    """Where a mark lies in its panel, in dots."""
    first, last = _reach(values)
    share = (_month(row) - first) / (last - first)
    return Spot(share * PANEL[0], PANEL[1] * (1 - float(str(row["value"])) / _top(values)), RADIUS, name)


def _month(row: Spec) -> float:
    """The day of a mark as a number, in milliseconds as a time axis counts."""
    return datetime.fromisoformat(str(row["day"])).replace(tzinfo=UTC).timestamp() * 1000


def _reach(values: Sequence[Spec]) -> tuple[float, float]:
    """The ends of the time axis, with room for marks and their values."""
    days = [_month(row) for row in values]
    room = max((max(days) - min(days)) * 0.08, HALF_A_YEAR)
    return min(days) - room, max(days) + room


def _top(values: Sequence[Spec]) -> float:
    """The upper end of the axis of values."""
    return max(max(float(str(row["high"])), float(str(row["value"]))) for row in values) * 1.15


def _spec(pen: Pen, values: list[Spec], names: list[str]) -> Spec:
    groups = [group for group in LOOKS if any(v["group"] == pen.word(f"project.group_{group}") for v in values)]
    labels = [pen.word(f"project.group_{group}") for group in groups]
    x = {
        "field": "day",
        "type": "temporal",
        "title": None,
        "scale": {"domain": list(_reach(values)), "type": "utc"},
        "axis": {"format": "%Y", "tickCount": "year", "grid": False},
    }
    colour = {
        "field": "group",
        "type": "nominal",
        "scale": {"domain": labels, "range": [LOOKS[g][0] for g in groups]},
        "legend": {"title": None},
    }
    shape = {**colour, "scale": {"domain": labels, "range": [LOOKS[g][1] for g in groups]}}
    scale = {"domain": [0, _top(values)], "nice": False}
    y = {"field": "value", "type": "quantitative", "title": pen.word("project.axis_capacity"), "scale": scale}
    across = {"field": "left", "type": "quantitative", "scale": None, "title": None}
    down = {"field": "top", "type": "quantitative", "scale": None, "title": pen.word("project.axis_capacity")}
    layers = [
        {"mark": {"type": "rule", "strokeWidth": 2}, "encoding": {"y": {**y, "field": "low"}, "y2": {"field": "high"}}},
        {"mark": {"type": "point", "size": 70}, "encoding": {"y": y, "shape": shape}},
        {
            "transform": [{"filter": "isValid(datum.left)"}],
            "mark": {"type": "text", "align": "center", "baseline": "middle"},
            "encoding": {"x": across, "y": down, "text": {"field": "label"}, "color": {"value": "#24292f"}},
        },
    ]
    inner = {
        "layer": layers,
        "encoding": {"x": x, "color": colour, "href": {"field": "href"}},
        "width": PANEL[0],
        "height": PANEL[1],
    }
    facet = {"field": "thing", "type": "nominal", "sort": names, "title": None, "header": {"labelAnchor": "start"}}
    spec = draw(values, facet=facet, columns=2, spec=inner, resolve={"axis": {"x": "independent", "y": "independent"}})
    del spec["width"]
    return spec

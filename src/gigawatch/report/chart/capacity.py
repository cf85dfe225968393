"""Capacity as stated over time, built and planned apart, with what each hedge allows."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.model import Entity, Fact, Settlement
from gigawatch.quantity.telling import first_day
from gigawatch.report.block import Chart
from gigawatch.report.capacity import BUILT, PLANNED, REPORTED, group_of, whole_of
from gigawatch.report.pen import Pen, fact_interval, fact_ref
from gigawatch.report.picture import BLUE, GREY, ORANGE, Spec, draw

MOST_PANELS = 4
OPEN_END = 1.1
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


def _spec(pen: Pen, values: list[Spec], names: list[str]) -> Spec:
    groups = [group for group in LOOKS if any(v["group"] == pen.word(f"project.group_{group}") for v in values)]
    labels = [pen.word(f"project.group_{group}") for group in groups]
    x = {
        "field": "day",
        "type": "temporal",
        "title": None,
        "scale": {"padding": 14},
        "axis": {"format": "%Y", "tickCount": "year", "grid": False},
    }
    colour = {
        "field": "group",
        "type": "nominal",
        "scale": {"domain": labels, "range": [LOOKS[g][0] for g in groups]},
        "legend": {"title": None},
    }
    shape = {**colour, "scale": {"domain": labels, "range": [LOOKS[g][1] for g in groups]}}
    y = {"field": "value", "type": "quantitative", "title": pen.word("project.axis_capacity")}
    layers = [
        {"mark": {"type": "rule", "strokeWidth": 2}, "encoding": {"y": {**y, "field": "low"}, "y2": {"field": "high"}}},
        {"mark": {"type": "point", "size": 70}, "encoding": {"y": y, "shape": shape}},
        {
            "mark": {"type": "text", "align": "left", "dx": 7, "dy": -5},
            "encoding": {"y": y, "text": {"field": "label"}, "color": {"value": "#24292f"}},
        },
    ]
    inner = {
        "layer": layers,
        "encoding": {"x": x, "color": colour, "href": {"field": "href"}},
        "width": 250,
        "height": 140,
    }
    facet = {"field": "thing", "type": "nominal", "sort": names, "title": None, "header": {"labelAnchor": "start"}}
    spec = draw(values, facet=facet, columns=2, spec=inner)
    del spec["width"]
    return spec

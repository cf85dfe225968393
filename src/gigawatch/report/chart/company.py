"""What a company installed, shipped, sold and made by year, a line for each measure."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.model import Quantity
from gigawatch.quantity import interval_of
from gigawatch.report.block import Chart, Ref
from gigawatch.report.chart.capacity import OPEN_END
from gigawatch.report.pen import Pen
from gigawatch.report.picture import PALETTE, Spec, draw

Point = tuple[str, str, Quantity, Ref]


def draw_years(pen: Pen, points: Sequence[Point]) -> Chart:
    """The picture of values by the name of their measure and their year."""
    values = [_mark(*point) for point in points]
    names = list(dict.fromkeys(name for name, *_ in points))
    refs = tuple(ref for *_, ref in points)
    words = {key: pen.word(f"company.chart_{key}") for key in ("title", "alt", "axis", "source")}
    return Chart(words["title"], words["alt"], _spec(values, names, words["axis"]), refs, words["source"])


def _mark(name: str, year: str, quantity: Quantity, ref: Ref) -> Spec:
    """A value with what its hedge or range allows; an interval without an end is drawn a little beyond the value."""
    interval = interval_of(quantity)
    return {
        "measure": name,
        "year": f"{year}-01-01",
        "value": quantity.value,
        "low": max(interval.low, 0.0),
        "high": quantity.value * OPEN_END if interval.is_open else interval.high,
        "href": f"#ev-{ref.id}",
    }


def _spec(values: list[Spec], names: list[str], axis: str) -> Spec:
    colour = {
        "field": "measure",
        "type": "nominal",
        "scale": {"domain": names, "range": list(PALETTE[: len(names)])},
        "legend": {"title": None, "columns": 3, "labelLimit": 260},
    }
    shape = {"field": "measure", "type": "nominal", "scale": {"domain": names}, "legend": None}
    x = {
        "field": "year",
        "type": "temporal",
        "title": None,
        "axis": {"format": "%Y", "tickCount": "year", "grid": False},
    }
    y = {"field": "value", "type": "quantitative", "title": axis, "axis": {"tickCount": 6}}
    layers = [
        {"mark": {"type": "line"}},
        {"mark": {"type": "rule", "strokeWidth": 2}, "encoding": {"y": {**y, "field": "low"}, "y2": {"field": "high"}}},
        {"mark": {"type": "point", "size": 45}, "encoding": {"shape": shape, "href": {"field": "href"}}},
    ]
    return draw(values, encoding={"x": x, "y": y, "color": colour}, layer=layers, height=180)

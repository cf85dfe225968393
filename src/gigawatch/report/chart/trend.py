"""The course of the index since the base year, for the units ranked first at its end."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.report.block import Chart
from gigawatch.report.pen import Pen
from gigawatch.report.picture import PALETTE, Spec, draw
from gigawatch.report.publication import Row
from gigawatch.report.reference import score_ref
from gigawatch.report.table import IndexTable
from gigawatch.report.wording import unit_name

MOST_LINES = 6


def draw_trend(pen: Pen, table: IndexTable, ranked: Sequence[Row]) -> Chart | None:
    """A line for each of the first units, broken where the indicators change; None where there is only one period."""
    if len(table.periods) < 2:
        return None
    units = [str(row["unit"]) for row in ranked[:MOST_LINES]]
    rows = [row for row in table.whole if str(row["unit"]) in units and row["score"] is not None]
    rows.sort(key=lambda row: (str(row["unit"]), str(row["period"])))
    values: list[Spec] = [
        {
            "unit": unit_name(pen, row),
            "year": f"{row['period']}-01-01",
            "score": row["score"],
            "set": str(row["made_of"]),
            "href": f"#ev-{score_ref(row).id}",
        }
        for row in rows
    ]
    names = [unit_name(pen, row) for row in ranked[:MOST_LINES]]
    title, alt = pen.word("index.trend_title"), pen.word("index.trend_alt")
    refs = tuple(score_ref(row) for row in rows)
    return Chart(title, alt, _spec(pen, values, names), refs, pen.word("index.trend_source"))


def _spec(pen: Pen, values: list[Spec], names: list[str]) -> Spec:
    colour = {
        "field": "unit",
        "type": "nominal",
        "scale": {"domain": names, "range": list(PALETTE[: len(names)])},
        "legend": {"title": None, "columns": 3},
    }
    shape = {"field": "unit", "type": "nominal", "scale": {"domain": names}, "legend": None}
    x = {
        "field": "year",
        "type": "temporal",
        "title": None,
        "axis": {"format": "%Y", "tickCount": "year", "grid": False},
    }
    y = {"field": "score", "type": "quantitative", "title": pen.word("index.trend_axis"), "axis": {"tickCount": 6}}
    layers = [
        {"mark": {"type": "line"}, "encoding": {"detail": {"field": "set", "type": "nominal"}}},
        {"mark": {"type": "point", "size": 45}, "encoding": {"shape": shape, "href": {"field": "href"}}},
    ]
    return draw(values, encoding={"x": x, "y": y, "color": colour}, layer=layers, height=210)

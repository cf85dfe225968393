"""Ranks with their intervals: a dot at the rank, a line from the 5th to the 95th percentile."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.report.block import Chart
from gigawatch.report.pen import Pen
from gigawatch.report.picture import BLUE, Spec, draw
from gigawatch.report.publication import Row
from gigawatch.report.reference import score_ref
from gigawatch.report.wording import unit_name


def draw_ranks(pen: Pen, period: str, ranked: Sequence[Row]) -> Chart:
    """A row for each ranked unit, each mark a link to its score."""
    values: list[Spec] = [
        {
            "unit": unit_name(pen, row),
            "rank": row["rank"],
            "low": row["rank_low"],
            "high": row["rank_high"],
            "href": f"#ev-{score_ref(row).id}",
        }
        for row in ranked
    ]
    names = [str(value["unit"]) for value in values]
    title = pen.word("index.ranks_axis")
    x = {
        "type": "quantitative",
        "title": title,
        "scale": {"zero": False, "nice": False, "padding": 14},
        "axis": {"tickMinStep": 1},
    }
    spec = draw(
        values,
        encoding={"y": {"field": "unit", "type": "nominal", "sort": names, "title": None}, "href": {"field": "href"}},
        layer=[
            {
                "mark": {"type": "rule", "strokeWidth": 4, "color": BLUE, "opacity": 0.35, "strokeCap": "round"},
                "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}},
            },
            {"mark": {"type": "point", "color": BLUE, "size": 70}, "encoding": {"x": {**x, "field": "rank"}}},
        ],
        height={"step": 19},
    )
    title = pen.word("index.ranks_title", period=pen.period(period))
    refs = tuple(score_ref(row) for row in ranked)
    return Chart(title, pen.word("index.ranks_alt"), spec, refs)

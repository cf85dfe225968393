"""The investment signed at each edition of a conference, as bars."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.outlook import Edition
from gigawatch.report.block import Chart
from gigawatch.report.figures import term_ref, term_value
from gigawatch.report.pen import Pen
from gigawatch.report.picture import Spec, draw

SCALE = {"en": 1e9, "zh": 1e8}


def draw_series(pen: Pen, editions: Sequence[Edition]) -> Chart | None:
    """Bars by year, each a link to its evidence; None for fewer than two editions with money in yuan."""
    told = [(e.year, e.investment) for e in editions if e.year and e.investment and e.investment.quantity.unit == "CNY"]
    if len(told) < 2:
        return None
    values: list[Spec] = [
        {
            "year": year,
            "money": term.quantity.value / SCALE[pen.lang],
            "label": term_value(pen, term).text,
            "href": f"#ev-{term_ref(pen, term).id}",
        }
        for year, term in told
    ]
    x = {"field": "money", "type": "quantitative", "title": pen.word("conference.chart_axis")}
    y = {"field": "year", "type": "ordinal", "title": None}
    label = {"mark": {"type": "text", "align": "left", "dx": 5}, "encoding": {"text": {"field": "label"}}}
    spec = draw(
        values,
        encoding={"x": x, "y": y, "href": {"field": "href"}},
        layer=[{"mark": {"type": "bar", "height": 16}}, label],
        height={"step": 30},
    )
    title, alt = pen.word("conference.chart_title"), pen.word("conference.chart_alt")
    refs = tuple(term_ref(pen, term) for _, term in told)
    return Chart(title, alt, spec, refs, pen.word("conference.chart_source"))

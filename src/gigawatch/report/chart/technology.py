"""The picture of a measure of cells or packs over time, as a block of the report."""

from __future__ import annotations

from gigawatch.figures import load_cells
from gigawatch.outlook.technology import cell_id, chart_technology
from gigawatch.report.block import Chart, Ref, RefKind
from gigawatch.report.pen import Pen
from gigawatch.report.picture import plain_spec


def draw_technology(pen: Pen, measure: str) -> Chart:
    """Announced, certified and in series by shape and colour, hedges as lines."""
    spec = plain_spec(chart_technology(measure, pen.lang))
    refs = tuple(Ref(RefKind.OBSERVATION, cell_id(one)) for one in load_cells() if one.measure == measure)
    title, alt = pen.word("technology.chart_title"), str(spec["description"])
    return Chart(title, alt, spec, refs, pen.word("technology.chart_source"))

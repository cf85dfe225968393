"""Pictures of where an industry is: its map of points, regional shares by year, concentration by year."""

from __future__ import annotations

from gigawatch.model import InputError
from gigawatch.outlook.shift import MeasuredSeries, Shift, YearEnd
from gigawatch.outlook.shift.phrase import Voice
from gigawatch.outlook.shift.setting import WHOLE
from gigawatch.report.block import Chart, Ref
from gigawatch.report.chart.shift_map import chart_shift
from gigawatch.report.figures import evidence_refs
from gigawatch.report.pen import Pen
from gigawatch.report.picture import BLUE, GREY, PALETTE, Spec, draw, plain_spec

MOST_SHARES = 6
FEWEST_POINTS = 3
VALUE = {"field": "value"}


def draw_shift(pen: Pen, shift: Shift, course: MeasuredSeries, year: YearEnd) -> Chart | None:
    """Regions as points sized by amount, the centre's way a line; None for fewer than three regions, of which the table
    says as much, or where none has a point.
    """
    if len(year.shares) < FEWEST_POINTS:
        return None
    try:
        spec = plain_spec(chart_shift(shift, course.code, pen.lang, year.year))
    except InputError:
        return None
    ids = [one for share in year.shares for one in share.amount.evidence]
    title = pen.word("shift.chart_title", year=year.year)
    refs = tuple(dict.fromkeys(evidence_refs(pen, ids)))
    return Chart(title, str(spec["description"]), spec, refs, pen.word("shift.chart_source"))


def draw_shares(pen: Pen, voice: Voice, course: MeasuredSeries) -> Chart | None:
    """Shares in what is told by year, at the middle of each amount; None for fewer than two years of two regions."""
    years = [year for year in course.years if len(year.shares) > 1]
    if len(years) < 2:
        return None
    largest = [one.amount.region for one in years[-1].shares[: MOST_SHARES - 1]]
    names = [voice.region(region) for region in largest]
    values: list[Spec] = [
        {
            "year": year.year,
            "region": voice.region(one.amount.region) if one.amount.region in largest else pen.word("shift.rest"),
            "amount": one.amount.value,
        }
        for year in years
        for one in year.shares
    ]
    colour = {
        "field": "region",
        "type": "nominal",
        "scale": {"domain": [*names, pen.word("shift.rest")], "range": [*PALETTE[: len(names)], GREY]},
        "legend": {"title": None, "columns": 3},
    }
    x = {
        "field": "amount",
        "type": "quantitative",
        "aggregate": "sum",
        "stack": "normalize",
        "title": pen.word("shift.axis_share"),
        "axis": {"format": "%"},
    }
    encoding = {"x": x, "y": {"field": "year", "type": "ordinal", "title": None}, "color": colour}
    spec = draw(values, mark={"type": "bar", "height": 16}, encoding=encoding, height={"step": 26})
    title, alt = pen.word("shift.shares_title"), pen.word("shift.shares_alt")
    return Chart(title, alt, spec, _refs(pen, years), pen.word("shift.shares_source"))


def draw_spread(pen: Pen, course: MeasuredSeries) -> Chart | None:
    """The Herfindahl-Hirschman index by year with its interval and its least; None for fewer than two years."""
    years = [year for year in course.years if year.herfindahl is not None]
    if len(years) < 2:
        return None
    values: list[Spec] = []
    for year in years:
        assert year.herfindahl is not None
        value, spread = year.herfindahl.value, year.herfindahl.interval
        values.append(
            {
                "year": year.year,
                "value": value,
                "low": spread.low if spread else value,
                "high": spread.high if spread else value,
                "equal": WHOLE / len(year.shares),
            }
        )
    y = {"type": "quantitative", "title": pen.word("shift.axis_herfindahl"), "scale": {"domain": [0, WHOLE]}}
    span = {"y": {**y, "field": "low"}, "y2": {"field": "high"}}
    layers = [
        {"mark": {"type": "rule", "color": BLUE, "strokeWidth": 2}, "encoding": span},
        {"mark": {"type": "point", "color": BLUE, "filled": True, "size": 70}, "encoding": {"y": {**y, **VALUE}}},
        {"mark": {"type": "tick", "color": GREY, "width": 26}, "encoding": {"y": {**y, "field": "equal"}}},
    ]
    x = {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}}
    spec = draw(values, encoding={"x": x}, layer=layers, height=170)
    title, alt = pen.word("shift.spread_title"), pen.word("shift.spread_alt")
    return Chart(title, alt, spec, _refs(pen, years), pen.word("shift.spread_source"))


def _refs(pen: Pen, years: list[YearEnd]) -> tuple[Ref, ...]:
    ids = [one for year in years for share in year.shares for one in share.amount.evidence]
    return tuple(dict.fromkeys(evidence_refs(pen, ids)))

"""A picture of where the industry is: regions as points on a plain of longitude and latitude, the centre's way a line.

There are no borders: a map of China that is published must come from its map service and be approved.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import pi, sqrt
from typing import TYPE_CHECKING, Any

from gigawatch.index.show.chart.frame import WIDTH, finish, hold
from gigawatch.index.show.theme import BLUE, INK, MUTED, PAPER, RED
from gigawatch.model import InputError
from gigawatch.outlook.shift import Centre, MeasuredSeries, Shift, YearChange, YearEnd
from gigawatch.outlook.shift.phrase import Voice
from gigawatch.outlook.shift.region import point_of
from gigawatch.quantity.wording import format_unit
from gigawatch.report.chart.lettering import Spot, place_names

if TYPE_CHECKING:
    from altair.typing import ChartType

HEIGHT = 400
MARGIN = 0.12
NARROWEST = 4.0
LABELLED = 12
LARGEST = 1400
CENTRE_RADIUS = 5.0
Row = dict[str, object]
Reach = tuple[float, float]


def chart_shift(shift: Shift, code: str = "ledger", lang: str = "en", year: str | None = None) -> ChartType:
    """The amounts of one series at a year's end (the last one told by default) and the way of its centre.

    A step of the centre is drawn only over the regions that both of its years tell, so that steps need not join; a
    cross shows the interval of each of its ends. InputError where the series tells nothing of that year, or no region
    in it has a point.
    """
    course, voice = shift.course(code), Voice(lang, shift.question.unit)
    shown = _choose(course, year)
    points = [] if shown is None else list(_points(shown, voice))
    if shown is None or not points:
        raise InputError(f"{code} tells no region with a point", where=year or "every year", hint="ask by province")
    steps = [step for step in course.steps if step.path is not None]
    matter, stage = voice.say(shift.question.of.value), voice.say(shift.question.stage.value)
    note = voice.say(
        "chart_note",
        series=voice.series_name(course),
        count=len(shown.shares),
        regions=shown.regions,
        level=voice.say(shift.question.by.value),
    )
    title = voice.say("chart_title", matter=matter, stage=stage, year=shown.year)
    return finish(_draw(points, steps, voice), lang, title, _describe(points, steps, voice), note)


def _choose(course: MeasuredSeries, year: str | None) -> YearEnd | None:
    """The year asked for, else the last one; None where the series does not tell it."""
    return next((one for one in reversed(course.years) if year in (None, one.year)), None)


def _points(year: YearEnd, voice: Voice) -> Iterator[Row]:
    for one in year.shares:
        point = point_of(one.amount.region)
        if point is not None:
            name, told = voice.region(one.amount.region), voice.amount(one.amount.interval)
            yield {"name": name, "told": told, "amount": one.amount.value, "lat": point[0], "lon": point[1]}


def _draw(points: list[Row], steps: list[YearChange], voice: Voice) -> Any:
    import altair as alt

    ends = list({(row["name"], row["at"]): row for step in steps for row in _ends(step, voice)}.values())
    across, up = _reach([*points, *ends], "lon"), _reach([*points, *ends], "lat")
    x = alt.X("lon:Q", title=voice.say("longitude"), scale=alt.Scale(domain=across, nice=False), axis=_axis())
    y = alt.Y("lat:Q", title=voice.say("latitude"), scale=alt.Scale(domain=up, nice=False), axis=_axis())
    size = alt.Size(
        "amount:Q",
        title=voice.say("chart_amount", unit=format_unit(voice.unit, voice.lang)),
        scale=alt.Scale(type="linear", domain=[0, _most(points)], range=[0, LARGEST]),
        legend=alt.Legend(symbolFillColor=BLUE, symbolStrokeWidth=0, tickCount=4),
    )
    tip = [alt.Tooltip("name:N"), alt.Tooltip("told:N")]
    dots = alt.Chart(hold(points)).mark_point(filled=True, color=BLUE, opacity=0.55)
    layers = [dots.encode(x=x, y=y, size=size, tooltip=tip)]
    layers += _way(ends, [_segment(step) for step in steps], x, y) if steps else []
    names = alt.Chart(hold(_letter(points, ends, across, up))).mark_text(align="center", baseline="middle")
    colour = alt.condition("datum.is_centre", alt.value(MUTED), alt.value(INK))
    layers.append(names.encode(x=alt.X("x:Q", scale=None), y=alt.Y("y:Q", scale=None), text="name:N", color=colour))
    return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)


def _way(ends: list[Row], segments: list[Row], x: Any, y: Any) -> list[Any]:
    """The line of each step, an open square where it begins, a full one where it ends, a cross for its interval."""
    import altair as alt

    at = alt.Chart(hold(ends)).encode(x=x, y=y)
    lines = alt.Chart(hold(segments)).mark_rule(color=RED, strokeWidth=2).encode(x=x, y=y, x2="lon2:Q", y2="lat2:Q")
    across = at.mark_rule(color=RED, opacity=0.5).encode(x=alt.X("west:Q"), x2="east:Q")
    along = at.mark_rule(color=RED, opacity=0.5).encode(y=alt.Y("south:Q"), y2="north:Q")
    fill = alt.condition("datum.is_end", alt.value(RED), alt.value(PAPER))
    square = at.mark_point(shape="square", size=45, stroke=RED, strokeWidth=1.5).encode(fill=fill)
    return [lines, across, along, square]


def _letter(points: list[Row], ends: list[Row], across: Reach, up: Reach) -> list[Row]:
    """The names of the largest regions and of the centres, each where it covers nothing."""
    most = _most(points)

    def spot(row: Row, radius: float) -> Spot:
        x = WIDTH * (float(str(row["lon"])) - across[0]) / (across[1] - across[0])
        y = HEIGHT * (up[1] - float(str(row["lat"]))) / (up[1] - up[0])
        return Spot(x, y, radius, str(row["name"]))

    centres = [spot(row, CENTRE_RADIUS) for row in ends]
    regions = [spot(row, sqrt(LARGEST * float(str(row["amount"])) / most / pi)) for row in points]
    spots = [*regions[:LABELLED], *centres]
    rows = zip(spots, place_names(spots, WIDTH), strict=True)
    return [{"name": one.name, "x": at[0], "y": at[1], "is_centre": one in centres} for one, at in rows]


def _ends(step: YearChange, voice: Voice) -> Iterator[Row]:
    """Where the centre's step begins and ends; `at` tells ends of steps that join from those that do not."""
    assert step.path is not None
    for year, centre, is_end in ((step.before, step.path.start, False), (step.after, step.path.end, True)):
        label = voice.say("chart_centre", year=year)
        at = f"{centre.latitude:.3f} {centre.longitude:.3f}"
        place = {"lat": centre.latitude, "lon": centre.longitude, "at": at}
        yield {"name": label, "is_end": is_end, **place, **_cross(centre)}


def _cross(centre: Centre) -> Row:
    lats, lons = centre.latitudes, centre.longitudes
    return {
        "south": lats.low if lats else centre.latitude,
        "north": lats.high if lats else centre.latitude,
        "west": lons.low if lons else centre.longitude,
        "east": lons.high if lons else centre.longitude,
    }


def _segment(step: YearChange) -> Row:
    assert step.path is not None
    start, end = step.path.start, step.path.end
    return {"lat": start.latitude, "lon": start.longitude, "lat2": end.latitude, "lon2": end.longitude}


def _reach(rows: list[Row], field: str) -> Reach:
    """The degrees that an axis shows: those of the points with a margin, never fewer than a few."""
    values = [float(str(row[field])) for row in rows]
    middle, half = (min(values) + max(values)) / 2, (max(values) - min(values)) * (0.5 + MARGIN)
    half = max(half, NARROWEST / 2)
    return middle - half, middle + half


def _axis() -> Any:
    import altair as alt

    return alt.Axis(format="d", labelExpr="datum.label + '°'", tickCount=6)


def _most(points: list[Row]) -> float:
    return max(float(str(row["amount"])) for row in points) or 1.0


def _describe(points: list[Row], steps: list[YearChange], voice: Voice) -> str:
    named = voice.join(f"{row['name']} {row['told']}" for row in points)
    told = voice.join(f"{step.before}–{step.after} {voice.path(step.path)}" for step in steps)
    path = voice.say("chart_path", steps=told) if steps else voice.say("chart_no_path")
    return voice.say("chart_description", points=named, path=path)

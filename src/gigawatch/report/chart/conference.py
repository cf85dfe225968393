"""The editions of a conference in three panels: projects, sum and mean project; hedges as lines, others as rings.

In a report each bar is a link to its evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import isinf
from typing import TYPE_CHECKING

from gigawatch.chain import format_interval
from gigawatch.chain.interval import round_digits
from gigawatch.index.show.chart.frame import finish, hold
from gigawatch.index.show.theme import BLUE, GREEN, INK, ORANGE, RED
from gigawatch.model import InputError, Interval
from gigawatch.outlook.edition import INVESTMENT, PROJECTS
from gigawatch.outlook.event import ConferenceSeries, EditionFigure, Held
from gigawatch.outlook.event.rival import CONTRADICTS
from gigawatch.outlook.event.text import say, tell_mean
from gigawatch.quantity import format_quantity, part_thousands
from gigawatch.report.block import Chart, Ref, Value
from gigawatch.report.figures import evidence_refs
from gigawatch.report.pen import Pen
from gigawatch.report.picture import plain_spec

if TYPE_CHECKING:
    import altair as alt
    from altair.typing import ChartType

MEAN = "mean"
SCALE = {"en": 1e9, "zh": 1e8}
PANEL = 168
HEIGHT = 180
ROOM = 1.18  # above the highest bar, for its label
Row = dict[str, object]
Link = Callable[[Held, str], str]
PANELS = (("count", BLUE), ("money", ORANGE), ("mean", GREEN))


def draw_series(pen: Pen, course: ConferenceSeries, mean_of: Callable[[Held], Value | None]) -> Chart | None:
    """The picture of a series, `mean_of` giving the mean project of an edition; None for fewer than two editions."""

    def ref(held: Held, kind: str) -> Ref | None:
        if kind == MEAN:
            mean = mean_of(held)
            return mean.ref if mean else None
        amount = held.projects if kind == "count" else held.investment
        return evidence_refs(pen, [amount.evidence])[0] if amount else None

    def link(held: Held, kind: str) -> str:
        found = ref(held, kind)
        return f"#ev-{found.id}" if found else ""

    try:
        spec = plain_spec(draw_events(course, pen.lang, link))
    except InputError:
        return None
    refs = (ref(held, kind) for held in course.editions for kind in ("count", "money", MEAN))
    title = pen.word("conference.chart_title", name=course.label(pen.lang))
    alt, source = describe_events(course, pen.lang), pen.word("conference.chart_source")
    return Chart(title, alt, spec, tuple(dict.fromkeys(one for one in refs if one)), source)


def chart_events(course: ConferenceSeries, lang: str = "en") -> ChartType:
    """The picture of a series; InputError where fewer than two of its editions tell a number or a sum with a year."""
    return finish(
        draw_events(course, lang),
        lang,
        say("chart_title", lang, name=course.label(lang)),
        describe_events(course, lang),
        say("chart_note", lang),
    )


def describe_events(course: ConferenceSeries, lang: str) -> str:
    """The picture in words, for those who cannot see it."""
    told = (_tell(held, lang) for held in _shown(course))
    return say("chart_description", lang, name=course.label(lang), told=say("semicolon", lang).join(told))


def draw_events(course: ConferenceSeries, lang: str, link: Link | None = None) -> ChartType:
    """The three panels without a title; `link` gives what a bar of an edition's panel leads to."""
    import altair as alt

    shown = _shown(course)
    if len(shown) < 2:
        raise InputError(f"{course.label(lang)} tells fewer than two editions", hint="a picture needs two to compare")
    panels = [_panel(kind, colour, shown, course, lang, link) for kind, colour in PANELS]
    found: ChartType = alt.hconcat(*(panel for panel in panels if panel is not None), spacing=24)
    return found


def _shown(course: ConferenceSeries) -> list[Held]:
    return [held for held in course.editions if held.year and (held.projects or held.investment)]


def _tell(held: Held, lang: str) -> str:
    projects = (
        say("projects", lang, count=format_quantity(held.projects.quantity, lang))
        if held.projects
        else say("no_projects", lang)
    )
    money = format_quantity(held.investment.quantity, lang) if held.investment else say("no_money", lang)
    return say("chart_edition", lang, year=held.year, projects=projects, investment=money, mean=tell_mean(held, lang))


def _panel(
    kind: str, colour: str, shown: Sequence[Held], course: ConferenceSeries, lang: str, link: Link | None
) -> ChartType | None:
    """One panel; None where no edition tells its figure in the series' one currency."""
    if kind != "count" and course.unit is None:
        return None
    scale = 1.0 if kind == "count" else SCALE[lang]
    bars = [_bar(held, kind, scale, lang, link) for held in shown if _interval(held, kind) is not None]
    if not bars:
        return None
    rings = [row for held in shown for row in _rings(held, kind, scale, lang)]
    unit = say(f"unit_{course.unit}", lang) if course.unit == "CNY" else course.unit
    return _layers(bars, rings, say(f"panel_{kind}", lang, unit=unit), colour)


def _interval(held: Held, kind: str) -> Interval | None:
    if kind == "mean":
        return held.mean
    amount = held.projects if kind == "count" else held.investment
    return amount.interval if amount is not None else None


def _bar(held: Held, kind: str, scale: float, lang: str, link: Link | None) -> Row:
    interval = _interval(held, kind) or Interval(0, 0)
    amount = held.projects if kind == "count" else held.investment
    is_mean = kind == "mean" or amount is None
    value = interval.low if is_mean or amount is None else amount.quantity.value
    text = _short(interval, scale) if is_mean or amount is None else _short_amount(amount, scale, lang)
    return {
        "year": held.year,
        "value": value / scale,
        "low": interval.low / scale,
        "high": (value if isinf(interval.high) else interval.high) / scale,
        "label": text,
        "told": _tell(held, lang),
        "href": link(held, kind) if link is not None else "",
    }


def _short(interval: Interval, scale: float) -> str:
    low, high = (round_digits(end) / scale for end in (interval.low, interval.high))
    if low == high:
        return f"{low:.3g}"
    return f"≥ {low:.3g}" if isinf(high) else f"{low:.3g}–{high:.3g}"


def _short_amount(amount: EditionFigure, scale: float, lang: str) -> str:
    quantity = amount.quantity
    mark = {"over": "> ", "at least": "≥ ", "about": "≈ ", "nearly": "< ", "up to": "≤ "}.get(
        str(quantity.bound or ""), ""
    )
    return mark + part_thousands(f"{quantity.value / scale:,.4g}", lang)


def _rings(held: Held, kind: str, scale: float, lang: str) -> Iterator[Row]:
    measure = {"count": PROJECTS, "money": INVESTMENT}.get(kind)
    for other in held.others:
        if other.amount.measure == measure and other.relation == CONTRADICTS:
            told = format_interval(other.amount.interval, other.amount.quantity.unit, lang)
            yield {"year": held.year, "value": other.amount.quantity.value / scale, "told": told}


def _layers(bars: Sequence[Row], rings: Sequence[Row], title: str, colour: str) -> ChartType:
    import altair as alt

    tops = [float(str(row[key])) for row in bars for key in ("value", "high")] + [float(str(r["value"])) for r in rings]
    scale = alt.Scale(domain=[0, max(tops) * ROOM], nice=False)
    y = alt.Y("value:Q", title=None, scale=scale, axis=alt.Axis(tickCount=4))
    x = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, ticks=False))
    base = alt.Chart(hold(bars)).encode(x=x)
    layers = [
        base.mark_bar(color=colour, size=22).encode(y=y, tooltip=["told:N"], **_linked(bars)),
        base.transform_filter("datum.low != datum.high")
        .mark_rule(color=INK)
        .encode(y=alt.Y("low:Q", scale=scale), y2="high:Q"),
        base.mark_text(dy=-7, color=INK).encode(y=alt.Y("high:Q", scale=scale), text="label:N", **_linked(bars)),
    ]
    if rings:
        ring = alt.Chart(hold(rings)).mark_point(filled=False, size=70, color=RED, strokeWidth=1.6)
        layers.append(ring.encode(x=x, y=alt.Y("value:Q", scale=scale), tooltip=["told:N"]))
    heading = alt.Title(text=title, fontSize=12, offset=8, frame="group")
    found: ChartType = alt.layer(*layers).properties(width=PANEL, height=HEIGHT, title=heading)
    return found


def _linked(bars: Sequence[Row]) -> dict[str, alt.Href]:
    import altair as alt

    return {"href": alt.Href("href:N")} if any(row["href"] for row in bars) else {}

"""Where the material for a region's cells comes from, as a Sankey picture in tonnes a year.

What is stated and what is missing for certain is drawn full, what hangs on chemistry and source is drawn pale between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gigawatch.chain import Flow, Flows, format_interval
from gigawatch.chain.balance_text import join_links
from gigawatch.chain.phrase import say
from gigawatch.index.show.chart.frame import finish, hold, measure
from gigawatch.index.show.theme import INK, PAPER
from gigawatch.model import InputError
from gigawatch.report.chart.flow_layout import (
    BAR,
    COLOURS,
    GAP,
    HEIGHT,
    ORIGINS,
    WIDTH,
    Band,
    Box,
    feeds_cells,
    lay_flows,
    name_product,
    tell_need,
    tell_tonnes,
)

if TYPE_CHECKING:
    from altair.typing import ChartType

ASIDE, TALL = 4.0, 7.0
"""What stands free beside a name, and half the height of the ground behind it."""
STEPS = 24
NO_LINKS: Mapping[str, str] = {}
Row = dict[str, object]


def chart_flow(flows: Flows, region: str, documents: int, lang: str = "en") -> ChartType:
    """The flows of one stage as a picture with scope and intervals; InputError where there is nothing to draw."""
    import altair as alt

    if not is_drawable(flows):
        raise InputError(say("flow_empty", lang, region=region))
    found = draw_flow(flows, lang)
    title = say("flow_title", lang, region=region, presence=say(flows.presence.value, lang))
    found.title = alt.Title(text=title, subtitle=list(_notes(flows, documents, lang)))
    return found


def draw_flow(flows: Flows, lang: str, links: Mapping[str, str] = NO_LINKS) -> ChartType:
    """The picture without a title; `links` leads the label of each product to its evidence."""
    import altair as alt

    shown = sorted(filter(_is_shown, flows.flows), key=lambda flow: not feeds_cells(flow))
    boxes, bands = lay_flows(shown, lang)
    areas = [_area(bands, kind) for kind in ORIGINS if any(band.kind == kind for band in bands)]
    picture = alt.layer(*areas, _grounds(boxes), _bars(boxes), *_labels(boxes, links)).properties(
        width=WIDTH, height=HEIGHT + 2 * GAP
    )
    return finish(picture, lang, "", describe_flow(flows, lang))


def is_drawable(flows: Flows) -> bool:
    """True where there is some flow to draw."""
    return any(map(_is_shown, flows.flows))


def _is_shown(flow: Flow) -> bool:
    """False for what the cells may not need at all."""
    return flow.need.low > 0


def list_undrawn(flows: Flows) -> list[str]:
    """The links that the picture leaves out."""
    return [*flows.left_out, *(flow.link for flow in flows.flows if not _is_shown(flow))]


def _notes(flows: Flows, documents: int, lang: str) -> Iterator[str]:
    """Two lines under the title: the scope, and what is left out."""
    rest = list_undrawn(flows)
    yield say("flow_scope", lang, cells=format_interval(flows.cells, flows.unit, lang), documents=documents)
    yield say("flow_width", lang, left_out=join_links(rest, lang) if rest else say("flow_nothing", lang))


def _area(bands: Sequence[Band], kind: str) -> Any:
    import altair as alt

    rows = [row for band in bands if band.kind == kind for row in _curve(band)]
    return (
        alt.Chart(hold(rows))
        .mark_area(color=COLOURS[kind], opacity=0.28 if kind == "open" else 0.55)
        .encode(x=_x(), y=_y(), y2="bottom:Q", detail="band:N")
    )


def _curve(band: Band) -> Iterator[Row]:
    """Points along a band that leaves and arrives level."""
    (x0, x1), (y0, y1) = band.x, band.y
    for step in range(STEPS + 1):
        t = step / STEPS
        ease = t * t * (3 - 2 * t)
        y = y0 + (y1 - y0) * ease
        yield {"band": band.key, "x": x0 + (x1 - x0) * t, "y": y, "bottom": y + band.height}


def _bars(boxes: Sequence[Box]) -> Any:
    import altair as alt

    rows = [
        {"x": box.x, "x2": box.x + BAR, "y": box.y, "bottom": box.y + max(box.height, 0.8), "colour": box.colour}
        for box in boxes
    ]
    colour = alt.Color("colour:N", scale=None, legend=None)
    return alt.Chart(hold(rows)).mark_rect().encode(x=_x(), x2="x2:Q", y=_y(), y2="bottom:Q", color=colour)


def _grounds(boxes: Sequence[Box]) -> Any:
    """A pale ground behind each name, that it can be read over a dark band."""
    import altair as alt

    rows = [
        {
            "x": box.x + BAR,
            "x2": box.x + BAR + measure(box.words) + 2 * ASIDE,
            "y": middle - TALL,
            "bottom": middle + TALL,
        }
        for box in boxes
        for middle in (box.y + box.height / 2,)
    ]
    mark = alt.Chart(hold(rows)).mark_rect(color=PAPER, opacity=0.8)
    return mark.encode(x=_x(), x2="x2:Q", y=_y(), y2="bottom:Q")


def _labels(boxes: Sequence[Box], links: Mapping[str, str]) -> Iterator[Any]:
    """Names to the right of the nodes."""
    import altair as alt

    mark: dict[str, Any] = {"align": "left", "baseline": "middle", "color": INK}
    for is_linked in (False, True):
        rows = [_letter(box, links) for box in boxes if (box.key in links) is is_linked]
        if rows:
            text = alt.Chart(hold(rows)).mark_text(**mark).encode(x=_x(), y=_y(), text="words:N")
            yield text.encode(href="href:N") if is_linked else text


def _letter(box: Box, links: Mapping[str, str]) -> Row:
    place: Row = {"x": box.x + BAR + ASIDE, "y": box.y + box.height / 2, "words": box.words}
    return {**place, "href": links[box.key]} if box.key in links else place


def _x() -> Any:
    import altair as alt

    return alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, WIDTH], nice=False))


def _y() -> Any:
    import altair as alt

    return alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[HEIGHT + GAP, -GAP], nice=False))


def describe_flow(flows: Flows, lang: str) -> str:
    """The picture in words, for those who cannot see it."""
    stop = "；" if lang == "zh" else "; "
    return say("flow_description", lang, flows=stop.join(_told(one, lang) for one in flows.flows if _is_shown(one)))


def _told(flow: Flow, lang: str) -> str:
    return say(
        "flow_told",
        lang,
        link=name_product(flow, lang),
        need=tell_need(flow, lang),
        stated=tell_tonnes(flow.stated, lang),
        open=tell_tonnes(flow.open, lang),
        missing=tell_tonnes(flow.missing, lang),
    )

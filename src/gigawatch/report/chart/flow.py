"""Where the material for a region's cells comes from, as a Sankey picture in tonnes a year.

On the left where it comes from, in the middle each product as wide as its highest need, on the right what it goes into.
What is stated and what is missing for certain is drawn full, what hangs on chemistry and source is drawn pale between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigawatch.chain import Flow, Flows, format_interval
from gigawatch.chain.balance_text import join_links
from gigawatch.chain.phrase import say
from gigawatch.index.show.chart.frame import finish, hold, measure
from gigawatch.index.show.theme import BLUE, GREY, INK, ORANGE, PAPER
from gigawatch.model import InputError, Interval
from gigawatch.vocab import label, links

if TYPE_CHECKING:
    from altair.typing import ChartType

WIDTH, HEIGHT, GAP, BAR = 560.0, 420.0, 9.0, 11.0
LEFT, MIDDLE, RIGHT = 0.0, 280.0, 549.0
ASIDE, TALL = 4.0, 7.0
"""What stands free beside a name, and half the height of the ground behind it."""
LEAST = 15.0  # a product's label needs so much height
STEPS = 24
UNIT = "t"
CELL = "cell"
NO_LINKS: Mapping[str, str] = {}
ORIGINS = ("stated", "open", "missing")
COLOURS = {"stated": BLUE, "open": ORANGE, "missing": GREY}
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Box:
    """A node: what it is, where it begins and how high it is, in pixels."""

    key: str
    x: float
    y: float
    height: float
    colour: str
    words: str


@dataclass(frozen=True, slots=True)
class Band:
    """A flow between two nodes: where it leaves and arrives, and how high it is, in pixels."""

    key: str
    x: tuple[float, float]
    y: tuple[float, float]
    height: float
    kind: str


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

    shown = sorted(filter(_is_shown, flows.flows), key=lambda flow: not _feeds_cells(flow))
    boxes, bands = _lay(shown, lang)
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


def _feeds_cells(flow: Flow) -> bool:
    return CELL in links()[flow.link].feeds


def list_undrawn(flows: Flows) -> list[str]:
    """The links that the picture leaves out."""
    return [*flows.left_out, *(flow.link for flow in flows.flows if not _is_shown(flow))]


def _notes(flows: Flows, documents: int, lang: str) -> Iterator[str]:
    """Two lines under the title: the scope, and what is left out."""
    rest = list_undrawn(flows)
    yield say("flow_scope", lang, cells=format_interval(flows.cells, flows.unit, lang), documents=documents)
    yield say("flow_width", lang, left_out=join_links(rest, lang) if rest else say("flow_nothing", lang))


def _lay(flows: Sequence[Flow], lang: str) -> tuple[list[Box], list[Band]]:
    """Every node and flow, placed."""
    whole = sum(flow.need.high for flow in flows)
    scale = (HEIGHT - GAP * (len(flows) - 1) - LEAST * len(flows) / 2) / whole
    middle, y = {}, 0.0
    step = (HEIGHT - sum(max(LEAST, flow.need.high * scale) for flow in flows)) / max(1, len(flows) - 1)
    for flow in flows:
        height = flow.need.high * scale
        middle[flow.link] = Box(flow.link, MIDDLE, y, height, INK, _words(flow, lang))
        y += max(LEAST, height) + max(step, 1.0)
    origins = list(_origins(flows, scale, lang))
    goals = list(_goals(flows, scale, lang))
    bands = [*_incoming(flows, middle, origins, scale), *_outgoing(flows, middle, goals, scale)]
    return [*origins, *middle.values(), *goals], bands


def _name(flow: Flow, lang: str) -> str:
    return label("link", flow.link, lang)


def _need(flow: Flow, lang: str) -> str:
    return format_interval(flow.need, UNIT, lang)


def _words(flow: Flow, lang: str) -> str:
    beyond = say("flow_beyond", lang, amount=_exact(flow.beyond, lang)) if flow.beyond > 0 else ""
    return f"{_name(flow, lang)} {_need(flow, lang)}{beyond}"


def _amount(flow: Flow, kind: str) -> float:
    return {"stated": flow.stated, "open": flow.open, "missing": flow.missing}[kind]


def _origins(flows: Sequence[Flow], scale: float, lang: str) -> Iterator[Box]:
    y = 0.0
    told = [(kind, sum(_amount(flow, kind) for flow in flows)) for kind in ORIGINS]
    free = (HEIGHT - sum(amount for _, amount in told) * scale) / 2
    for kind, amount in told:
        if amount > 0:
            yield Box(kind, LEFT, y, amount * scale, COLOURS[kind], say(f"flow_{kind}", lang))
        y += amount * scale + free


def _goals(flows: Sequence[Flow], scale: float, lang: str) -> Iterator[Box]:
    into_cells = sum(flow.need.high for flow in flows if _feeds_cells(flow)) * scale
    into_material = sum(flow.need.high for flow in flows if not _feeds_cells(flow)) * scale
    if into_cells:
        yield Box("cells", RIGHT, 0.0, into_cells, INK, say("flow_cells", lang))
    if into_material:
        yield Box("material", RIGHT, HEIGHT - into_material, into_material, INK, say("flow_material", lang))


def _incoming(flows: Sequence[Flow], middle: dict[str, Box], origins: list[Box], scale: float) -> Iterator[Band]:
    leaves = {box.key: box.y for box in origins}
    arrives = {link: box.y for link, box in middle.items()}
    for kind in ORIGINS:
        for flow in flows:
            height = _amount(flow, kind) * scale
            if height > 0:
                ends = (leaves[kind], arrives[flow.link])
                yield Band(f"{kind} {flow.link}", (LEFT + BAR, MIDDLE), ends, height, kind)
                leaves[kind] += height
                arrives[flow.link] += height


def _outgoing(flows: Sequence[Flow], middle: dict[str, Box], goals: list[Box], scale: float) -> Iterator[Band]:
    """On to what takes the product: full as far as the lowest need, pale from there to the highest."""
    arrives = {box.key: box.y for box in goals}
    for flow in flows:
        goal = "cells" if _feeds_cells(flow) else "material"
        leaves = middle[flow.link].y
        for kind in ORIGINS:
            height = _amount(flow, kind) * scale
            if height > 0:
                yield Band(f"{kind} {flow.link} on", (MIDDLE + BAR, RIGHT), (leaves, arrives[goal]), height, kind)
                leaves += height
                arrives[goal] += height


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
        link=_name(flow, lang),
        need=_need(flow, lang),
        stated=_exact(flow.stated, lang),
        open=_exact(flow.open, lang),
        missing=_exact(flow.missing, lang),
    )


def _exact(amount: float, lang: str) -> str:
    return format_interval(Interval(amount, amount), UNIT, lang)

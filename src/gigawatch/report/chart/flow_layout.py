"""How a Sankey picture of material stands: its nodes and the flows between them, in pixels.

On the left where the material comes from, in the middle each product as wide as its highest need, on the right what it
goes into.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gigawatch.chain import Flow, format_interval
from gigawatch.chain.phrase import say
from gigawatch.index.show.theme import BLUE, GREY, INK, ORANGE
from gigawatch.model import Interval
from gigawatch.vocab import label, links

WIDTH, HEIGHT, GAP, BAR = 560.0, 420.0, 9.0, 11.0
LEFT, MIDDLE, RIGHT = 0.0, 280.0, 549.0
LEAST = 15.0  # a product's label needs so much height
UNIT = "t"
CELL = "cell"
ORIGINS = ("stated", "open", "missing")
COLOURS = {"stated": BLUE, "open": ORANGE, "missing": GREY}


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


def feeds_cells(flow: Flow) -> bool:
    """True for what goes into cells themselves, not into their cathode material."""
    return CELL in links()[flow.link].feeds


def lay_flows(flows: Sequence[Flow], lang: str) -> tuple[list[Box], list[Band]]:
    """Every node and flow of a picture, placed."""
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


def name_product(flow: Flow, lang: str) -> str:
    """The product of a flow by its name."""
    return label("link", flow.link, lang)


def tell_need(flow: Flow, lang: str) -> str:
    """How much of it is needed in a year."""
    return format_interval(flow.need, UNIT, lang)


def _words(flow: Flow, lang: str) -> str:
    beyond = say("flow_beyond", lang, amount=tell_tonnes(flow.beyond, lang)) if flow.beyond > 0 else ""
    return f"{name_product(flow, lang)} {tell_need(flow, lang)}{beyond}"


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
    into_cells = sum(flow.need.high for flow in flows if feeds_cells(flow)) * scale
    into_material = sum(flow.need.high for flow in flows if not feeds_cells(flow)) * scale
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
        goal = "cells" if feeds_cells(flow) else "material"
        leaves = middle[flow.link].y
        for kind in ORIGINS:
            height = _amount(flow, kind) * scale
            if height > 0:
                yield Band(f"{kind} {flow.link} on", (MIDDLE + BAR, RIGHT), (leaves, arrives[goal]), height, kind)
                leaves += height
                arrives[goal] += height


def tell_tonnes(amount: float, lang: str) -> str:
    """One amount with its unit."""
    return format_interval(Interval(amount, amount), UNIT, lang)

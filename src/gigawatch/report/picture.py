"""Pictures of the report: specifications with their data inline, in the project's one theme.

Marks may carry a `href` of the form `#ev-...`; it survives as a link inside the SVG.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.index.show.render import Spec, render_png, render_svg
from gigawatch.index.show.theme import (
    BLUE,
    FONT,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PALETTE,
    PURPLE,
    RED,
    SCHEMA,
    SKY,
    font_folder,
)

if TYPE_CHECKING:
    from altair.typing import ChartType

WIDTH = 560

__all__ = [
    "BLUE",
    "FONT",
    "GREEN",
    "GREY",
    "INK",
    "ORANGE",
    "PALETTE",
    "PURPLE",
    "RED",
    "SKY",
    "WIDTH",
    "Spec",
    "draw",
    "font_folder",
    "plain_spec",
    "render_png",
    "render_svg",
]


def plain_spec(chart: ChartType) -> Spec:
    """The specification of a chart, without what the page around it says or sets: title and looks."""
    drawn: Spec = chart.to_dict(validate=False)
    return {key: value for key, value in drawn.items() if key not in ("title", "config", "background", "usermeta")}


def draw(values: list[Spec], **rest: object) -> Spec:
    """A specification with its data inline; `rest` is mark, encoding or layer, and what departs from the usual size."""
    return {"$schema": SCHEMA, "width": WIDTH, "data": {"values": values}, **rest}

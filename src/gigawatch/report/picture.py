"""Pictures: one theme for every chart, and a Vega-Lite specification turned into an SVG that needs nothing else.

Marks may carry a `href` of the form `#ev-...`; it survives as a link inside the SVG.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

FONT = "Noto Sans SC"
INK = "#24292f"
MUTED = "#6b7480"
GRID = "#dfe3e8"
BLUE, ORANGE, GREEN, RED, PURPLE, SKY, GREY = (
    "#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#8a929c",
)  # fmt: skip
PALETTE = (BLUE, ORANGE, GREEN, RED, PURPLE, SKY, GREY)
WIDTH = 560
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
OUTER_LINK = re.compile(r'xlink:href="[^"#]*#([^"]*)"')
Spec = dict[str, object]


def font_folder() -> Path:
    """The folder of the fonts that charts and print use."""
    from pylopdf_fonts_zh_cn import sans_path

    return Path(sans_path()).parent


@cache
def theme() -> Mapping[str, object]:
    """What every chart looks like: type, ink, grid and a palette that colour-blind readers can tell apart."""
    axis = {
        "labelFont": FONT, "titleFont": FONT, "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal",
        "labelColor": INK, "titleColor": MUTED, "gridColor": GRID, "domainColor": GRID, "tickColor": GRID,
        "labelLimit": 260, "titlePadding": 8,
    }  # fmt: skip
    legend = {
        "labelFont": FONT, "titleFont": FONT, "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal",
        "labelColor": INK, "titleColor": MUTED, "orient": "top", "labelLimit": 260, "symbolOpacity": 1,
    }  # fmt: skip
    return {
        "aria": False,
        "background": None,
        "padding": {"left": 2, "top": 4, "right": 16, "bottom": 2},
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "axisY": {"ticks": False},
        "legend": legend,
        "header": {"labelFont": FONT, "titleFont": FONT, "labelColor": INK, "labelFontSize": 11},
        "range": {"category": list(PALETTE)},
        "text": {"font": FONT, "fontSize": 11, "color": INK},
        "bar": {"color": BLUE},
        "point": {"filled": True, "size": 60, "opacity": 1},
        "line": {"strokeWidth": 2},
    }


def draw(values: list[Spec], **rest: object) -> Spec:
    """A specification with its data inline; `rest` is mark, encoding or layer, and what departs from the usual size."""
    return {"$schema": SCHEMA, "width": WIDTH, "data": {"values": values}, **rest}


def render_svg(spec: Mapping[str, object], lang: str) -> str:
    """The picture as SVG text, the same for the same specification everywhere; `lang` marks its words."""
    return _render(json.dumps(spec, ensure_ascii=False, sort_keys=True), lang)


@lru_cache(maxsize=128)
def _render(spec: str, lang: str) -> str:
    import vl_convert

    _register_fonts()
    svg: str = vl_convert.vegalite_to_svg(json.loads(spec), config=dict(theme()))
    return OUTER_LINK.sub(r'xlink:href="#\1"', svg).replace("<svg ", f'<svg xml:lang="{lang}" ', 1)


@cache
def _register_fonts() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(font_folder()))

"""One look for every picture of the project: type, ink, grid, and colours that differ in lightness as well as in hue.

The palette is that of Okabe and Ito ("Color Universal Design", 2008), which readers with any common colour blindness
can tell apart; the ramp rises evenly in lightness (after Nunez, Anderton and Renslow, "Optimizing colormaps with
consideration for color vision deficiency", PLoS ONE 13, 2018), so that it also works in black and white.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

FONT = "Noto Sans SC"
INK = "#24292f"
MUTED = "#6b7480"
GRID = "#dfe3e8"
PAPER = "#ffffff"
BLUE, ORANGE, GREEN, RED, PURPLE, SKY, GREY = (
    "#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#8a929c",
)  # fmt: skip
PALETTE = (BLUE, ORANGE, GREEN, RED, PURPLE, SKY, GREY)
RAMP = (
    "#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369", "#e1cc55", "#fee838",
)  # fmt: skip
WARM, COOL = "#b35806", "#0a5c8f"
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


def font_folder() -> Path:
    """The folder of the fonts that charts and print use."""
    from pylopdf_fonts_zh_cn import sans_path

    return Path(sans_path()).parent


@cache
def theme() -> Mapping[str, object]:
    """What every chart looks like, as a Vega-Lite configuration."""
    axis = {
        "labelFont": FONT, "titleFont": FONT, "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal",
        "labelColor": INK, "titleColor": MUTED, "gridColor": GRID, "domainColor": GRID, "tickColor": GRID,
        "labelLimit": 260, "titlePadding": 8,
    }  # fmt: skip
    legend = {
        "labelFont": FONT, "titleFont": FONT, "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal",
        "labelColor": INK, "titleColor": MUTED, "orient": "top", "labelLimit": 260, "symbolOpacity": 1,
    }  # fmt: skip
    title = {
        "font": FONT, "subtitleFont": FONT, "fontSize": 14, "subtitleFontSize": 11, "fontWeight": "normal",
        "color": INK, "subtitleColor": MUTED, "anchor": "start", "frame": "bounds", "offset": 12, "subtitlePadding": 5,
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
        "title": title,
        "header": {"labelFont": FONT, "titleFont": FONT, "labelColor": INK, "labelFontSize": 11},
        "range": {"category": list(PALETTE)},
        "text": {"font": FONT, "fontSize": 11, "color": INK},
        "bar": {"color": BLUE},
        "point": {"filled": True, "size": 60, "opacity": 1},
        "line": {"strokeWidth": 2},
    }


def theme_on_paper() -> dict[str, object]:
    """The theme on a white ground, for charts that stand alone."""
    return {**theme(), "background": PAPER}

"""A Vega-Lite specification becomes a picture that needs nothing else: SVG, PNG, PDF, or a page of its own.

The renderer leaves out all text, without a word, whose font it does not know: the fonts are registered before the first
picture. Marks may carry a `href` of the form `#ev-...`; it survives as a link inside the SVG.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.index.show.theme import FONT, PAPER, font_folder, theme, theme_on_paper
from gigawatch.model import InputError

if TYPE_CHECKING:
    from altair.typing import ChartType

OUTER_LINK = re.compile(r'xlink:href="[^"#]*#([^"]*)"')
INNER_NAME = re.compile(r'(\bid="|url\(#)([a-z]+_?[0-9]+["\)])')
FALLBACK = f"{FONT}, Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"
SHARPNESS = 2.0
UNPARTED: dict[str, object] = {"decimal": ".", "thousands": "", "grouping": [3], "currency": ["", ""], "minus": "−"}
"""Numbers as Chinese pages write them: nothing parts the thousands."""
TAGS = {"en": "en", "zh": "zh-Hans"}
PAGE = """<!doctype html>
<html lang="{tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><style>body {{ margin: 24px; background: #ffffff }}</style></head>
<body><div id="chart" role="img" aria-label="{label}"></div>
<script>{program}</script>
<script>vegaEmbed("#chart", {spec}, {{renderer: "svg", actions: false}});</script></body></html>
"""
Spec = dict[str, object]


def render_svg(spec: Mapping[str, object], lang: str) -> str:
    """The picture as SVG text, the same for the same specification everywhere; `lang` marks its words."""
    return _render(as_plain(spec), lang)


def render_png(spec: Mapping[str, object], lang: str) -> bytes:
    """The same picture in dots, twice as many as its size says, on white."""
    drawn = _take(as_plain(spec), lang)
    return drawn[1] if drawn is not None and drawn[1] else sharpen(render_svg(spec, lang))


def as_plain(spec: Mapping[str, object]) -> str:
    """A specification as text, the same for the same specification."""
    return json.dumps(spec, ensure_ascii=False, sort_keys=True)


def draw_svg(spec: str, lang: str) -> str:
    """Draw the picture of a specification given as text."""
    import vl_convert

    register_fonts()
    svg: str = vl_convert.vegalite_to_svg(json.loads(spec), config=dict(theme()), format_locale=_locale(lang))
    return OUTER_LINK.sub(r'xlink:href="#\1"', svg).replace("<svg ", f'<svg xml:lang="{lang}" ', 1)


def _locale(lang: str) -> dict[str, object] | None:
    """How numbers stand in a picture of a language; None for the renderer's own way, which is the English one."""
    return UNPARTED if lang.startswith("zh") else None


@lru_cache(maxsize=64)
def sharpen(svg: str) -> bytes:
    """A drawn picture in dots, on white: without a ground the renderer darkens colours that let light through."""
    import vl_convert

    register_fonts()
    head, end, body = svg.partition(">")
    ground = f'<rect width="100%" height="100%" fill="{PAPER}"/>'
    picture: bytes = vl_convert.svg_to_png(f"{head}{end}{ground}{body}", scale=SHARPNESS)
    return picture


Drawn = tuple[str, bytes]
"""A picture as SVG and, where it was asked for, as PNG."""
REGISTERED: list[Path] = []
"""Where the fonts lie that the renderer knows; it can forget none."""
MOST_KEPT = 512
DRAWN: dict[tuple[str, str], str] = {}
"""Pictures that were drawn, as SVG, by specification and language; the oldest go first."""
AHEAD: dict[tuple[str, str], Future[Drawn | None]] = {}
"""Pictures that another process draws meanwhile, by specification and language; None for what it could not draw."""


def _take(spec: str, lang: str) -> Drawn | None:
    """A picture drawn ahead, once it is there."""
    ordered = AHEAD.get((spec, lang))
    return ordered.result() if ordered is not None else None


def _render(spec: str, lang: str) -> str:
    found = DRAWN.get((spec, lang))
    if found is None:
        drawn = _take(spec, lang)
        found = drawn[0] if drawn is not None else draw_svg(spec, lang)
        if len(DRAWN) >= MOST_KEPT:
            DRAWN.pop(next(iter(DRAWN), (spec, lang)), None)
        DRAWN[(spec, lang)] = found
    return found


def register_fonts(folder: Path | None = None) -> None:
    """Make the theme's fonts known to the renderer, once; those in a folder where one is named before any is needed."""
    import vl_convert

    if not REGISTERED:
        REGISTERED.append(folder or font_folder())
        vl_convert.register_font_directory(str(REGISTERED[0]))


def render_chart(chart: ChartType, path: str | Path) -> Path:
    """Write a chart as .svg, .png, .pdf, .html or .json, as the ending of `path` says; the path is returned.

    The page (.html) holds the program that draws it and opens from disk without a network; the specification (.json)
    holds its data and the theme. All are drawn on white. Any other ending is an InputError.
    """
    target = Path(path)
    write = WRITERS.get(target.suffix.lower())
    if write is None:
        hint = f"endings that are: {', '.join(WRITERS)}"
        raise InputError(f"no picture is written as {target.suffix!r}", where=str(target), hint=hint)
    target.write_bytes(write(describe_chart(chart)))
    return target


def describe_chart(chart: ChartType) -> Spec:
    """The whole specification of a chart: its data, the theme, a white ground."""
    spec: Spec = chart.to_dict(validate=False)
    return {**spec, "config": theme_on_paper()}


def render_inline(chart: ChartType, prefix: str) -> str:
    """A chart as SVG to stand inside a page; `prefix` keeps the names inside it apart from those of other charts."""
    return INNER_NAME.sub(rf"\1{prefix}\2", _describe_svg(describe_chart(chart)))


def _describe_svg(spec: Spec) -> str:
    label = escape(_label(spec), quote=True)
    svg = render_svg(spec, _tag(spec)).replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
    return svg.replace(f'font-family="{FONT}"', f'font-family="{FALLBACK}"')


def _label(spec: Spec) -> str:
    return str(spec.get("description", ""))


def _tag(spec: Spec) -> str:
    meta = spec.get("usermeta")
    return TAGS[str(meta["language"])] if isinstance(meta, Mapping) and "language" in meta else "en"


def _as_svg(spec: Spec) -> bytes:
    return _describe_svg(spec).encode()


def _as_png(spec: Spec) -> bytes:
    import vl_convert

    register_fonts()
    picture: bytes = vl_convert.vegalite_to_png(spec, scale=SHARPNESS, format_locale=_locale(_tag(spec)))
    return picture


def _as_pdf(spec: Spec) -> bytes:
    import vl_convert

    register_fonts()
    picture: bytes = vl_convert.vegalite_to_pdf(spec, format_locale=_locale(_tag(spec)))
    return picture


def _as_json(spec: Spec) -> bytes:
    return (json.dumps(spec, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _as_html(spec: Spec) -> bytes:
    label, title = _label(spec), spec.get("title")
    head = title.get("text", label) if isinstance(title, Mapping) else label
    plain = json.dumps(spec, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return PAGE.format(
        tag=_tag(spec),
        title=escape(str(head)),
        label=escape(label, quote=True),
        program=_program().replace("</script", "<\\/script"),
        spec=plain.replace(f'"{FONT}"', f'"{FALLBACK}"'),
    ).encode()


@cache
def _program() -> str:
    """Vega, Vega-Lite and Vega-Embed in one script, as the renderer carries them."""
    import vl_convert

    found: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return found


WRITERS: dict[str, Callable[[Spec], bytes]] = {
    ".svg": _as_svg, ".png": _as_png, ".pdf": _as_pdf, ".html": _as_html, ".json": _as_json,
}  # fmt: skip

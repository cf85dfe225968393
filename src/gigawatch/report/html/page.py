"""The report as one HTML file that needs nothing else: style inline, pictures inline, the evidence at its end."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from gigawatch.quantity.telling import tell_period
from gigawatch.report.block import Content, Ref
from gigawatch.report.html.annex import Annex
from gigawatch.report.html.block import Linker, render_section
from gigawatch.report.pen import Pen
from gigawatch.report.publication import Publication
from gigawatch.report.reference import Library, Shelf

STYLE = Path(__file__).parent.parent / "data" / "style.css"
TAGS = {"en": "en", "zh": "zh-Hans"}


def render_html(content: Content, publication: Publication, other: str | None = None) -> str:
    """The whole page; `other` is the file of the same report in the other language."""
    library = Library(publication, content.computations)
    shelf = Shelf(library, content.lang)
    for ref in content.refs():
        shelf.cite(ref)
    linker = Linker(content.lang, anchor_of, shelf.cite)
    annex = Annex(Pen(publication, content.lang), library, linker).render(library.reach(content.refs()))
    body = "\n".join(render_section(section, linker) for section in content.sections)
    evidence = (
        f'<section id="evidence"><h2>{linker.word("page.evidence")}</h2>'
        f'<p class="note">{linker.word("page.evidence_lead")}</p>{annex}</section>'
    )
    return _page(content, linker, f"<main>{body}{evidence}</main>", other)


def anchor_of(ref: Ref) -> str:
    """Where the evidence of a reference stands on the page."""
    return f"#ev-{ref.id}"


@cache
def style() -> str:
    """The style sheet of the report."""
    return STYLE.read_text(encoding="utf-8")


def _page(content: Content, linker: Linker, main: str, other: str | None) -> str:
    return f"""<!doctype html>
<html lang="{TAGS.get(content.lang, content.lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Gigawatch">
<title>{escape(content.title)}</title>
<style>
{style()}</style>
</head>
<body>
{_header(content, linker, other)}
{_contents(content, linker)}
{main}
</body>
</html>
"""


def _header(content: Content, linker: Linker, other: str | None) -> str:
    lang = "zh-Hans" if content.lang == "en" else "en"
    link = f'<a class="lang" lang="{lang}" hreflang="{lang}" href="{escape(other)}">' if other else ""
    switch = f"{link}{linker.word('page.other_language')}</a>" if other else ""
    day = f'<time datetime="{content.dated}">{escape(tell_period(content.dated, content.lang))}</time>'
    dated = f" · {linker.word('page.dated')} {day}" if content.dated else ""
    edition = f"{linker.word('page.edition')} <code>{escape(content.edition)}</code>"
    return (
        f'<header>{switch}<h1>{escape(content.title)}</h1><p class="subtitle">{escape(content.subtitle)}</p>'
        f'<p class="edition">{edition}{dated}</p></header>'
    )


def _contents(content: Content, linker: Linker) -> str:
    items = "".join(f'<li><a href="#{escape(s.id)}">{escape(s.title)}</a></li>' for s in content.sections)
    name = linker.word("page.contents")
    last = f'<li><a href="#evidence">{linker.word("page.evidence")}</a></li>'
    return f'<nav aria-label="{name}"><h2>{name}</h2><ol>{items}{last}</ol></nav>'

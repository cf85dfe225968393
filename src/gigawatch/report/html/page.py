"""The report as one HTML file that needs nothing else: style inline, pictures inline, the evidence at its end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape, unescape
from pathlib import Path
from string import Template

from gigawatch.model import InputError
from gigawatch.quantity.telling import tell_period
from gigawatch.report.block import Content, Ref
from gigawatch.report.house import House
from gigawatch.report.html.annex import Annex
from gigawatch.report.html.block import Linker, Numbering, render_section
from gigawatch.report.html.house import house_head, house_note, house_style
from gigawatch.report.pen import Pen
from gigawatch.report.publication import Publication
from gigawatch.report.reference import Library, Shelf

STYLE = Path(__file__).parent.parent / "data" / "style.css"
FRAME = Path(__file__).parent.parent / "data" / "page.html"
TAG = re.compile(r"<[^>]*>")
TAGS = {"en": "en", "zh": "zh-Hans"}


def render_html(content: Content, publication: Publication, other: str | None = None) -> str:
    """The whole page; `other` is the file of the same report in the other language."""
    library = Library(publication, content.computations)
    shelf = Shelf(library, content.lang)
    for ref in content.refs():
        shelf.cite(ref)
    numbering = None if content.is_brief else Numbering()
    known = frozenset(section.id for section in content.walk())
    linker = Linker(content.lang, anchor_of, shelf.cite, numbering, lambda one: f"#{one}" if one in known else "")
    annex = Annex(Pen(publication, content.lang), library, linker).render(library.reach(content.refs()))
    evidence = (
        f'<section id="evidence"><h2>{linker.word("page.evidence")}</h2>'
        f'<p class="note">{linker.word("page.evidence_lead")}</p>{annex}</section>'
    )
    parts = [*(render_section(section, linker) for section in content.sections), evidence]
    way_up = "" if content.is_brief else _way_up(linker)
    body = "\n".join(f'<div class="part">{part}{way_up}</div>' for part in parts)
    return _page(content, publication, linker, f"<main>{body}</main>", other)


def anchor_of(ref: Ref) -> str:
    """Where the evidence of a reference stands on the page."""
    return f"#ev-{ref.id}"


@cache
def style() -> str:
    """The style sheet of the report."""
    return STYLE.read_text(encoding="utf-8")


def _page(content: Content, publication: Publication, linker: Linker, main: str, other: str | None) -> str:
    """The frame filled; a frame of the house must keep every part of the page."""
    house = publication.house
    header, contents = _header(content, house, linker, other), _contents(content, linker)
    sheet = house.templates.get("style.css")
    rules = sheet.read_text(encoding="utf-8") if sheet is not None else style()
    parts = {
        "lang": TAGS.get(content.lang, content.lang),
        "title": escape(content.title),
        "header": header,
        "contents": contents,
        "main": main,
    }
    letters = "".join(unescape(TAG.sub("", "".join(parts.values()))))
    parts["style"] = rules + house_style(house, letters)
    return fill_frame(house.templates.get("page.html", FRAME), parts)


def fill_frame(frame: Path, parts: Mapping[str, str]) -> str:
    """A page's frame with its parts in their places, `$title` and the others; InputError where one has no place."""
    template = Template(frame.read_text(encoding="utf-8"))
    names = template.get_identifiers() if template.is_valid() else []
    if lost := [name for name in parts if name not in names]:
        raise InputError(f"the frame has no place for ${lost[0]}", where=str(frame), hint="a dollar sign is written $$")
    if unknown := [name for name in names if name not in parts]:
        raise InputError(f"nothing fills ${unknown[0]}", where=str(frame), hint=f"known: {', '.join(parts)}")
    return template.substitute(parts)


def _header(content: Content, house: House, linker: Linker, other: str | None) -> str:
    lang = "zh-Hans" if content.lang == "en" else "en"
    link = f'<a class="lang" lang="{lang}" hreflang="{lang}" href="{escape(other)}">' if other else ""
    switch = f"{link}{linker.word('page.other_language')}</a>" if other else ""
    day = f'<time datetime="{content.dated}">{escape(tell_period(content.dated, content.lang))}</time>'
    dated = f" · {linker.word('page.dated')} {day}" if content.dated else ""
    edition = f"{linker.word('page.edition')} <code>{escape(content.edition)}</code>"
    title = ' class="own"' if house.cover.title.get(content.lang) else ""
    subtitle = "subtitle own" if house.cover.subtitle.get(content.lang) else "subtitle"
    return (
        f"<header>{switch}{house_head(house, content.lang)}"
        f"<h1{title}>{escape(content.title)}</h1>"
        f'<p class="{subtitle}">{escape(content.subtitle)}</p>'
        f'<p class="edition">{edition}{dated}</p>{house_note(house, content.lang)}</header>'
    )


def _way_up(linker: Linker) -> str:
    """The way from the end of a part back to the contents; it stays in sight while the part is read."""
    return f'<p class="up"><a href="#contents"><span aria-hidden="true">↑</span> {linker.word("page.up")}</a></p>'


def _contents(content: Content, linker: Linker) -> str:
    items = "".join(f'<li><a href="#{escape(s.id)}">{escape(s.title)}</a></li>' for s in content.sections)
    name = linker.word("page.contents")
    last = f'<li><a href="#evidence">{linker.word("page.evidence")}</a></li>'
    return f'<nav id="contents" aria-label="{name}"><h2>{name}</h2><ol>{items}{last}</ol></nav>'

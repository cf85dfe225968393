"""Walks every figure of a page to its evidence: a claim's sentence, a table cell with its source, or a computation.

A figure is a run of digits in the text of the page. Left out are dates and years, axis ticks, numbers of pages, of
tables, of pictures and of sources, names of publications (`<cite>`, `<time>`, `<code>`) and addresses. Inside an
evidence entry the figures are the evidence themselves. A figure without a link in words that a page marks as
somebody's own, or as a former edition's, is counted as such (`own`, `former`) and is no fault.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(
    rf"\d{{1,2}}(?: to \d{{1,2}})? (?:{MONTH})(?: (?:19|20)\d\d)?"
    r"|(?:19|20)\d\d年(?:至(?:19|20)\d\d年)?|\d{1,2}月(?:\d{1,2}日)?|至\d{1,2}日"
    r"|(?<![\d.,])(?:19|20)\d\d(?:-\d\d){0,2}(?!\d|[.,]\d|%)"
)
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
VOID = {"meta", "br", "link", "img", "hr", "input", "path", "line", "rect", "circle"}
QUIET_TAGS = {"style", "script", "title", "cite", "time", "code"}
OWN, FORMER = "own", "former"
QUIET_CLASSES = {
    "role-axis-label",
    "role-axis-title",
    "role-legend-label",
    "role-legend-title",
    "role-header",
    "number",
}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)
    parent: Element | None = None

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def href(self) -> str:
        return self.attributes.get("href") or self.attributes.get("xlink:href", "")

    def above(self) -> list[Element]:
        found, one = [], self
        while one is not None:
            found.append(one)
            one = one.parent
        return found

    def below(self) -> list[Element]:
        found = [self]
        for child in self.children:
            if isinstance(child, Element):
                found.extend(child.below())
        return found

    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def find(self, tag: str) -> list[Element]:
        return [one for one in self.below() if one.tag == tag]


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Element("root", {})
        self._open = self.root
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, parent=self._open)
        self._open.children.append(element)
        if tag not in VOID:
            self._open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, parent=self._open)
        self._open.children.append(element)

    def handle_endtag(self, tag: str) -> None:
        for one in self._open.above():
            if one.tag == tag and one.parent is not None:
                self._open = one.parent
                return

    def handle_data(self, data: str) -> None:
        self._open.children.append(data)

    @cached_property
    def by_id(self) -> dict[str, Element]:
        return {one.attributes["id"]: one for one in self.root.below() if one.attributes.get("id")}


@dataclass
class Walk:
    """What a walk found: how many figures led to evidence, by the kind that they led to first, and every fault."""

    figures: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def walk_report(html: str) -> Walk:
    """Follow every figure of a page to its evidence."""
    page, walk = Page(html), Walk()
    for element in page.root.below():
        if _is_quiet(element):
            continue
        for child in element.children:
            if isinstance(child, str):
                _check(page, walk, element, child)
    return walk


def _is_quiet(element: Element) -> bool:
    return any(
        one.tag in QUIET_TAGS
        or one.classes & QUIET_CLASSES
        or one.href.startswith(("http://", "https://"))
        or ("ev" in one.classes and one.tag == "article")
        for one in element.above()
    )


def _check(page: Page, walk: Walk, element: Element, text: str) -> None:
    for figure in DIGITS.findall(DATE.sub(" ", text)):
        link = next((one for one in element.above() if one.tag == "a" and one.href.startswith("#")), None)
        kind = _spoken_for(element) if link is None else ""
        if kind:
            walk.kinds[kind] = walk.kinds.get(kind, 0) + 1
            continue
        if link is None:
            walk.faults.append(f"{figure!r} in {' '.join(text.split())[:90]!r} is no link")
            continue
        target = page.by_id.get(link.href[1:])
        fault = _lead(page, target, ()) if target is not None else f"{link.href} is not on the page"
        if fault:
            walk.faults.append(f"{figure!r}: {fault}")
        else:
            walk.figures += 1
            kind = target.attributes.get("data-kind", "source") if target is not None else ""
            walk.kinds[kind] = walk.kinds.get(kind, 0) + 1


def _spoken_for(element: Element) -> str:
    """Whose figure it is that leads to no evidence: the author's in words of their own, or a former edition's."""
    classes = {name for one in element.above() for name in one.classes}
    return next((kind for kind in (FORMER, OWN) if kind in classes), "")


def _lead(page: Page, target: Element, path: tuple[str, ...]) -> str:
    """Why an evidence entry does not end at words or a cell with a source; empty when it does."""
    name = target.attributes["id"]
    if name in path:
        return f"{name} rests on itself"
    if name.startswith("src-") or OWN in target.classes:
        return "" if OWN in target.classes or target.find("cite") else f"{name} names no source"
    if target.attributes.get("data-kind") in ("fact", "claim", "observation"):
        return _words(page, target)
    links = [one for group in target.find("ul") if "inputs" in group.classes for one in group.find("a")]
    if not links:
        return f"{name} has no inputs"
    for link in links:
        inner = page.by_id.get(link.href[1:])
        fault = _lead(page, inner, (*path, name)) if inner is not None else f"{link.href} is not on the page"
        if fault:
            return f"{name}: {fault}"
    return ""


def _words(page: Page, target: Element) -> str:
    """Why an entry shows no sentence or cell with the quantity marked and its source."""
    quotes = [one for one in target.below() if "words" in one.classes]
    if not any(mark.text().strip() for quote in quotes for mark in quote.find("mark")):
        return f"{target.attributes['id']} marks no words"
    sources = [one for quote in quotes for one in quote.find("a") if one.href.startswith("#src-")]
    if not sources or any(one.href[1:] not in page.by_id for one in sources):
        return f"{target.attributes['id']} names no source on the page"
    return ""

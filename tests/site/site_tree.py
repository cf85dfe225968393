"""Reads written pages for the tests: a small tree of elements, the links of a site, and what lies where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

VOID = {"meta", "link", "img", "br", "hr", "input", "path", "rect", "line", "circle"}
CELL, ROW = {"td", "th", "p"}, {"td", "th", "p", "tr"}
FACT_AIMED_AT = "article:not([class]):target, article:not([class]):has(:target)"
ENDS_PARAGRAPH = (
    "article", "blockquote", "div", "dl", "figure", "form", "h1", "h2", "h3", "h4", "nav", "ol", "p", "section",
    "table", "ul",
)  # fmt: skip
ENDED_BY = {
    "li": {"li", "p"},
    "dt": {"dt", "dd", "p"},
    "dd": {"dt", "dd", "p"},
    "option": {"option"},
    "td": CELL,
    "th": CELL,
    "tr": ROW,
    "tbody": {*ROW, "thead", "tbody"},
    **{tag: {"p"} for tag in ENDS_PARAGRAPH},
}
"""Which open element a tag ends, by the optional end tags of HTML."""
IMPLIED = {"html", "p", *(name for names in ENDED_BY.values() for name in names)}
ADDRESSES = {"href", "src", "xlink:href"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    parent: Element | None = None

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def find(self, tag: str) -> list[Element]:
        return [element for element in self.walk() if element.tag == tag]

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def texts(self) -> Iterator[str]:
        """Each piece of text by itself."""
        for element in self.walk():
            yield from (child for child in element.children if isinstance(child, str))

    def text_outside(self, tags: set[str], kind: str = "") -> str:
        """The text that lies in none of the given elements and in none of a class, elements apart from each other."""
        inner = [child for child in self.children if isinstance(child, str) or not child.is_one_of(tags, kind)]
        return " ".join(child if isinstance(child, str) else child.text_outside(tags, kind) for child in inner)

    def is_one_of(self, tags: set[str], kind: str) -> bool:
        return self.tag in tags or bool(kind and kind in self.attributes.get("class", "").split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("root")
        self.here = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self.here.tag in ENDED_BY.get(tag, ()):
            self._leave()
        element = Element(tag, {name: value or "" for name, value in attrs}, [], self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Element(tag, {name: value or "" for name, value in attrs}, [], self.here))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        while self.here.tag in IMPLIED - {tag}:
            self._leave()
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        self._leave()

    def close(self) -> None:
        super().close()
        while self.here.tag in IMPLIED:
            self._leave()

    def _leave(self) -> None:
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


@cache
def read_page(path: Path) -> Element:
    """The page as a tree; an element that is not closed, or closed twice, fails."""
    return parse_page(path.read_text(encoding="utf-8"), path.name)


def parse_page(text: str, name: str) -> Element:
    """The text of a page as a tree."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.here is reader.root, f"{name}: <{reader.here.tag}> is not closed"
    return reader.root


@cache
def by_id(path: Path) -> dict[str, Element]:
    return {e.attributes["id"]: e for e in read_page(path).walk() if "id" in e.attributes}


def links(path: Path) -> list[tuple[Element, str]]:
    """Every address on a page with the element that carries it."""
    elements = read_page(path).walk()
    return [(e, value) for e in elements for name, value in e.attributes.items() if name in ADDRESSES]


def is_outer(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def target(path: Path, address: str) -> tuple[Path, str]:
    """The file and the anchor that an inner address on a page leads to."""
    place, anchor = urldefrag(address)
    return ((path.parent / unquote(place)).resolve() if place else path.resolve()), unquote(anchor)


def read_search_list(path: Path) -> list[list[str]]:
    """The entries of a list that the search box loads: name, kind or hint, page, what is searched in."""
    told = json.loads(path.read_text(encoding="utf-8").removeprefix("siteSearch.take(...").removesuffix(");\n"))
    rows: list[list[str]] = told[1]
    return rows

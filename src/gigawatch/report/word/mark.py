"""What a word processor needs beside words: bookmarks, links to them and to the web, fields, words for pictures."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

LINK_STYLE = "Hyperlink"
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


class Marker:
    """Sets bookmarks, whose numbers are unique within one document."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def mark(self, paragraph: Paragraph, name: str) -> None:
        """Make a paragraph the target of links to a name."""
        number = str(next(self._numbers))
        start = make("w:bookmarkStart", {"w:id": number, "w:name": name})
        place = 1 if paragraph._p.pPr is not None else 0
        paragraph._p.insert(place, start)
        paragraph._p.append(make("w:bookmarkEnd", {"w:id": number}))


def make(tag: str, attributes: dict[str, str] | None = None, text: str | None = None) -> BaseOxmlElement:
    """An element of the format."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        element.set(qn(name), value)
    if text is not None:
        element.text = text
    return element


def link_inside(paragraph: Paragraph, text: str, name: str, *, raised: bool = False) -> None:
    """Add words that lead to a bookmark, raised as the mark of a note is."""
    link = make("w:hyperlink", {"w:anchor": name, "w:history": "1"})
    link.append(_linked_run(text, raised=raised))
    paragraph._p.append(link)


def link_out(paragraph: Paragraph, text: str, address: str) -> None:
    """Add words that lead to an address on the web."""
    key = paragraph.part.relate_to(address, HYPERLINK, is_external=True)
    link = make("w:hyperlink", {"r:id": key, "w:history": "1"})
    link.append(_linked_run(text, raised=False))
    paragraph._p.append(link)


def open_field(paragraph: Paragraph, instruction: str) -> None:
    """Begin a field, such as the page's number: what stands from here on is what it shows until it is made anew."""
    paragraph.add_run()._r.append(make("w:fldChar", {"w:fldCharType": "begin"}))
    paragraph.add_run()._r.append(make("w:instrText", {"xml:space": "preserve"}, f" {instruction} "))
    paragraph.add_run()._r.append(make("w:fldChar", {"w:fldCharType": "separate"}))


def close_field(paragraph: Paragraph) -> None:
    """End the field that was begun."""
    paragraph.add_run()._r.append(make("w:fldChar", {"w:fldCharType": "end"}))


def describe_picture(run: Run, title: str, words: str) -> None:
    """Say in words what the picture in a run shows, for those who cannot see it."""
    (properties,) = run._r.xpath(".//wp:docPr")
    properties.set("title", title)
    properties.set("descr", words)


def _linked_run(text: str, *, raised: bool) -> BaseOxmlElement:
    run, style = make("w:r"), make("w:rPr")
    style.append(make("w:rStyle", {"w:val": LINK_STYLE}))
    if raised:
        style.append(make("w:vertAlign", {"w:val": "superscript"}))
    run.append(style)
    run.append(make("w:t", {"xml:space": "preserve"}, text))
    return run

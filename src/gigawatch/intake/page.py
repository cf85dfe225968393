"""Web pages: the main text without menus and footers, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from gigawatch.intake.day import read_iso_day
from gigawatch.intake.encoding import decode_bytes
from gigawatch.intake.extract import Extract
from gigawatch.intake.limit import Limits
from gigawatch.intake.text import check_text, refuse_foreign, tidy_text
from gigawatch.model import InputError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

META = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
HEAD = 4096
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
HAN = re.compile("[\u4e00-\u9fff]")
FOLD = re.compile("(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t\r\f]*\n[ \t\r\n\f]*(?=[\u2e80-\u9fff\uff00-\uffef])")
SPACES = re.compile(r"[ \t\r\n\f]+")
MOSTLY = 0.2
DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}  # the result hangs on no clock


def read_page(data: bytes, limits: Limits, where: str, declared: str | None = None) -> Extract:
    """The main text and metadata of a page.

    The encoding is told by the byte order mark, then `declared` (a sidecar, which holds what the server's header said),
    then the page's own meta element, then the bytes.
    """
    refuse_foreign(data, where)
    if len(data) > limits.html_bytes:
        raise limits.refuse("html_bytes", f"the page has {len(data):,} bytes", where)
    return read_markup(decode_page(data, where, declared), limits, where)


def decode_page(data: bytes, where: str, declared: str | None = None) -> str:
    """The characters of a page's bytes."""
    named = [name for name in (declared, _meta_encoding(data)) if name]
    return decode_bytes(data, where, named, is_lenient=True)


def read_markup(markup: str, limits: Limits, where: str) -> Extract:
    """The main text and metadata of a page's characters."""
    from trafilatura import bare_extraction

    tree = _parse(markup, limits, where)
    found = bare_extraction(
        tree, include_comments=False, include_tables=True, with_metadata=True, date_extraction_params=DATES
    )
    text = tidy_text(getattr(found, "text", None) or "").strip("\n")
    if not text.strip():
        raise InputError("no main text was found in the page", where=where, hint="save its text as a .txt file")
    check_text(text, limits, where)
    values = {
        "title": getattr(found, "title", None),
        "url": _web_address(getattr(found, "url", None)),
        "publisher": getattr(found, "sitename", None),
        "published": read_iso_day(getattr(found, "date", None)),
        "language": _agreed_language(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"), text),
    }
    return Extract(text + "\n", {key: value for key, value in values.items() if value is not None})


def _parse(markup: str, limits: Limits, where: str) -> HtmlElement:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    plain = CONTROL.sub("", DECLARATION.sub("", markup))
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = plain.encode("utf-8", "replace")
    _check_attributes(data, limits, where)
    try:
        tree: HtmlElement = document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError("no main text was found in the page", where=where, hint="check the file") from error
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise limits.refuse("html_depth", "the page's elements lie too deep inside one another", where)
    _check_size(tree, limits, where)
    _collapse_spaces(tree)
    return tree


def _check_attributes(data: bytes, limits: Limits, where: str) -> None:
    """Refuse elements of too many attributes before a tree is made, which takes the square of their number."""
    from lxml import etree

    class Counter:
        """Hears of each element as it is read."""

        def start(self, _tag: str, attributes: Mapping[str, str]) -> None:
            if len(attributes) > limits.html_attributes:
                raise limits.refuse("html_attributes", f"an element has {len(attributes):,} attributes", where)

        def close(self) -> None:
            """Nothing is made."""

    with suppress(etree.LxmlError, ValueError):  # told by who makes the tree
        etree.fromstring(data, etree.HTMLParser(encoding="utf-8", target=Counter()))


def _collapse_spaces(tree: HtmlElement) -> None:
    """Let line ends inside a paragraph be what they are on a screen: a space between words, nothing in Chinese."""
    as_written = {inner for outer in tree.iter("pre", "textarea") for inner in outer.iter()}
    for element in tree.iter():
        if element.text and element not in as_written:
            element.text = _collapse(element.text)
        if element.tail and element.getparent() not in as_written:
            element.tail = _collapse(element.tail)


def _collapse(text: str) -> str:
    return SPACES.sub(" ", FOLD.sub("", text))


def _check_size(tree: HtmlElement, limits: Limits, where: str) -> None:
    count = depth = deepest = 0
    for event, _ in _walk(tree):
        depth += 1 if event == "start" else -1
        count += event == "start"
        deepest = max(depth, deepest)
    if count > limits.html_elements:
        raise limits.refuse("html_elements", f"the page has {count:,} elements", where)
    if deepest > limits.html_depth:
        raise limits.refuse("html_depth", f"the page's elements lie {deepest:,} deep inside one another", where)


def _walk(tree: HtmlElement) -> Iterator[tuple[str, object]]:
    from lxml.etree import iterwalk

    yield from iterwalk(tree, events=("start", "end"))


def _meta_encoding(data: bytes) -> str | None:
    match = META.search(data[:HEAD])
    return match.group(1).decode("ascii") if match else None


def _web_address(said: str | None) -> str | None:
    """The address that a page gives as its own; nothing else, for a site that links to it is built from it."""
    return said if said and said.lower().startswith(("http://", "https://")) else None


def _agreed_language(said: str | None, text: str) -> str | None:
    """The language that a page names, if its script does not contradict it: many templates name the wrong one."""
    code = (said or "").strip().lower()[:2]
    is_chinese = len(HAN.findall(text)) > MOSTLY * len("".join(text.split()))
    return code if (code == "zh" and is_chinese) or (code == "en" and not is_chinese) else None

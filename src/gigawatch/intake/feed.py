"""Feeds (RSS, Atom) and sitemaps: the addresses that they list, with what they say of each."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from gigawatch.intake.day import read_iso_day, read_mail_day
from gigawatch.intake.limit import Limits
from gigawatch.intake.text import check_text
from gigawatch.model import InputError
from gigawatch.model.address import join_address

if TYPE_CHECKING:
    from lxml.etree import _Element

GZIP = b"\x1f\x8b"
HEAD = 2048
ROOTS = {"rss", "RDF", "feed", "urlset", "sitemapindex"}
OPENING = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>)*<(?:\w+:)?(?:rss|RDF|feed|urlset|sitemapindex)\b",
    re.DOTALL,
)
DAYS = ("pubDate", "published", "date", "publication_date", "updated")
TEXTS = ("encoded", "content", "description", "summary")


@dataclass(frozen=True, slots=True)
class Entry:
    """One address of a feed or sitemap, and what is said of it there.

    `publisher` is the title of the feed, or whom a news sitemap names; `markup` is the text that a feed carries.
    """

    address: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    markup: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its title, or a sitemap; `maps` are the sitemaps that a sitemap names."""

    title: str | None
    entries: tuple[Entry, ...]
    maps: tuple[str, ...] = ()


def is_feed(data: bytes) -> bool:
    """True when bytes open as a feed or sitemap does, packed or not."""
    head = data[:HEAD]
    if head.startswith(GZIP):
        with suppress(zlib.error):
            head = zlib.decompressobj(wbits=31).decompress(head, HEAD)
    return OPENING.match(head) is not None


def read_feed(data: bytes, limits: Limits, where: str, address: str = "") -> Feed:
    """The entries of a feed or sitemap; relative addresses are resolved against its own `address`."""
    root = _parse(_unpack(data, limits, where), where)
    kind = _name(root)
    if kind == "sitemapindex":
        links = (join_address(address, link) for link in map(_location, _children(root, "sitemap")) if link)
        maps = tuple(filter(None, links))
        _check_count(len(maps), limits, where)
        return Feed(None, (), maps)
    if kind == "urlset":
        found = (_map_entry(element, address) for element in _children(root, "url"))
        return Feed(None, _checked(found, limits, where))
    if kind not in ROOTS:
        hint = "give RSS, Atom or a sitemap"
        raise InputError("this XML is neither a feed nor a sitemap", where=where, hint=hint)
    channel = next(_children(root, "channel"), root)
    items = [*_children(root, "item"), *_children(channel, "item"), *_children(root, "entry")]
    _check_count(len(items), limits, where)
    title = _text(channel, "title")
    return Feed(title, _checked((_entry(item, address, title) for item in items), limits, where))


def _unpack(data: bytes, limits: Limits, where: str) -> bytes:
    if not data.startswith(GZIP):
        return data
    try:
        with gzip.open(BytesIO(data)) as packed:
            plain = packed.read(limits.file_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError("the packed file is damaged", where=where, hint="fetch it again") from error
    if len(plain) > limits.file_bytes:
        raise limits.refuse("file_bytes", "the file is too large when unpacked", where)
    return plain


def _parse(data: bytes, where: str) -> _Element:
    """The root of an XML text: entities are not expanded and nothing else is loaded."""
    from lxml import etree

    if not data.strip():
        raise InputError("the file is empty", where=where)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError("this is no XML", where=where, hint="check the file") from error
    if root is None:
        raise InputError("this is no XML", where=where, hint="check the file")
    return root


def _checked(entries: Iterator[Entry | None], limits: Limits, where: str) -> tuple[Entry, ...]:
    found = tuple({entry.address: entry for entry in entries if entry is not None}.values())
    _check_count(len(found), limits, where)
    for entry in found:
        if entry.markup:
            check_text(entry.markup, limits, where)
    return found


def _check_count(count: int, limits: Limits, where: str) -> None:
    if count > limits.feed_entries:
        raise limits.refuse("feed_entries", f"it lists {count:,} addresses", where)


def _entry(item: _Element, address: str, publisher: str | None) -> Entry | None:
    links = [link for link in _children(item, "link") if link.get("rel", "alternate") == "alternate"]
    raw = next((link.get("href") or (link.text or "").strip() for link in links), "")
    guid = next(_children(item, "guid"), None)
    if not raw and guid is not None and guid.get("isPermaLink", "true") == "true":
        raw = (guid.text or "").strip()
    markup = next((text for name in TEXTS if (text := _inner(item, name))), None)
    day = next((day for name in DAYS if (day := _day(_text(item, name)))), None)
    whole = join_address(address, raw) if raw else ""
    if not whole and not markup:
        return None
    return Entry(whole, _text(item, "title"), day, publisher, markup)


def _map_entry(element: _Element, address: str) -> Entry | None:
    link = _location(element)
    whole = join_address(address, link) if link else ""
    if not whole:
        return None
    news = next(_children(element, "news"), element)
    published = read_iso_day(_text(news, "publication_date"))
    publication = next(_children(news, "publication"), news)
    return Entry(whole, _text(news, "title"), published, _text(publication, "name"))


def _location(element: _Element) -> str | None:
    return _text(element, "loc")


def _children(element: _Element, name: str) -> Iterator[_Element]:
    return (child for child in element if isinstance(child.tag, str) and _name(child) == name)


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: _Element, name: str) -> str | None:
    found = next(_children(element, name), None)
    return " ".join("".join(found.itertext()).split()) or None if found is not None else None


def _inner(element: _Element, name: str) -> str | None:
    """The markup that an element holds, whether escaped or as elements."""
    from lxml import etree

    found = next(_children(element, name), None)
    if found is None:
        return None
    parts = [found.text or "", *(etree.tostring(child, encoding="unicode") for child in found)]
    return "".join(parts).strip() or None


def _day(text: str | None) -> date | None:
    return read_iso_day(text) or read_mail_day(text)

"""Changes as an Atom feed (RFC 4287): one entry a change, with ids that stay and no clock but the data's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from gigawatch.ledger import Difference
from gigawatch.ledger.chronicle import Entry
from gigawatch.model import make_id
from gigawatch.question.change import change_rows
from gigawatch.question.chronicle import entry_row
from gigawatch.question.voice import Voice

ATOM = "http://www.w3.org/2005/Atom"
OLDEST = "1970-01-01"
UNWRITABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)))


@dataclass(frozen=True, slots=True)
class Item:
    """An entry before it is written: the row of a change (see `COLUMNS`), when it was (RFC 3339), what tells it from
    other times of the same change, and the page that shows it, where there is one.
    """

    row: tuple[str, ...]
    stamp: str
    mark: str
    page: str | None = None


def render_feed(voice: Voice, difference: Difference, title: str) -> str:
    """The feed of a difference as XML text in UTF-8; `title` is the workspace's name."""
    before, after = difference.before.name, difference.after.name
    days = [c.on for c in difference.facts] + [m.on for m in difference.things] + [r.on for r in difference.renamed]
    items = [
        Item(row, _stamp(day, difference), after) for row, day in zip(change_rows(voice, difference), days, strict=True)
    ]
    told = voice.say("feed_title", name=title, before=before, after=after)
    return _render(voice, ("diff", title, before, after), told, title, items, _stamp(None, difference))


def render_chronicle(voice: Voice, entries: Iterable[Entry], title: str, page_of: Callable[[Entry], str | None]) -> str:
    """The feed of a chronicle's entries; `title` is the workspace's name, `page_of` tells where an entry's page lies,
    seen from the feed.
    """
    items = [Item(entry_row(voice, one), _noon(one.day), one.day, page_of(one)) for one in entries]
    told = voice.say("chronicle_title", name=title)
    return _render(voice, ("chronicle", title, voice.lang), told, title, items, _noon(OLDEST))


def _render(
    voice: Voice, identity: tuple[str, ...], told: str, title: str, items: Sequence[Item], otherwise: str
) -> str:
    """The feed as XML; `otherwise` is when it was last changed, where it has no entry."""
    Xml.register_namespace("", ATOM)
    feed = Xml.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": voice.lang})
    _add(feed, "id", f"urn:gigawatch:{make_id(*identity)}")
    _add(feed, "title", told)
    _add(feed, "updated", max((item.stamp for item in items), default=otherwise))
    _add(_add(feed, "author"), "name", title)
    _add(feed, "generator", "Gigawatch")
    feed.extend(_entry(voice, item) for item in items)
    Xml.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(feed, encoding="unicode") + "\n"


def _entry(voice: Voice, item: Item) -> Xml.Element:
    change, key, subject, measure, old, new, reason = item.row
    entry = Xml.Element(f"{{{ATOM}}}entry")
    _add(entry, "id", f"urn:gigawatch:{make_id('change', key, change, old, new, item.mark)}")
    _add(entry, "title", voice.say("entry_title", change=change, subject=subject, measure=measure))
    _add(entry, "updated", item.stamp)
    if item.page is not None:
        Xml.SubElement(entry, f"{{{ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": item.page})
    _add(entry, "summary", voice.say("entry_text", before=old, after=new, reason=reason, id=key))
    return entry


def _stamp(day: str | None, difference: Difference) -> str:
    """Noon (UTC) of the day of a change, else of the later state, since an Atom date needs a time: at noon it is that
    day from Hawaii to Auckland, while midnight is the day before in America.
    """
    held = difference.after.held_on
    known = day if day and len(day) == len(OLDEST) else held.isoformat() if held else OLDEST
    return _noon(known)


def _noon(day: str) -> str:
    return f"{day}T12:00:00Z"


def _add(parent: Xml.Element, name: str, text: str | None = None) -> Xml.Element:
    child = Xml.SubElement(parent, f"{{{ATOM}}}{name}")
    child.text = text.translate(UNWRITABLE) if text is not None else None
    return child

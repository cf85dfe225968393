"""Changes as an Atom feed (RFC 4287): one entry a change, with ids that stay and no clock but the data's."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from gigawatch.ledger import Difference
from gigawatch.model import make_id
from gigawatch.question.change import change_rows
from gigawatch.question.voice import Voice

ATOM = "http://www.w3.org/2005/Atom"
OLDEST = "1970-01-01"
UNWRITABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)))


def render_feed(voice: Voice, difference: Difference, title: str) -> str:
    """The feed as XML text in UTF-8; `title` is the workspace's name."""
    Xml.register_namespace("", ATOM)
    feed = Xml.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": voice.lang})
    before, after = difference.before.name, difference.after.name
    days = [c.on for c in difference.facts] + [m.on for m in difference.things] + [r.on for r in difference.renamed]
    entries = [
        _entry(voice, row, day, after, difference)
        for row, day in zip(change_rows(voice, difference), days, strict=True)
    ]
    newest = max((day for day, _ in entries), default=_stamp(None, difference))
    _add(feed, "id", f"urn:gigawatch:{make_id('diff', title, before, after)}")
    _add(feed, "title", voice.say("feed_title", name=title, before=before, after=after))
    _add(feed, "updated", newest)
    _add(_add(feed, "author"), "name", title)
    _add(feed, "generator", "Gigawatch")
    feed.extend(entry for _, entry in entries)
    Xml.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(feed, encoding="unicode") + "\n"


def _entry(
    voice: Voice, row: tuple[str, ...], day: str | None, after: str, difference: Difference
) -> tuple[str, Xml.Element]:
    change, key, subject, measure, old, new, reason = row
    entry, stamp = Xml.Element(f"{{{ATOM}}}entry"), _stamp(day, difference)
    _add(entry, "id", f"urn:gigawatch:{make_id('change', key, change, old, new, after)}")
    _add(entry, "title", voice.say("entry_title", change=change, subject=subject, measure=measure))
    _add(entry, "updated", stamp)
    told = voice.say("entry_text", before=old, after=new, reason=reason, id=key)
    _add(entry, "summary", told)
    return stamp, entry


def _stamp(day: str | None, difference: Difference) -> str:
    """Noon (UTC) of the day of a change, else of the later state, since an Atom date needs a time: at noon it is that
    day from Hawaii to Auckland, while midnight is the day before in America.
    """
    held = difference.after.held_on
    known = day if day and len(day) == len(OLDEST) else held.isoformat() if held else OLDEST
    return f"{known}T12:00:00Z"


def _add(parent: Xml.Element, name: str, text: str | None = None) -> Xml.Element:
    child = Xml.SubElement(parent, f"{{{ATOM}}}{name}")
    child.text = text.translate(UNWRITABLE) if text is not None else None
    return child

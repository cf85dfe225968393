"""What became known, month by month: pages in parts, the list that their script reads, and the same as a feed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from gigawatch.ledger import Cause, Change, Move
from gigawatch.ledger.chronicle import Entry, Lapse
from gigawatch.quantity.telling import tell_period
from gigawatch.question.chronicle import entry_row
from gigawatch.question.feed import render_chronicle
from gigawatch.question.voice import Voice as Teller
from gigawatch.report.block import Ref, RefKind
from gigawatch.report.tongue import TAGS, split_tongues
from gigawatch.report.wording import perimeter
from gigawatch.site.fact import part_paths
from gigawatch.site.page import Page, Site
from gigawatch.site.plan import cut, thing_path
from gigawatch.site.word import speak
from gigawatch.vocab import label

LINES = 400  # on a page
MOST = 500  # of what lies between two dates
MOST_WRITTEN = 20_000  # on all written pages and in the list of their script; of the others a server tells
NEWEST = 200  # in the feed
DATA, FEED, PAGE = "changes.js", "feed.xml", "changes.html"


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as a page shows it, every word in the page's language; `page` fields lie below the language's folder.

    `when`, `status` and `scope` say of a fact when it is valid, how far it is there and what it covers.
    """

    day: str
    when_known: str
    kind: str
    word: str
    subject: str
    subject_page: str
    measure: str
    when: str
    status: str
    status_word: str
    scope: str
    before: str
    before_page: str
    after: str
    after_page: str
    reason: str

    def about(self, valid: str) -> list[tuple[str, str]]:
        """What stands below the line, each with the page that it leads to, if any; `valid` is the word for when."""
        earlier = (self.before, self.before_page) if self.kind == "added" else ("", "")
        told = ((f"{valid} {self.when}" if self.when else "", ""), (self.scope, ""), earlier, (self.reason, ""))
        return [one for one in told if one[0]]


FIELDS = tuple(field.name for field in fields(Line))
READ: Callable[[Line], tuple[str, ...]] = attrgetter(*FIELDS)
SPOKEN = ("scope", "reason")


def change_pages(site: Site, lang: str) -> Iterator[Page]:
    """The page of changes, in parts; of very many the newest that sources published."""
    written = site.chronicle.cut(MOST_WRITTEN)
    told, ahead = written.split_ahead(written.entries)
    parts = cut([*told, *ahead], LINES) or ((),)
    paths = part_paths("changes", len(parts))
    last = told[-1].day if told else ""
    place = paths[len(told) // LINES] if ahead else ""
    shared = {"parts": paths, "left": written.left, "last": last, "ahead_place": place}
    for number, part in enumerate(parts, start=1):
        yield change_page(site, lang, part, {"number": number, **shared})


def change_page(site: Site, lang: str, entries: Sequence[Entry], more: Mapping[str, object], query: str = "") -> Page:
    """A page of some entries; `more` is what its template needs beside them."""
    published, ahead = site.chronicle.split_ahead(entries)
    values: dict[str, object] = {
        "months": group_lines([tell_line(site, lang, entry) for entry in published]),
        "ahead": group_lines([tell_line(site, lang, entry) for entry in ahead]),
        "ahead_place": part_paths("changes", 1)[0] if ahead else "",
        "newest": site.chronicle.newest,
        "undated": site.chronicle.undated,
        "asked": {"from": "", "to": ""},
        "told": "",
        "most": MOST,
        "left": 0,
        **more,
    }
    number = int(str(more.get("number", 1)))
    path = part_paths("changes", number)[-1]
    return Page(path, "changes.html", speak(lang)("nav.changes"), values, "changes", query)


def put_published_first(site: Site, entries: Iterable[Entry]) -> list[Entry]:
    """Entries in their order, behind them those that are computed and lie after the newest published one."""
    told, ahead = site.chronicle.split_ahead(entries)
    return told + ahead


def group_lines(lines: Sequence[Line]) -> list[tuple[str, list[tuple[str, list[Line]]]]]:
    """Lines by month (ISO), and in each by day."""
    months = groupby(lines, lambda line: line.day[: len("2022-07")])
    return [(month, _by_day(group)) for month, group in months]


def _by_day(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    return [(day, list(group)) for day, group in groupby(lines, lambda line: line.day)]


def tell_line(site: Site, lang: str, entry: Entry) -> Line:
    """An entry in the words of a language."""
    _, _, subject, measure, before, after, reason = entry_row(Teller(site.ledger, lang), entry)
    old, new = _ends(site, entry)
    fact = entry.fact
    return Line(
        day=entry.day,
        when_known=tell_period(entry.day, lang),
        kind=entry.kind,
        word=speak(lang)(f"change.{entry.kind}"),
        subject=subject,
        subject_page=thing_path(entry.thing) if entry.thing in site.ledger.entities else "",
        measure=measure,
        when=tell_period(fact.valid_on, lang) if fact is not None else "",
        status=(fact.status or "") if fact is not None else "",
        status_word=label("status", fact.status, lang) if fact is not None and fact.status else "",
        scope=perimeter(site.voices[lang].pen, fact) if fact is not None else "",
        before="" if before == "-" else before,
        before_page=old,
        after="" if after == "-" else after,
        after_page=new,
        reason="" if _is_plain(entry) else reason,
    )


def _is_plain(entry: Entry) -> bool:
    """True for what is new since a source said so: its reason says no more than that."""
    return isinstance(entry.told, Change) and entry.kind == "added" and entry.told.cause is Cause.NEW


def _ends(site: Site, entry: Entry) -> tuple[str, str]:
    """Where what was before and what is now lie: facts, or the words that show where a thing stands."""
    told = entry.told
    if isinstance(told, Move):
        claims = (one.claim if one is not None else None for one in (told.before, told.after))
        old, new = ((site.plan.place(Ref(RefKind.CLAIM, one)) or "") if one else "" for one in claims)
        return old, new
    pair = (told.fact, told.gone.instead) if isinstance(told, Lapse) else (told.before or told.earlier, told.after)
    old, new = ((site.plan.place(Ref(RefKind.FACT, one.id)) or "") if one is not None else "" for one in pair)
    return old, new


def write_changes(site: Site, lang: str, folder: Path) -> None:
    """Write the list of changes, which the page's script narrows to two dates, and the feed of the newest."""
    rows = [_row(tell_line(site, lang, entry), lang) for entry in site.chronicle.cut(MOST_WRITTEN).entries]
    told = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    (folder / DATA).write_text(f"siteChanges.take({told});\n", encoding="utf-8")
    newest, title = site.chronicle.entries[:NEWEST], site.publication.title(lang)
    feed = render_chronicle(Teller(site.ledger, lang), newest, title, lambda entry: _page_of(site, entry))
    (folder / FEED).write_text(feed, encoding="utf-8")


def _row(line: Line, lang: str) -> tuple[object, ...]:
    """A line as the script takes it: what may hold words of another language is in pieces where it does."""
    return tuple(
        _in_pieces(value, lang) if name in SPOKEN else value for name, value in zip(FIELDS, READ(line), strict=True)
    )


@lru_cache(maxsize=1 << 12)
def _in_pieces(text: str, lang: str) -> str | list[tuple[str, str]]:
    pieces = [(words, TAGS.get(own, "")) for words, own in split_tongues(text, lang)]
    return pieces if any(tag for _, tag in pieces) else text


def _page_of(site: Site, entry: Entry) -> str:
    """The page that shows an entry: its fact or words, else that of the changes."""
    old, new = _ends(site, entry)
    return new or old or PAGE

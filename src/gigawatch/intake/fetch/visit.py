"""A visit: an address becomes kept documents. A page is one; a feed or sitemap leads to many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gigawatch.intake.archive import Page
from gigawatch.intake.document import load_document, make_document, read_bytes
from gigawatch.intake.feed import Entry, Feed, is_feed, read_feed
from gigawatch.intake.fetch.address import check_address
from gigawatch.intake.fetch.client import NOT_CHANGED, Client
from gigawatch.intake.fetch.memory import Memory
from gigawatch.intake.fetch.retry import Answer
from gigawatch.intake.format import ENDINGS, Format, find_media_ending
from gigawatch.intake.keep import Kept, Outcome, Shelf, keep_page
from gigawatch.intake.metadata import header_encoding
from gigawatch.model import GigawatchError, InputError

XML = ".xml"


@dataclass(slots=True)
class Visit:
    """Addresses fetched into one folder; no address is asked twice in a visit."""

    client: Client
    memory: Memory
    shelf: Shelf
    _seen: set[str] = field(default_factory=set)
    _count: int = 0

    def keep(self, text: str) -> Iterator[Outcome]:
        """Keep what an address leads to: a page, or every page that a feed or sitemap lists."""
        yield from self._guarded(text, None, None, 0)

    def keep_entry(self, entry: Entry, source: str) -> Iterator[Outcome]:
        """Keep the page of one entry of a list that was got from the address `source`."""
        yield from self._guarded(entry.address, entry, source, 1)

    def keep_feed(self, path: Path) -> Iterator[Outcome]:
        """Keep every page that a feed or sitemap in a file lists."""
        try:
            limits = self.client.limits
            feed = read_feed(read_bytes(path, str(path), limits), limits, str(path))
            yield from self._follow(feed, None, str(path), 0)
        except GigawatchError as fault:
            yield fault

    def _guarded(self, text: str, entry: Entry | None, source: str | None, depth: int) -> Iterator[Outcome]:
        try:
            address = check_address(text)
            if address not in self._seen:
                self._seen.add(address)
                yield from self._visit(address, entry, source, depth)
        except GigawatchError as fault:
            yield fault

    def _visit(self, address: str, entry: Entry | None, source: str | None, depth: int) -> Iterator[Outcome]:
        known = self.memory.find(address)
        answer = self.client.fetch(address, known.conditions() if known else None, source)
        if answer.status == NOT_CHANGED:
            yield Kept(self.shelf.folder / known.path if known and known.path else Path(address), is_new=False)
            return
        ending = _ending(answer)
        if ending is not None and ENDINGS[ending] is Format.FEED and is_feed(answer.body):
            yield from self._keep_listed(address, answer, depth)
        elif ending is not None and ENDINGS[ending] not in (Format.FEED, Format.ARCHIVE):
            yield self._keep_answer(address, answer, ending, entry)
        else:
            hint = "give the address of a page, a document, a feed or a sitemap"
            raise InputError(
                f"what is there is no document ({_media(answer) or 'of no type'})", where=address, hint=hint
            )

    def _keep_answer(self, address: str, answer: Answer, ending: str, entry: Entry | None) -> Kept:
        day = self.client.clock.now().date()
        page = Page(answer.address, ending, answer.body, header_encoding(_media(answer)), day)
        said = _said(entry) if entry is not None else {}
        held = self._find_same_text(address, page)
        kept = Kept(held, is_new=False) if held else keep_page(page, {}, said, self.shelf, self.client.limits)
        self.memory.note(address, kept.path, answer.headers, day.isoformat())
        return kept

    def _find_same_text(self, address: str, page: Page) -> Path | None:
        """The file held of this address, if its text is the same: many pages differ only in what is not read."""
        known = self.memory.find(address)
        if known is None or not known.path:
            return None
        held = self.shelf.folder / known.path
        try:
            said = {"encoding": page.encoding}
            fresh = make_document(page.data, ENDINGS[page.ending], address, said, limits=self.client.limits)
            return held if load_document(held, limits=self.client.limits).text == fresh.text else None
        except GigawatchError:
            return None

    def _keep_listed(self, address: str, answer: Answer, depth: int) -> Iterator[Outcome]:
        feed = read_feed(answer.body, self.client.limits, address, answer.address)
        faults = 0
        for outcome in self._follow(feed, answer.address, address, depth):
            faults += isinstance(outcome, GigawatchError)
            yield outcome
        if not faults:  # else the next visit must look at its entries again
            self.memory.note(address, None, answer.headers, self.client.clock.now().date().isoformat())

    def _follow(self, feed: Feed, source: str | None, where: str, depth: int) -> Iterator[Outcome]:
        limits = self.client.limits
        self._count += len(feed.entries) + len(feed.maps)
        if self._count > limits.feed_entries:
            raise limits.refuse("feed_entries", f"with all that it names it lists {self._count:,} addresses", where)
        if feed.maps and depth + 1 >= limits.feed_depth:
            raise limits.refuse("feed_depth", "sitemaps name sitemaps too deep", where)
        for link in feed.maps:
            yield from self._guarded(link, None, source, depth + 1)
        for entry in feed.entries:
            if entry.address:
                yield from self._guarded(entry.address, entry, source, depth + 1)
            else:
                yield InputError(f"the entry {entry.title or 'without a title'!r} has no address", where=where)


def _said(entry: Entry) -> dict[str, object]:
    return {"title": entry.title, "published": entry.published, "publisher": entry.publisher}


def _media(answer: Answer) -> str:
    return answer.headers.get("content-type", "")


def _ending(answer: Answer) -> str | None:
    if is_feed(answer.body):
        return XML
    return find_media_ending(_media(answer), answer.address.partition("?")[0], answer.body)

"""The sites from which the server makes single pages: of the build in place, today's and those of the last days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.model import WorkspaceError
from gigawatch.question.clock import Clocks
from gigawatch.site.api.memory import Memory
from gigawatch.site.past import About, Past, open_past
from gigawatch.site.word import LANGUAGES

if TYPE_CHECKING:
    from gigawatch.question import Observatory
    from gigawatch.site.api import Shelf

DAYS = 4  # of which the site is kept open
What = tuple[str, date | None]  # what takes long: the site of a day (None: of today), or its changes
Build = tuple["Observatory", str, tuple[str, ...]]  # what tells one build from another, and the languages of its site


class Opened:
    """The sites of the build in place, each opened once; those of another build are let go of."""

    def __init__(self, shelf: Shelf, folder: Path) -> None:
        self.shelf = shelf
        self.folder = folder
        self._kept: Memory[Past] = Memory(DAYS, lambda _: 1)
        self._done: set[What] = set()
        self._build: Build | None = None

    def past(self, book: Observatory, day: date | None) -> Past:
        """The site as of a day (None: as it is today), under the lock of the shelf."""
        self._forget_former(book)
        return self._kept.find(day, lambda: self._open(book, day))

    def holds(self, book: Observatory, day: date | None) -> bool:
        """True where the site as of a day is open; under the lock of the shelf."""
        self._forget_former(book)
        return self._kept.get(day) is not None

    def prepare(self, book: Observatory, day: date | None, *, is_changes: bool) -> None:
        """Have the site of a day and today's opened, and what became known when, without the lock of the shelf.

        NotYetError where that takes longer than one waits.
        """
        with self.shelf.lock:
            _ = book.whole  # which is read once
        self.shelf.settle(book, [Clocks(as_of=day)])
        for one in dict.fromkeys((None, day)):
            self._await(book, ("site", one), Past.gather)
        if is_changes:
            self._await(book, ("changes", None), lambda past: past.site.chronicle)

    def _await(self, book: Observatory, what: What, look_up: Callable[[Past], object]) -> None:
        """Wait for what was not looked up yet in a site of the build in place."""
        with self.shelf.lock:
            is_done = self._in_place(book) is None or (what in self._done and self._kept.get(what[1]) is not None)
        if not is_done:
            self.shelf.coming.wait((id(book), *what), partial(self._do, book, what, look_up))

    def _do(self, book: Observatory, what: What, look_up: Callable[[Past], object]) -> None:
        """Open the site of a day and look up in it; again where a part of its build came meanwhile."""
        while True:
            with self.shelf.lock:
                build = self._in_place(book)
                past = self._kept.get(what[1])
            if build is None:
                return
            past = past or self._open(book, what[1])
            look_up(past)
            if self._keep(build, what, past):
                return

    def _keep(self, build: Build, what: What, past: Past) -> bool:
        """Keep a site in which something was looked up, and note that; False where it is no longer the one to keep."""
        with self.shelf.lock:
            if self._in_place(build[0]) != build or self._kept.find(what[1], lambda: past) is not past:
                return False
            self._done.add(what)
            return True

    def _in_place(self, book: Observatory) -> Build | None:
        """The build in place; None where it is not of this ledger, of which nothing is kept then."""
        if self.shelf.take() is not book:
            return None
        self._forget_former(book)
        return self._build

    def _forget_former(self, book: Observatory) -> None:
        """Let go of what was opened of another build, which nobody asks for any more."""
        build = book, self.shelf.look().text, self._languages
        if self._build is None or self._build[0] is not book or self._build != build:
            self._kept.clear()
            self._done.clear()
            self._build = build

    @property
    def _languages(self) -> tuple[str, ...]:
        """The languages that the site is written in."""
        return tuple(lang for lang in LANGUAGES if (self.folder / lang).is_dir())

    def _open(self, book: Observatory, day: date | None) -> Past:
        shelf, languages = self.shelf, self._languages
        if not languages:
            raise WorkspaceError("there is no site yet", where=str(self.folder), hint="run: gigawatch build")
        ledger = book.by(as_of=day).ledger if day is not None else book.whole
        about = About(names=shelf.names, region=shelf.region, languages=languages, built_on=shelf.built_on)
        return open_past(ledger, about, day)

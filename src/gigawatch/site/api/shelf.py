"""The built workspace that a server answers from: opened once, and anew when a build has put another in its place."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Any

import duckdb

from gigawatch.model import GigawatchError, WorkspaceError
from gigawatch.question import Observatory, open_observatory
from gigawatch.question.clock import Clocks
from gigawatch.site.api.coming import Coming
from gigawatch.site.api.memory import Memory
from gigawatch.site.api.reply import Reply
from gigawatch.site.showing import Showing

ANSWERS = 64 * 1024 * 1024  # bytes of answers that are kept for the next who asks the same
LISTS = 16  # lists of which parts were asked for that are kept whole


@dataclass(frozen=True, slots=True)
class Stamp:
    """The build that is in place: `text` tells it from every other, `changed` is when it was put there."""

    database: str
    text: str
    changed: datetime


class Shelf:
    """The workspace's built ledger as it stands now, shared by all who ask. Nothing is ever written through it.

    A question is worked out under `lock`: the ledger is read when it is first asked, which two threads may not do at
    once. What is settled anew for it is `coming`: that is done beside the lock, so that nobody else waits for it.
    """

    def __init__(
        self,
        database: Path,
        names: Mapping[str, str],
        built_on: Callable[[], date],
        region: str = "",
        coming: Coming | None = None,
    ) -> None:
        """`names` are the workspace's by language, `region` is the one it is about; `built_on` tells the day that the
        build in place counts to.
        """
        self.database = database
        self.names = names
        self.region = region or names.get("en", "")
        self.lock = RLock()
        self.coming = coming or Coming()
        self._built_on = built_on
        self._book: Observatory | None = None
        self._showing: Showing | None = None
        self._stamp: Stamp | None = None
        self._answers: Memory[Reply] = Memory(ANSWERS, lambda reply: len(reply.body))
        self._lists: Memory[Any] = Memory(LISTS, lambda _: 1)

    @property
    def built_on(self) -> date:
        """The day that the build in place counts to."""
        return self._built_on()

    def look(self) -> Stamp:
        """Which build is in place now, without opening it; WorkspaceError where there is none."""
        found, *beside = (_stat(path) for path in (self.database, *self._beside))
        if found is None:
            where, hint = str(self.database.parent), "run: gigawatch build"
            raise WorkspaceError("nothing is built here yet", where=where, hint=hint)
        there = [found, *(one for one in beside if one is not None)]
        text = hashlib.sha256(" ".join(map(_tell, there)).encode()).hexdigest()[:16]
        changed = int(max(one.st_mtime for one in there))
        return Stamp(_tell(found), text, datetime.fromtimestamp(changed, UTC))

    @property
    def _beside(self) -> tuple[Path, ...]:
        """What of a build is put in place after its database, and answered from as well."""
        return self.database.with_name("search.sqlite"), self.database.with_name("manifest.json")

    def take(self) -> Observatory:
        """The ledger of the build in place now; WorkspaceError where there is none."""
        stamp = self.look()
        with self.lock:
            if self._stamp != stamp:
                self._answers.clear()
                self._lists.clear()
            if self._book is None or self._stamp is None or self._stamp.database != stamp.database:
                self._book = open_observatory(self.database)
                self._showing = None
            self._stamp = stamp
            return self._book

    def get_ready(self) -> None:
        """Read the ledger in place and find what questions need of it, so that the first who asks does not wait for it.

        Where nothing is built, or what is built cannot be read, who asks is told so. Where the server ends meanwhile,
        this leaves off.
        """
        with suppress(GigawatchError, duckdb.InterruptException):
            with self.lock:
                _, whole = self.showing, self.take().whole
            whole.following.find_all()

    @property
    def showing(self) -> Showing:
        """What of the documents of the build in place may be shown."""
        with self.lock:
            whole = self.take().whole
            if self._showing is None:
                self._showing = Showing(whole)
            return self._showing

    def answer(
        self,
        key: Hashable,
        make: Callable[[Observatory], Reply],
        prepare: Callable[[Observatory], None] = lambda _: None,
    ) -> Reply:
        """The answer kept for a question to the build in place, else what `make` works out from it.

        `prepare` is done first, without the lock: it has what takes long made ready, and again where another build has
        come meanwhile. NotYetError where that is not done soon.
        """
        prepared: Observatory | None = None
        while True:
            with self.lock:
                book = self.take()
                kept = self._answers.get((self._stamp, key))
                if kept is not None:
                    return kept
                if book is prepared:
                    return self._answers.find((self._stamp, key), partial(make, book))
            prepare(book)
            prepared = book

    def settle(self, book: Observatory, clocks: Iterable[Clocks]) -> None:
        """Have the ledger of a build at hand by some clocks; NotYetError where that takes longer than one waits."""
        for one in clocks:
            if not book.is_ready(one):
                with self.lock:
                    _ = book.whole  # which is read once
                self.coming.wait((id(book.settled), one.as_of, one.believed_on), partial(book.make_ready, one))

    def cut(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """The list kept for a question of which another part is asked for, else what `make` gives."""
        with self.lock:
            return self._lists.find(key, make)


def _stat(path: Path) -> os.stat_result | None:
    """What the system knows of a file; None where there is none."""
    try:
        return path.stat()
    except OSError:
        return None


def _tell(found: os.stat_result) -> str:
    """What tells a file from the one before it."""
    return f"{found.st_ino} {found.st_size} {found.st_mtime_ns}"

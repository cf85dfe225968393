"""The built workspace that a server answers from: opened once, and anew when a build has put another in its place."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from gigawatch.model import WorkspaceError
from gigawatch.question import Observatory, open_observatory

T = TypeVar("T")
REMEMBERED = 256  # answers of one build that are kept for the next who asks the same


@dataclass(frozen=True, slots=True)
class Held:
    """One build as it is held open. `stamp` tells it from every other; `changed` is when it was put in place."""

    book: Observatory
    stamp: str
    changed: datetime


class Shelf:
    """The workspace's built ledger as it stands now, shared by all who ask. Nothing is ever written through it."""

    def __init__(self, database: Path, names: Mapping[str, str], built_on: Callable[[], date]) -> None:
        """`names` are the workspace's by language; `built_on` tells the day that the build in place counts to."""
        self.database = database
        self.names = names
        self._built_on = built_on
        self.lock = RLock()
        self._held: Held | None = None
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()

    def take(self) -> Held:
        """The build in place now; WorkspaceError where there is none."""
        stamp, changed = self._look()
        with self.lock:
            if self._held is None or self._held.stamp != stamp:
                self._answers.clear()
                self._held = Held(open_observatory(self.database), stamp, changed)
            return self._held

    @property
    def built_on(self) -> date:
        """The day that the build in place counts to."""
        return self._built_on()

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was worked out for this key on the build in place now, else what `make` gives; one at a time.

        The ledger reads and settles when it is first asked, which two threads may not do at once.
        """
        key = (self.take().stamp, key)
        with self.lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            else:
                self._answers[key] = make()
                while len(self._answers) > REMEMBERED:
                    self._answers.popitem(last=False)
            found: T = self._answers[key]
            return found

    def _look(self) -> tuple[str, datetime]:
        try:
            found = self.database.stat()
        except OSError as error:
            hint = "run: gigawatch build"
            raise WorkspaceError("nothing is built here yet", where=str(self.database.parent), hint=hint) from error
        told = f"{found.st_ino} {found.st_size} {found.st_mtime_ns}"
        changed = datetime.fromtimestamp(int(found.st_mtime), UTC)
        return hashlib.sha256(told.encode()).hexdigest()[:16], changed

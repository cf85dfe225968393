"""The ledger of a database by any clocks: read once, and settled once for each day of the last few asked for."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock

from gigawatch.ledger import Ledger, open_ledger
from gigawatch.question.clock import Clocks

HELD = 8  # days that are kept settled
HEAVIEST = 1_000_000  # claims that they hold together
LEAST = 2  # days that are kept whatever they hold: a difference is of two
Key = tuple[date | None, date | None]


class Settled:
    """What was settled from one database, shared by all that ask it, be it from several threads.

    Two that ask for the same new day at once settle it twice.
    """

    def __init__(self, database: Path) -> None:
        self.database = database
        self._days: dict[Key, Ledger] = {}
        self._lock = Lock()

    @cached_property
    def whole(self) -> Ledger:
        """The ledger as it was built, by no clock."""
        return open_ledger(self.database)

    def holds(self, clocks: Clocks) -> bool:
        """True where the ledger by some clocks need not be settled first; it then counts as asked for."""
        return _key(clocks) == (None, None) or self._find(_key(clocks)) is not None

    def read(self, clocks: Clocks) -> Ledger:
        """The ledger by some clocks; `valid_on` chooses among facts and changes none."""
        key = _key(clocks)
        if key == (None, None):
            return self.whole
        found = self._find(key)
        if found is None:
            found = clocks.read(self.whole)
            with self._lock:
                self._days[key] = found
                self._make_room()
        return found

    def _find(self, key: Key) -> Ledger | None:
        """The ledger that is kept for a day, which is let go of after the others from now on."""
        with self._lock:
            found = self._days.pop(key, None)
            if found is not None:
                self._days[key] = found
            return found

    def _make_room(self) -> None:
        """Let go of the days that nobody asked for since, where there are too many or they hold too much."""
        weights = {key: 0 if one is self.whole else len(one.material.claims) for key, one in self._days.items()}
        while len(self._days) > LEAST and (len(self._days) > HELD or sum(weights.values()) > HEAVIEST):
            gone = next(iter(self._days))
            del self._days[gone], weights[gone]


def _key(clocks: Clocks) -> Key:
    return clocks.as_of, clocks.believed_on

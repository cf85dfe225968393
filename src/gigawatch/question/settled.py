"""The ledger of a database by any clocks: read once, and settled once for each day of the last few asked for."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path

from gigawatch.ledger import Ledger, open_ledger
from gigawatch.question.clock import Clocks

HELD = 8  # days that are kept settled


class Settled:
    """What was settled from one database, shared by all that ask it."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self._days: dict[tuple[date | None, date | None], Ledger] = {}

    @cached_property
    def whole(self) -> Ledger:
        """The ledger as it was built, by no clock."""
        return open_ledger(self.database)

    def read(self, clocks: Clocks) -> Ledger:
        """The ledger by some clocks; `valid_on` chooses among facts and changes none."""
        key = (clocks.as_of, clocks.believed_on)
        if key not in self._days:
            found = clocks.read(self.whole)
            while len(self._days) >= HELD:
                self._days.pop(next(iter(self._days)))
            self._days[key] = found
        return self._days[key]

"""The three clocks: what was published by a day, what was true on a day, what the workspace held on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gigawatch.ledger import Ledger
from gigawatch.question.query import read_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """The days asked by; None asks by now. A day counts as a whole: what came on it was there on it.

    `valid_on` may be a year, month or day (ISO); it chooses among facts, the other two choose among sources.
    """

    as_of: date | None = None
    valid_on: str | None = None
    believed_on: date | None = None

    def read(self, ledger: Ledger) -> Ledger:
        """The ledger settled from what these clocks let through."""
        if self.believed_on is not None:
            ledger = ledger.believed_on(self.believed_on)
        return ledger.as_of(self.as_of) if self.as_of is not None else ledger

    @property
    def day(self) -> date | None:
        """The day to which statuses age: that of the earlier clock."""
        days = [day for day in (self.as_of, self.believed_on) if day is not None]
        return min(days, default=None)


def read_clock(given: date | str | None) -> date | None:
    """The day of a clock: a day as it is, or written out (ISO), a month or year to its end; InputError for others.

    >>> read_clock("2022-08")
    datetime.date(2022, 8, 31)
    """
    if given is None or isinstance(given, date):
        return given.date() if isinstance(given, datetime) else given
    return read_date(given)[1]


def read_valid(given: date | str | None) -> str | None:
    """The time of the valid clock as ISO text: a day as it is, or a day, month or year written out; InputError else.

    >>> read_valid(date(2022, 8, 1)), read_valid("2022-08")
    ('2022-08-01', '2022-08')
    """
    if given is None or isinstance(given, date):
        day = read_clock(given)
        return None if day is None else day.isoformat()
    read_date(given)
    return given

"""What `last year` and `July` mean in a text: the day it was published, and how periods are written."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

YEAR = r"(?:19|20)\d{2}"


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A period where a text names it: 2022, 2022-07, 2022-07-25, 2022-H1, 2022-Q3 or start/end.

    `is_relative` says that the year came from the date published or from the words before, not from the words.
    """

    iso: str
    start: int
    end: int
    is_relative: bool = False


@dataclass(slots=True)
class Calendar:
    """The year and month of publication, and the year, month and part of a year (2022-H1) last spoken of."""

    year: int | None
    month: int | None
    said: int | None = None
    today: date | None = None
    said_month: int | None = None
    said_part: str | None = None

    @classmethod
    def of(cls, today: date | None) -> Calendar:
        """The calendar of a text published that day."""
        return cls(today.year, today.month, None, today) if today else cls(None, None)

    def say(self, year: int) -> int:
        """Keeps the year in mind that the text names."""
        self.said = year
        return year

    def shifted(self, years: int) -> int | None:
        """The year so many years from now."""
        return None if self.year is None else self.year + years

    def current(self) -> int | None:
        """The year of publication, else the year last spoken of."""
        return self.year or self.said

    def of_month(self, month: int, is_ahead: bool) -> int | None:
        """The year of a month named alone: the latest one not after today, or the next one where it lies ahead."""
        if self.year is None:
            return self.said
        return self.year if is_ahead or self.month is None or month <= self.month else self.year - 1

    def weekday(self, number: int, is_ahead: bool) -> str | None:
        """The nearest such day of the week, Monday being 0: not after today, or from today on where it lies ahead."""
        if self.today is None:
            return None
        gap = (number - self.today.weekday()) % 7 if is_ahead else -((self.today.weekday() - number) % 7)
        return (self.today + timedelta(days=gap)).isoformat()

    def ago(self, count: int, unit: str) -> str | None:
        """So many days, weeks, months or years before the day of publication, as fine as the unit."""
        if unit == "year":
            year = self.shifted(-count)
            return str(year) if year else None
        if unit == "month":
            return self.relative(-count, "month")
        days = count * (7 if unit == "week" else 1)
        return (self.today - timedelta(days=days)).isoformat() if self.today else None

    def relative(self, shift: int, what: str) -> str | None:
        """`last month`, `this quarter`, `next year` as a period."""
        if self.year is None or (self.month is None and what != "year"):
            return None
        month = self.month or 1
        if what == "month":
            index = self.year * 12 + month - 1 + shift
            return month_of(index // 12, index % 12 + 1)
        index = self.year * 4 + (month - 1) // 3 + shift
        return str(self.year + shift) if what == "year" else f"{index // 4}-Q{index % 4 + 1}"


def month_of(year: int | None, month: int) -> str | None:
    """2022-07, or None where there is no such month."""
    return f"{year}-{month:02d}" if year and 1 <= month <= 12 else None


def months_of(year: int | None, first: int, last: int) -> str | None:
    """2022-01/2022-09, or one month where both are the same."""
    if not year or not 1 <= first <= last <= 12:
        return None
    return f"{year}-{first:02d}/{year}-{last:02d}" if first < last else month_of(year, first)


def part_of(year: int | None, letter: str, number: int) -> str | None:
    """2022-H1 or 2022-Q3."""
    return f"{year}-{letter}{number}" if year else None


def days_of(year: int | None, first: tuple[int, int], last: tuple[int, int] | None = None) -> str | None:
    """2022-07-25 or 2022-07-21/2022-07-23, of (month, day) pairs; None where there is no such day."""
    if not _is_day(year, *first):
        return None
    start = f"{year}-{first[0]:02d}-{first[1]:02d}"
    return f"{start}/{year}-{last[0]:02d}-{last[1]:02d}" if last and last > first and _is_day(year, *last) else start


def _is_day(year: int | None, month: int, day: int) -> bool:
    return year is not None and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]

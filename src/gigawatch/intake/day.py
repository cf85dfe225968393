"""The days that files and servers name; what is no day is None, and no reason to refuse a file."""

from __future__ import annotations

from datetime import date
from email.utils import parsedate_to_datetime


def read_iso_day(text: str | None) -> date | None:
    """The day of an ISO date or time, in the time zone in which it is written.

    >>> read_iso_day("2022-07-25T08:00:00+08:00"), read_iso_day("20220725"), read_iso_day("soon")
    (datetime.date(2022, 7, 25), datetime.date(2022, 7, 25), None)
    """
    try:
        return date.fromisoformat((text or "")[: 10 if "-" in (text or "")[:5] else 8])
    except ValueError:
        return None


def read_mail_day(text: str | None) -> date | None:
    """The day of a date as mail and RSS write it, in the writer's own time zone.

    >>> read_mail_day("Mon, 25 Jul 2022 08:00:00 +0800")
    datetime.date(2022, 7, 25)
    """
    try:
        return parsedate_to_datetime(text or "").date()
    except (ValueError, TypeError, OverflowError):
        return None

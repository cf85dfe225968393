"""ISO periods of the ledger: the days that one covers, and their order in time by the day on which they end."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_PART = re.compile(r"(\d{4})-(?:H([12])|Q([1-4]))")
_HALF, _QUARTER = 6, 3


@lru_cache(maxsize=65_536)
def period_span(text: str) -> tuple[date, date] | None:
    """The first and the last day of an ISO period; None when the text is none.

    >>> [day.isoformat() for day in period_span("2022-Q3") or ()]
    ['2022-07-01', '2022-09-30']
    >>> period_span("2022-07/2022-01"), period_span("summer")
    (None, None)
    """
    first, slash, last = text.strip().removesuffix(" target").partition("/")
    begin = _whole(first)
    end = _whole(last) if slash else begin
    if begin is None or end is None or end[1] < begin[0]:
        return None
    return begin[0], end[1]


@lru_cache(maxsize=65_536)
def plain_period(text: str) -> str:
    """The shortest name of a period: a span of months that is a year, half, quarter or month is called so.

    >>> plain_period("2023-01/2023-06"), plain_period("2023-01/2023-05"), plain_period("2025 target")
    ('2023-H1', '2023-01/2023-05', '2025 target')
    """
    span = period_span(text) if "/" in text else None
    if span is None or span[0].year != span[1].year:
        return text
    year, month = span[0].year, f"{span[0].month:02d}"
    halves, quarters = (f"{year}-H{n}" for n in (1, 2)), (f"{year}-Q{n}" for n in (1, 2, 3, 4))
    names = (str(year), *halves, *quarters, f"{year}-{month}")
    return next((name for name in names if period_span(name) == span), text)


def last_day(period: str) -> date | None:
    """The day on which a period ends: what is dated by a year or a month only was surely known by then.

    >>> str(last_day("2023-05"))
    '2023-05-31'
    """
    span = period_span(period)
    return span[1] if span else None


def period_order(period: str | None, told: str | None = None) -> tuple[date, date, str]:
    """What periods are sorted by: their end, then their beginning; no period, or a text that is none, comes first.

    The order of their texts is not that of time: by text the first half of 2022 follows its last month. A period that
    was still running on the day on which it was `told` (ISO) counts to that day.

    >>> sorted(["2022-H1", "2022-12", "2022", "2022-Q3"], key=period_order)
    ['2022-H1', '2022-Q3', '2022', '2022-12']
    """
    span = period_span(period or "")
    if span is None:
        return date.min, date.min, period or ""
    day = last_day(told or "")
    end = day if day is not None and span[0] <= day < span[1] else span[1]
    return end, span[0], period or ""


def _whole(text: str) -> tuple[date, date] | None:
    """The span of a year, half, quarter, month or day."""
    part, day = _PART.fullmatch(text), _DAY.fullmatch(text)
    try:
        if part:
            length = _HALF if part[2] else _QUARTER
            last = int(part[2] or part[3]) * length
            return _months(int(part[1]), last - length + 1, last)
        if day is None:
            return None
        return _dated(int(day[1]), day[2], day[3])
    except ValueError:
        return None


def _dated(year: int, month: str | None, day: str | None) -> tuple[date, date]:
    if month is None:
        return _months(year, 1, 12)
    if day is None:
        return _months(year, int(month), int(month))
    only = date(year, int(month), int(day))
    return only, only


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    begin = date(year, first, 1)
    return begin, date(year, last, monthrange(year, last)[1])

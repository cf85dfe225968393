"""Periods moved back to the base of a growth: a year earlier, the period before, or a year that is named."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

YOY, MOM = "yoy", "mom"
MONTH = 31
CENTURY = 2000
Span = tuple[date, date]


def base_span(span: Span, basis: str | None, year: int | None = None) -> Span | None:
    """The base period; None where nothing says which it is. A growth over more than a month is on the year.

    >>> [day.isoformat() for day in base_span((date(2024, 1, 1), date(2024, 6, 30)), None) or ()]
    ['2023-01-01', '2023-06-30']
    """
    if basis == MOM:
        return _before(span)
    if year is not None and basis != YOY and CENTURY + year < span[0].year:
        return _back(span, span[0].year - CENTURY - year)
    is_long = (span[1] - span[0]).days > MONTH
    return _back(span, 1) if basis == YOY or is_long else None


def _back(span: Span, years: int) -> Span:
    return _same_day(span[0], years), _same_day(span[1], years, is_last=True)


def _same_day(day: date, years: int, *, is_last: bool = False) -> date:
    year = day.year - years
    last = monthrange(year, day.month)[1]
    was_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, day.month, last if is_last and was_last else min(day.day, last))


def _before(span: Span) -> Span | None:
    """The whole months just before, as many as the span has; None for a span that is no whole months."""
    months = (span[1].year - span[0].year) * 12 + span[1].month - span[0].month + 1
    if span[0].day != 1 or span[1] != date(span[1].year, span[1].month, monthrange(span[1].year, span[1].month)[1]):
        return None
    last = span[0] - timedelta(days=1)
    first = last.year * 12 + last.month - months
    return date(first // 12, first % 12 + 1, 1), last

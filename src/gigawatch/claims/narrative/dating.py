"""The dates a text gives, as ISO periods with the days they begin and end on.

>>> [d.iso for d in find_dates("from June 30 to July 2, 2023", "en", None)]
['2023-06-30/2023-07-02']
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gigawatch.quantity import FoundPeriod, find_periods

_TO = re.compile(r"\s?(?:to|-|–|—|until|through|至|到)\s?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_TODAY = {
    "en": re.compile(
        r"\b([Tt]oday|[Yy]esterday|(?<=on )(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?!,? (?:[A-Z]|\d))"
    ),
    "zh": re.compile(r"(今日|今天|昨日|昨天)"),
}
_AHEAD = timedelta(days=100)
_YESTERDAY = ("yesterday", "昨日", "昨天")
_SAYS_YEAR = re.compile(r"今|去|前|明|本|当|上|this|last|next|\d{4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """A date as the text gives it, at `start` to `end`: `iso`, and the days it begins and ends on."""

    start: int
    end: int
    iso: str
    first: date
    last: date


def find_dates(text: str, lang: str, base: date | None) -> list[Period]:
    """The dates of a text in order; spans across two months are joined, today and yesterday counted from `base`."""
    found = [p for f in find_periods(text, lang, base) if (p := _period(text, f, base)) is not None]
    if base is not None:
        found += [_near(m, base) for m in _TODAY[lang].finditer(text)]
    return _carry_years(text, _join(text, sorted(found, key=lambda p: p.start)))


def _near(match: re.Match[str], base: date) -> Period:
    word = match.group(1).lower()
    back = (base.weekday() - _WEEKDAYS.index(word)) % 7 if word in _WEEKDAYS else int(word in _YESTERDAY)
    day = base - timedelta(days=back)
    return Period(match.start(), match.end(), day.isoformat(), day, day)


def _period(text: str, found: FoundPeriod, base: date | None) -> Period | None:
    """A found period with its days; none for the year that begins a name (`2024 World Power Battery Conference`)."""
    days = days_of(found.iso)
    if days is None or (len(found.iso) == 4 and re.match(r"\s[A-Z]", text[found.end : found.end + 2])):
        return None
    period = Period(found.start, found.end, found.iso, *days)
    return _soon(period, base) if found.is_relative and base else period


def _soon(period: Period, base: date) -> Period:
    """A day without a year that would lie nearly a year back lies ahead: June 8 in a text of late May."""
    later = _in_year(period, period.first.year + 1)
    is_day = bool(_DAY.match(period.iso))
    return later if is_day and base < later.first <= base + _AHEAD and base - period.first > 2 * _AHEAD else period


def days_of(iso: str) -> tuple[date, date] | None:
    """The first and last day of an ISO period: 2022, 2022-07, 2022-07-21, 2022-H1, 2022-Q3, start/end.

    >>> days_of("2022-Q3")
    (datetime.date(2022, 7, 1), datetime.date(2022, 9, 30))
    """
    begin, _, end = iso.partition("/")
    try:
        first = _days(begin)
        return (first[0], _days(end)[1]) if end else first
    except ValueError:
        return None


def _days(iso: str) -> tuple[date, date]:
    if _DAY.fullmatch(iso):
        return date.fromisoformat(iso), date.fromisoformat(iso)
    year, _, part = iso.partition("-")
    length = {"Q": 3, "H": 6}.get(part[:1], 1 if part else 12)
    month = (int(part[1:]) - 1) * length + 1 if part[:1] in ("Q", "H") else int(part or 1)
    last = month + length - 1
    return date(int(year), month, 1), date(int(year), last, monthrange(int(year), last)[1])


def _join(text: str, periods: list[Period]) -> list[Period]:
    """Two days with `to` between them made one span."""
    joined: list[Period] = []
    for period in periods:
        before = joined[-1] if joined else None
        if (
            before
            and _DAY.fullmatch(before.iso)
            and _DAY.fullmatch(period.iso)
            and _TO.fullmatch(text, before.end, period.start)
        ):
            first = before.first.replace(year=period.last.year)
            if first < period.last:
                joined[-1] = Period(before.start, period.end, f"{first}/{period.last}", first, period.last)
                continue
        joined.append(period)
    return joined


def _carry_years(text: str, periods: list[Period]) -> list[Period]:
    """A month without a year takes that of the date before it in the same sentence: 2021年6月…，7月…."""
    carried: list[Period] = []
    for period in periods:
        before = carried[-1] if carried else None
        if before and not _SAYS_YEAR.search(text, period.start, period.end) and "月" in text[period.start : period.end]:
            between = text[before.end : period.start]
            if "。" not in between and "\n" not in between and before.first.year < period.first.year:
                carried.append(_in_year(period, before.first.year))
                continue
        carried.append(period)
    return carried


def _in_year(period: Period, year: int) -> Period:
    try:
        first, last = period.first.replace(year=year), period.last.replace(year=year)
    except ValueError:  # 29 February
        return period
    return replace(period, iso=period.iso.replace(str(period.first.year), str(year)), first=first, last=last)

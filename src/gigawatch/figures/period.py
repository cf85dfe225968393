"""What a period written in a table stands for, in ISO form: 2022, 2022-07, 2022-H1, 2022-Q3, 2023-01/2023-09."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from gigawatch.model import InputError

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_MONTH = rf"(?P<{{}}>{'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}\s*(?:年|年度|全年)?",
        rf"{_YEAR}[-/.](?P<m1>\d\d?)",
        rf"{_YEAR}年(?P<m1>\d\d?)月(?:份)?",
        rf"{_YEAR}(?P<mark>[-/.])(?P<m1>\d\d?)(?P=mark)(?P<day>\d\d?)",
        rf"{_YEAR}年(?P<m1>\d\d?)月(?P<day>\d\d?)日",
        rf"{_YEAR}[-\s]?Q(?P<q1>[1-4])(?:\s*[-–~至]\s*Q(?P<q2>[1-4]))?",
        rf"{_YEAR}年(?:第)?(?P<q1>[1-4一二三四])季度?",
        rf"Q(?P<q1>[1-4])[\s-]*{_YEAR}",
        rf"{_YEAR}[-\s]?H(?P<h>[12])",
        rf"H(?P<h>[12])[\s-]*{_YEAR}",
        rf"{_YEAR}年(?P<h>[上下])半年",
        rf"{_YEAR}年(?P<m1>\d\d?)月?\s*[-–~至到]\s*(?P<m2>\d\d?)月",
        rf"{_YEAR}年前(?P<q2>[二三])季度",
        rf"{_MONTH.format('n1')}\s*[-–]\s*{_MONTH.format('n2')}\s*{_YEAR}",
        rf"{_YEAR}\s*{_MONTH.format('n1')}\s*[-–]\s*{_MONTH.format('n2')}",
        rf"{_MONTH.format('n1')}\s*{_YEAR}",
    )
)
_SPAN = re.compile(r"(\d{4}-\d\d(?:-\d\d)?)\s*/\s*(\d{4}-\d\d(?:-\d\d)?)")
_YEARS = re.compile(rf"{_YEAR}\s*[-–~/至]\s*(?P<year2>(?:19|20)\d\d)年?")
_TARGET = re.compile(rf"{_YEAR}\s+target|target\s+{_YEAR.replace('year', 'later')}", re.IGNORECASE)
_CHINESE = {"一": "1", "二": "2", "三": "3", "四": "4", "上": "1", "下": "2"}


def read_period(text: str) -> str:
    """The ISO period, or InputError when the text is no period or an impossible one (month 13, Q3-Q1).

    >>> read_period("2023Q1-Q3"), read_period("2024H1"), read_period("2023年1-9月")
    ('2023-01/2023-09', '2024-H1', '2023-01/2023-09')
    """
    tidy = " ".join(unicodedata.normalize("NFKC", text).split())
    period = _years(tidy) or _span(tidy) or _target(tidy) or _within_year(tidy)
    if period is None:
        raise InputError(
            f"unknown period {text.strip()!r}", hint="such as 2023, 2023-07, 2023-Q3, 2024-H1, 2023-01/2023-09"
        )
    return period


def read_vintage(text: str) -> str:
    """The ISO date (year, month or day) on which a source published, or InputError."""
    period = read_period(text)
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", period):
        raise InputError(f"{text.strip()!r} is no date of publication", hint="such as 2024-02-07, 2024-02 or 2024")
    return period


def _years(text: str) -> str | None:
    found = _YEARS.fullmatch(text)
    if not found or found["year2"] <= found["year"]:
        return None
    return f"{found['year']}/{found['year2']}"


def _span(text: str) -> str | None:
    found = _SPAN.fullmatch(text)
    ends = [_within_year(end) for end in found.groups()] if found else []
    if len(ends) != 2 or not (ends[0] and ends[1]) or len(ends[0]) != len(ends[1]):
        return None
    return _ordered(ends[0], ends[1])


def _target(text: str) -> str | None:
    found = _TARGET.fullmatch(text)
    return f"{found['year'] or found['later']} target" if found else None


def _within_year(text: str) -> str | None:
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            parts = {key: _CHINESE.get(part, part) for key, part in found.groupdict().items() if part}
            return _compose(parts)
    return None


def _compose(part: Mapping[str, str]) -> str:
    year, m1, m2 = part["year"], _named(part, "1"), _named(part, "2")
    if "q2" in part:
        return _ordered(f"{year}-{int(part.get('q1', 1)) * 3 - 2:02}", f"{year}-{int(part['q2']) * 3:02}")
    if m2:
        return _ordered(f"{year}-{_month(m1)}", f"{year}-{_month(m2)}")
    if "day" in part:
        return f"{year}-{_month(m1)}-{_day(int(year), int(m1), int(part['day']))}"
    if m1:
        return f"{year}-{_month(m1)}"
    return next((f"{year}-{mark.upper()[0]}{part[mark]}" for mark in ("q1", "h") if mark in part), year)


def _named(part: Mapping[str, str], which: str) -> str:
    """The month's number, whether it was written as a number or by name; empty when it was not written."""
    name = part.get(f"n{which}")
    return str(_MONTHS[name.lower()]) if name else part.get(f"m{which}", "")


def _month(text: str) -> str:
    if not 1 <= int(text) <= 12:
        raise InputError(f"there is no month {text}")
    return f"{int(text):02}"


def _day(year: int, month: int, day: int) -> str:
    if not 1 <= day <= monthrange(year, month)[1]:
        raise InputError(f"there is no day {day} in {date(year, month, 1):%Y-%m}")
    return f"{day:02}"


def _ordered(first: str, last: str) -> str:
    if last < first:
        raise InputError(f"the period ends before it begins: {first} to {last}")
    return f"{first}/{last}"

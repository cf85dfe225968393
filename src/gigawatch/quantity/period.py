"""When: the dates and spans of time that a text names, as ISO periods; relative ones from the date published."""

from __future__ import annotations

import re
from datetime import date

from gigawatch.quantity.calendar import YEAR, Calendar, FoundPeriod
from gigawatch.quantity.chinese_period import find_chinese_periods
from gigawatch.quantity.english_period import find_english_periods

HEAD = 600
_FULL_CHINESE = re.compile(rf"({YEAR})\s?[年.-]\s?(\d{{1,2}})\s?[月.-]\s?(\d{{1,2}})")


def find_periods(text: str, lang: str, published: date | None = None) -> list[FoundPeriod]:
    """Every period named in the text, in order; without `published` the first full date of the text sets the year.

    >>> [p.iso for p in find_periods("今年上半年", "zh", date(2023, 7, 17))]
    ['2023-H1']
    >>> [p.iso for p in find_periods("from July 21 to 23", "en", date(2022, 7, 25))]
    ['2022-07-21/2022-07-23']
    """
    calendar = Calendar.of(published or first_date(text, lang))
    return find_chinese_periods(text, calendar) if lang == "zh" else find_english_periods(text, calendar)


def first_date(text: str, lang: str) -> date | None:
    """The first full date of the text's opening, such as a dateline."""
    head = text[:HEAD]
    if lang == "zh":
        match = _FULL_CHINESE.search(head)
        return _date(f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}") if match else None
    found = find_english_periods(head, Calendar.of(None))
    return next((day for period in found if (day := _date(period.iso)) and not period.is_relative), None)


def _date(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None

"""English dates and spans of time: July 25, 2022; Q3; the first nine months; last year."""

from __future__ import annotations

import re
from collections.abc import Callable

from gigawatch.model import plain_period
from gigawatch.quantity.calendar import YEAR, Calendar, FoundPeriod, days_of, month_of, months_of, part_of

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "last": 4,
    "latter": 2,
}
COUNTS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
}
SHIFTS = {"last": -1, "the previous": -1, "previous": -1, "next": 1}
_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TH = "(?:st|nd|rd|th)?"
_SAID_YEAR = rf"(?:{YEAR}|this year|last year|next year|the year)"
_NO_YEAR = r"(?![\d,]\d|\s?(?:%|GWh|MWh|tons|tonnes|yuan|jobs|workers|vehicles|units|Wh|[-–][A-Za-z]))"
# Behind the two digits of a year, `Q1 27`: no amount goes on there, as in `in Q1 27 GWh were sold`.
_NO_AMOUNT = (
    r"(?=[.,;:)\"”]?(?:\s*$|\n)|[,;:)/\"”](?!\d)|\.(?!\d)|\s(?:in|on|at|by|for|from|to|and|or|but|when|while|as|after|before|with|is|was|were"
    r"|are|will|would|than|compared|against)\b)"
)
# What the words of a period begin with; most words begin otherwise and are passed over. A new kind of period may need
# a head of its own here.
_HEAD = (
    r"[\dA-Z]|f[ior]|s[ei]|t(?:h(?:i|r|e\s[cpe])|w|e|od)|la|an?\s|on|e[ailn]|n[ie]|ye|pr|cu|be|in\s[A-Z]|by\s[A-Z]|du"
)
_PATTERN = re.compile(
    rf"\b(?={_HEAD})(?:"
    + "|".join(
        (
            rf"(?P<m1>{_MONTH})\.?\s(?P<d1>\d{{1,2}}){_TH}(?:\s?(?:to|-|–|and)\s?(?P<d2>\d{{1,2}}){_TH})?(?!\d)"
            rf"(?:,?\s(?P<y1>{YEAR}))?",
            rf"(?P<d3>\d{{1,2}}){_TH}(?:\s?(?:to|-|–)\s?(?P<d4>\d{{1,2}}))?\s(?:of\s)?(?P<m2>{_MONTH})\.?"
            rf"(?:,?\s(?P<y2>{YEAR}))?\b",
            rf"(?P<m3>{_MONTH})\.?(?:\s(?:to|-|–|through|and)\s|[-–])(?P<m4>{_MONTH})\b\.?"
            rf"(?:\s(?:quarter|period|half)(?=\s(?:of\s)?(?:{_SAID_YEAR})))?(?:,?\s(?:of\s)?(?P<y3>{_SAID_YEAR}))?",
            rf"(?P<qm>March|June|September|December)[ -]quarter(?:\s(?:of\s)?(?P<yqm>{_SAID_YEAR}))?",
            rf"(?P<many>three|six|nine|twelve|3|6|9|12)[ -]months?\s(?:period\s)?(?:ended|ending|to)\s(?:on\s)?"
            rf"(?:(?P<me>{_MONTH})\.?(?:\s\d{{1,2}})?|\d{{1,2}}\s(?P<me2>{_MONTH}))\b(?:,?\s(?P<ye>{YEAR}))?",
            rf"(?P<m5>{_MONTH})\.?,?\s(?:of\s)?(?P<y4>{_SAID_YEAR})",
            rf"(?P<half>first|second|1st|2nd|latter)[ -]half(?:\sof\s(?P<yh>{_SAID_YEAR}))?",
            rf"(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th|last)[ -]quarter"
            rf"(?:\s(?:of\s)?(?P<yq>{_SAID_YEAR}))?",
            rf"Q(?P<sq2>[1-4])(?:\s[’']?|[’'])(?P<ysq2>[1-3]\d)\b{_NO_AMOUNT}",
            rf"H(?P<sh2>[12])(?:\s[’']?|[’'])(?P<ysh2>[1-3]\d)\b{_NO_AMOUNT}",
            rf"[QT](?P<q>[1-4])(?:\s?[-/]?\s?(?:of\s)?(?P<yq2>{YEAR}))?\b",
            rf"(?P<yq3>{YEAR})[ -]?Q(?P<q3>[1-4])\b",
            r"(?P<sq>[1-4])Q\s?[’']?(?P<ysq>(?:20)?\d\d)\b",
            r"(?P<sh>[12])H\s?[’']?(?P<ysh>(?:20)?\d\d)\b",
            r"(?:FY|fiscal(?:\syear)?)\s?[’']?(?P<fy>20\d\d|\d\d)\b(?![/.,]\d)",
            rf"(?P<ago>an?|one|{'|'.join(COUNTS)}|\d{{1,2}})\s(?P<unit>year|month|week|day)s?\sago\b",
            r"(?P<plan>1[1-5])th\sFive-Year\sPlan",
            r"(?P<decade>(?:end\sof\s(?:the|this)|this)\sdecade)\b",
            rf"(?P<iy>{YEAR})[-/.](?P<im>0[1-9]|1[0-2])[-/.](?P<id>[0-2]\d|3[01])\b",
            r"(?P<now>[Yy]esterday|(?<=announced )today|(?<=said )today|[Tt]oday(?=,?\sannounced))\b",
            rf"(?:H(?P<h>[12])|(?P<hh>[12])H)(?:\s?(?:of\s)?(?P<yh2>{YEAR}))?\b",
            rf"(?P<nm>\d{{1,2}})M\s?(?P<ynm>{YEAR})\b",
            rf"first\s(?P<fm>{'|'.join(COUNTS)}|\d{{1,2}})\smonths(?:\s(?:of\s)?(?P<yfm>{_SAID_YEAR}))?",
            rf"first\s(?P<fq>two|three)\squarters(?:\s(?:of\s)?(?P<yfq>{_SAID_YEAR}))?",
            rf"(?:between|from)\s(?P<ya>{YEAR})\s(?:and|to)\s(?P<yb>{YEAR})",
            rf"(?P<yc>{YEAR})\s?[-–]\s?(?P<yd>{YEAR})\b",
            rf"(?P<y>{YEAR}){_NO_YEAR}",
            r"(?P<rel>[Ll]ast|[Tt]his|[Nn]ext|[Tt]he previous|the current|previous|current)\s"
            r"(?P<what>year|month|quarter)(?!’s|'s|s)",
            r"(?P<endof>end of the year|year[ -]end\b|the end of this year|earlier this year|later this year)",
            rf"[Oo]n(?<!said on)(?<!told on)(?<!added on)\s(?P<day>{'|'.join(DAYS)})\b(?!,?\s(?:{_MONTH}))",
            rf"(?:(?:in|In|since|Since|by|By|during|last|late|early|end\sof|from|for|For)\s|(?<=['’]s\s))(?P<m6>{_MONTH})\b"
            rf"(?!,?\s(?:of\s)?\d)(?!(?:\s?[-–]\s?|\s(?:to|through|and)\s)(?:{_MONTH})\b)",
            rf"(?P<m7>{_MONTH})(?=['’]s\s)",
        )
    )
    + ")"
)
_AHEAD = re.compile(r"(?:\bby|until|in early|in late|expected|will|scheduled|slated)[^.]{0,14}$", re.IGNORECASE)

Group = re.Match[str]
Read = tuple[str | None, bool]


def find_english_periods(text: str, calendar: Calendar) -> list[FoundPeriod]:
    """Every period that an English text names, in order."""
    found = []
    for match in _PATTERN.finditer(text):
        is_asked = match["m1"] or match["m2"] or match["m6"] or match["m7"] or match["day"]
        ahead = is_asked and _AHEAD.search(text, max(0, match.start() - 30), match.start() + 2) is not None
        iso, is_relative = _read(match, calendar, bool(ahead))
        if iso:
            found.append(FoundPeriod(iso, match.start(), match.end(), is_relative))
    return found


def _read(group: Group, calendar: Calendar, ahead: bool) -> Read:
    for key, read in _READERS:
        if group[key]:
            return read(group, calendar, ahead)
    return calendar.relative(SHIFTS.get((group["rel"] or "").lower(), 0), group["what"] or "year"), True


def _year(words: str | None, calendar: Calendar) -> tuple[int | None, bool]:
    """The year that words such as 2022 or `last year` mean; without words the one of publication."""
    if words and words.isdigit():
        return calendar.say(int(words)), False
    shift = {"last year": -1, "next year": 1}.get(words or "", 0)
    return calendar.shifted(shift), True


def _month_number(group: Group, *keys: str) -> int:
    return MONTHS[next(word for key in keys if (word := group[key])).lower()]


def _read_days(group: Group, calendar: Calendar, ahead: bool) -> Read:
    month = _month_number(group, "m1", "m2")
    words, last = group["y1"] or group["y2"], group["d2"] or group["d4"]
    year = calendar.say(int(words)) if words else calendar.of_month(month, ahead)
    first = (month, int(group["d1"] or group["d3"] or 0))
    return days_of(year, first, (month, int(last)) if last else None), not words


def _read_months(group: Group, calendar: Calendar, ahead: bool) -> Read:
    del ahead
    first, last = _month_number(group, "m3"), _month_number(group, "m4")
    year, is_relative = _year_of(group["y3"], last, calendar)
    return _plainly(months_of(year, first, last)), is_relative


def _year_of(words: str | None, month: int, calendar: Calendar) -> tuple[int | None, bool]:
    """The year that words mean; without words that of the month, which is over."""
    return _year(words, calendar) if words else (calendar.of_month(month, False), True)


def _plainly(iso: str | None) -> str | None:
    """Three months as the quarter, six as the half that they are."""
    return plain_period(iso) if iso else None


def _read_quarter_of_month(group: Group, calendar: Calendar, ahead: bool) -> Read:
    """The quarter that ends with a month: the March quarter."""
    del ahead
    month = _month_number(group, "qm")
    year, is_relative = _year_of(group["yqm"], month, calendar)
    return part_of(year, "Q", month // 3), is_relative


def _read_months_to(group: Group, calendar: Calendar, ahead: bool) -> Read:
    """So many months that end with one: the six months ended June 30."""
    del ahead
    word, last = group["many"] or "", _month_number(group, "me", "me2")
    year, is_relative = _year_of(group["ye"], last, calendar)
    if year is None:
        return None, is_relative
    first = year * 12 + last - {"twelve": 12, **COUNTS}.get(word, int(word) if word.isdigit() else 0)
    start, end = f"{first // 12}-{first % 12 + 1:02d}", f"{year}-{last:02d}"
    return _plainly(f"{start}/{end}"), is_relative


def _read_month(group: Group, calendar: Calendar, ahead: bool) -> Read:
    if not group["y4"]:
        month = _month_number(group, "m6", "m7")
        return month_of(calendar.of_month(month, ahead), month), True
    year, is_relative = _year(group["y4"], calendar)
    return month_of(year, _month_number(group, "m5")), is_relative


def _part(key: str, year_key: str, letter: str) -> Callable[[Group, Calendar, bool], Read]:
    def read(group: Group, calendar: Calendar, ahead: bool) -> Read:
        del ahead
        word = group[key] or ""
        year, is_relative = _year(group[year_key], calendar)
        return part_of(year, letter, ORDINALS.get(word) or int(word)), is_relative

    return read


def _first_months(key: str, year_key: str) -> Callable[[Group, Calendar, bool], Read]:
    def read(group: Group, calendar: Calendar, ahead: bool) -> Read:
        del ahead
        word = group[key] or ""
        last = COUNTS.get(word) or int(word)
        year, is_relative = _year_of(group[year_key], last, calendar)
        return _plainly(months_of(year, 1, last)), is_relative

    return read


def _read_quarters(group: Group, calendar: Calendar, ahead: bool) -> Read:
    del ahead
    last = 3 * COUNTS[group["fq"] or ""]
    year, is_relative = _year_of(group["yfq"], last, calendar)
    return _plainly(months_of(year, 1, last)), is_relative


def _read_years(group: Group, calendar: Calendar, ahead: bool) -> Read:
    del calendar, ahead
    first, last = group["ya"] or group["yc"] or "", group["yb"] or group["yd"] or ""
    return (f"{first}/{last}" if first <= last else None), False


def _read_year(group: Group, calendar: Calendar, ahead: bool) -> Read:
    del ahead
    return str(calendar.say(int(group["y"] or 0))), False


def _read_weekday(group: Group, calendar: Calendar, ahead: bool) -> Read:
    return calendar.weekday(DAYS.index(group["day"] or ""), ahead), True


def _read_end(group: Group, calendar: Calendar, ahead: bool) -> Read:
    del group, ahead
    return calendar.relative(0, "year"), True


def _read_short(group: Group, calendar: Calendar, ahead: bool) -> Read:
    """3Q23, 1H 2022, Q3'23."""
    del ahead
    letter = "Q" if group["sq"] or group["sq2"] else "H"
    number = int(group["sq"] or group["sq2"] or group["sh"] or group["sh2"] or 0)
    year = group["ysq"] or group["ysq2"] or group["ysh"] or group["ysh2"] or ""
    return part_of(calendar.say(int(year[-2:]) + 2000), letter, number), False


def _read_fiscal(group: Group, calendar: Calendar, ahead: bool) -> Read:
    del ahead
    return str(calendar.say(int((group["fy"] or "")[-2:]) + 2000)), False


def _read_ago(group: Group, calendar: Calendar, ahead: bool) -> Read:
    del ahead
    word = group["ago"] or ""
    return calendar.ago(int(word) if word.isdigit() else COUNTS.get(word, 1), group["unit"] or ""), True


def _read_plan(group: Group, calendar: Calendar, ahead: bool) -> Read:
    """The year in which a five-year plan ends: the 14th in 2025."""
    del calendar, ahead
    return str(2025 + 5 * (int(group["plan"] or 0) - 14)), False


def _read_decade(group: Group, calendar: Calendar, ahead: bool) -> Read:
    del group, ahead
    year = calendar.current()
    return (str(year - year % 10 + 10) if year else None), True


def _read_numeric(group: Group, calendar: Calendar, ahead: bool) -> Read:
    del ahead
    return days_of(calendar.say(int(group["iy"] or 0)), (int(group["im"] or 0), int(group["id"] or 0))), False


def _read_now(group: Group, calendar: Calendar, ahead: bool) -> Read:
    del ahead
    return calendar.ago(int((group["now"] or "").lower() == "yesterday"), "day"), True


_READERS: tuple[tuple[str, Callable[[Group, Calendar, bool], Read]], ...] = (
    ("m1", _read_days),
    ("m2", _read_days),
    ("m3", _read_months),
    ("qm", _read_quarter_of_month),
    ("many", _read_months_to),
    ("m5", _read_month),
    ("m6", _read_month),
    ("m7", _read_month),
    ("day", _read_weekday),
    ("half", _part("half", "yh", "H")),
    ("quarter", _part("quarter", "yq", "Q")),
    ("q", _part("q", "yq2", "Q")),
    ("q3", _part("q3", "yq3", "Q")),
    ("h", _part("h", "yh2", "H")),
    ("hh", _part("hh", "yh2", "H")),
    ("nm", _first_months("nm", "ynm")),
    ("fm", _first_months("fm", "yfm")),
    ("fq", _read_quarters),
    ("ya", _read_years),
    ("yc", _read_years),
    ("sq", _read_short),
    ("sq2", _read_short),
    ("sh", _read_short),
    ("sh2", _read_short),
    ("fy", _read_fiscal),
    ("ago", _read_ago),
    ("plan", _read_plan),
    ("decade", _read_decade),
    ("iy", _read_numeric),
    ("now", _read_now),
    ("y", _read_year),
    ("endof", _read_end),
)

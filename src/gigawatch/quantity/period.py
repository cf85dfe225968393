"""When: the dates and spans of time that a text names, as ISO periods, relative ones resolved from the date published."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

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
CHINESE = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
}
PLANS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030}


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
class _Calendar:
    """What `last year` and `July` mean here: today's year and month, and the year last spoken of."""

    year: int | None
    month: int | None
    said: int | None = None

    def shifted(self, years: int) -> int | None:
        return None if self.year is None else self.year + years

    def of_month(self, month: int, is_ahead: bool) -> int | None:
        """The year of a month named alone: the latest one not after today, or the next one where it lies ahead."""
        if self.year is None:
            return self.said
        if self.month is None or month <= self.month or is_ahead:
            return self.year
        return self.year - 1


_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_YEAR = r"(?:19|20)\d{2}"
_ENGLISH = re.compile(
    rf"\b(?:(?P<m1>{_MONTH})\.?\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?(?:to|-|–|and)\s?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)?(?!\d)(?:,?\s(?P<y1>{_YEAR}))?"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?(?:to|-|–)\s?(?P<d4>\d{{1,2}}))?\s(?:of\s)?(?P<m2>{_MONTH})\.?(?:,?\s(?P<y2>{_YEAR}))?\b"
    rf"|(?P<m3>{_MONTH})\.?\s(?:to|-|–|through)\s(?P<m4>{_MONTH})\.?,?\s?(?:of\s)?(?P<y3>{_YEAR})?"
    rf"|(?P<m5>{_MONTH})\.?,?\s(?:of\s)?(?P<y4>{_YEAR}|this year|last year|next year)"
    rf"|(?P<half>first|second|1st|2nd|latter)[ -]half(?:\sof\s(?P<yh>{_YEAR}|this year|last year|next year|the year))?"
    rf"|(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th|last)[ -]quarter(?:\s(?:of\s)?(?P<yq>{_YEAR}|this year|last year|next year|the year))?"
    rf"|[QT](?P<q>[1-4])(?:\s?[-/]?\s?(?:of\s)?(?P<yq2>{_YEAR}))?\b"
    rf"|(?P<yq3>{_YEAR})[ -]?Q(?P<q3>[1-4])\b"
    rf"|(?:H(?P<h>[12])|(?P<hh>[12])H)(?:\s?(?:of\s)?(?P<yh2>{_YEAR}))?\b"
    rf"|(?P<nm>\d{{1,2}})M(?:\s?(?P<ynm>{_YEAR}))\b"
    rf"|first\s(?P<fm>two|three|four|five|six|seven|eight|nine|ten|eleven|\d{{1,2}})\smonths(?:\s(?:of\s)?(?P<yfm>{_YEAR}|this year|last year|the year))?"
    rf"|(?:between|from)\s(?P<ya>{_YEAR})\s(?:and|to)\s(?P<yb>{_YEAR})"
    rf"|(?P<yc>{_YEAR})\s?[-–]\s?(?P<yd>{_YEAR})\b"
    rf"|(?P<y>{_YEAR})(?![\d,]\d|\s?(?:%|GWh|MWh|tons|tonnes|yuan|jobs|workers|vehicles|units|Wh|[-–][A-Za-z]))"
    r"|(?P<rel>last|this|next|the previous|the current|previous|current)\s(?P<what>year|month|quarter)(?!’s|'s|s)"
    r"|(?P<endof>end of the year|year[ -]end|the end of this year|earlier this year|later this year)"
    rf"|(?:in|In|since|Since|by|By|during|last)\s(?P<m6>{_MONTH})\b(?!\s\d)"
    r")"
)
_NUM = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
_CHINESE = re.compile(
    rf"(?:(?P<y>{_YEAR})\s?年|(?P<rel>今年|去年|明年|前年|本年度|本年|当年|上年)(?!度))?"
    r"(?:"
    rf"\s?(?P<m1>\d{{1,2}})\s?月\s?(?P<d1>\d{{1,2}})\s?日?(?:\s?[至到—－~-]+\s?(?:(?P<m2>\d{{1,2}})\s?月)?(?P<d2>\d{{1,2}})\s?日|(?<=日))"
    r"|\s?(?P<ma>\d{1,2})\s?月?\s?[至到—－~-]\s?(?P<mb>\d{1,2})\s?月(?!\s?\d)"
    r"|\s?(?P<m>\d{1,2})\s?月(?:份|底|末|初|中旬|上旬|下旬)?(?!\s?\d{1,2}\s?日)"
    r"|(?P<half>上半年|下半年)"
    r"|(?:第)?(?P<q>[一二三四1-4])季度(?!.{0,2}报)|Q(?P<q2>[1-4])"
    r"|前(?P<fq>[二两三])(?:个)?季度"
    rf"|前(?P<fm>{_NUM})个?月"
    r"|(?P<end>年底|年末|底|末|全年|初)"
    r")?"
)
_CHINESE_START = re.compile(
    rf"{_YEAR}\s?年|今年|去年|明年|前年|本年|当年|上年|\d{{1,2}}\s?(?:月|[-—至到－~]\s?\d{{1,2}}\s?月)|[上下]半年|第?[一二三四1-4]季度|前[二两三]季度|前[二三四五六七八九十\d]{{1,2}}个?月|年底|年末"
    r"|Q[1-4]|当月|本月|上月|上个月|[“\"]?(?:十二五|十三五|十四五|十五五)[”\"]?|(?<![\d月.])\d{1,2}日(?![均产])"
)
_AHEAD = re.compile(
    r"(?:预计|计划|将于|力争|有望|到|拟于|by|until|in early|in late|expected|will|scheduled|slated)[^。.]{0,14}$",
    re.IGNORECASE,
)
_OUTLOOK = re.compile(r"(?:预计|计划|将|力争|有望|拟|目标|明年)[^。]{0,12}$")


def find_periods(text: str, lang: str, published: date | None = None) -> list[FoundPeriod]:
    """Every period named in the text, in order; without `published` the first full date of the text sets the year.

    >>> [p.iso for p in find_periods("今年上半年", "zh", date(2023, 7, 17))]
    ['2023-H1']
    >>> [p.iso for p in find_periods("from July 21 to 23", "en", date(2022, 7, 25))]
    ['2022-07-21/2022-07-23']
    """
    today = published or first_date(text, lang)
    calendar = _Calendar(today.year, today.month) if today else _Calendar(None, None)
    return _english(text, calendar) if lang == "en" else _chinese(text, calendar)


def first_date(text: str, lang: str) -> date | None:
    """The first full date of the text's opening, such as a dateline."""
    head = text[:600]
    if lang == "zh":
        match = re.search(rf"({_YEAR})\s?[年.-]\s?(\d{{1,2}})\s?[月.-]\s?(\d{{1,2}})", head)
        return _date(int(match[1]), int(match[2]), int(match[3])) if match else None
    for found in _ENGLISH.finditer(head):
        if found["y1"] and found["d1"]:
            return _date(int(found["y1"]), MONTHS[found["m1"].lower()], int(found["d1"]))
        if found["y2"] and found["d3"]:
            return _date(int(found["y2"]), MONTHS[found["m2"].lower()], int(found["d3"]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _english(text: str, calendar: _Calendar) -> list[FoundPeriod]:
    found = []
    for match in _ENGLISH.finditer(text):
        iso, relative = _read_english(match, text, calendar)
        if iso:
            found.append(FoundPeriod(iso, match.start(), match.end(), relative))
    return found


def _year_of(words: str | None, calendar: _Calendar) -> tuple[int | None, bool]:
    if words and words.isdigit():
        calendar.said = int(words)
        return int(words), False
    shift = {"last year": -1, "next year": 1}.get(words or "", 0)
    if words is None and calendar.said is not None and calendar.year is not None and calendar.said == calendar.year:
        return calendar.said, True
    return calendar.shifted(shift), True


def _read_english(match: re.Match[str], text: str, calendar: _Calendar) -> tuple[str | None, bool]:
    group = match.groupdict()
    if group["m1"] or group["m2"]:
        month = MONTHS[(group["m1"] or group["m2"]).lower()]
        return _days(
            group["y1"] or group["y2"],
            month,
            group["d1"] or group["d3"],
            group["d2"] or group["d4"],
            match,
            text,
            calendar,
        )
    if group["m3"]:
        year, relative = _year_of(group["y3"], calendar)
        return _span(year, MONTHS[group["m3"].lower()], MONTHS[group["m4"].lower()]), relative
    if group["m5"]:
        year, relative = _year_of(group["y4"], calendar)
        return _month(year, MONTHS[group["m5"].lower()]), relative
    if group["m6"]:
        month = MONTHS[group["m6"].lower()]
        ahead = (
            match.group()[:2].lower() == "by"
            or _AHEAD.search(text, max(0, match.start() - 30), match.start()) is not None
        )
        return _month(calendar.of_month(month, ahead), month), True
    return _read_parts(group, calendar)


def _read_parts(group: dict[str, str | None], calendar: _Calendar) -> tuple[str | None, bool]:
    """Halves, quarters, counted months, years and relative words."""
    for name, year_name, letter in (("half", "yh", "H"), ("quarter", "yq", "Q")):
        if word := group[name]:
            year, relative = _year_of(group[year_name], calendar)
            return (f"{year}-{letter}{ORDINALS[word]}" if year else None), relative
    for name, year_name, letter in (("q", "yq2", "Q"), ("q3", "yq3", "Q"), ("h", "yh2", "H"), ("hh", "yh2", "H")):
        if digit := group[name]:
            year, relative = _year_of(group[year_name], calendar)
            return (f"{year}-{letter}{digit}" if year else None), relative
    for name, year_name in (("nm", "ynm"), ("fm", "yfm")):
        if word := group[name]:
            year, relative = _year_of(group[year_name], calendar)
            return _span(year, 1, COUNTS.get(word) or int(word)), relative
    if group["ya"] or group["yc"]:
        return f"{group['ya'] or group['yc']}/{group['yb'] or group['yd']}", False
    if group["y"]:
        calendar.said = int(group["y"])
        return group["y"], False
    if group["endof"]:
        return (str(calendar.year) if calendar.year else None), True
    return _relative(group["rel"] or "", group["what"] or "", calendar), True


def _relative(which: str, what: str, calendar: _Calendar) -> str | None:
    if calendar.year is None:
        return None
    shift = {"last": -1, "next": 1, "the previous": -1, "previous": -1}.get(which, 0)
    if what == "year":
        return str(calendar.year + shift)
    if calendar.month is None:
        return None
    if what == "month":
        index = calendar.year * 12 + calendar.month - 1 + shift
        return f"{index // 12}-{index % 12 + 1:02d}"
    index = calendar.year * 4 + (calendar.month - 1) // 3 + shift
    return f"{index // 4}-Q{index % 4 + 1}"


def _month(year: int | None, month: int) -> str | None:
    return f"{year}-{month:02d}" if year and 1 <= month <= 12 else None


def _span(year: int | None, first: int, last: int) -> str | None:
    if not year or not 1 <= first <= last <= 12:
        return None
    return f"{year}-{first:02d}/{year}-{last:02d}" if first < last else f"{year}-{first:02d}"


def _days(
    year_words: str | None,
    month: int,
    first: str,
    last: str | None,
    match: re.Match[str],
    text: str,
    calendar: _Calendar,
) -> tuple[str | None, bool]:
    if year_words:
        year: int | None = int(year_words)
        calendar.said = year
    else:
        ahead = _AHEAD.search(text, max(0, match.start() - 30), match.start()) is not None
        year = calendar.of_month(month, ahead)
    return _day_span(year, month, int(first), month, int(last) if last else None), not year_words


def _day_span(year: int | None, month: int, first: int, last_month: int, last: int | None) -> str | None:
    if not year or not 1 <= month <= 12 or not 1 <= first <= monthrange(year, month)[1]:
        return None
    start = f"{year}-{month:02d}-{first:02d}"
    return (
        f"{start}/{year}-{last_month:02d}-{last:02d}"
        if (last and last > first) or (last_month != month and last)
        else start
    )


def _chinese(text: str, calendar: _Calendar) -> list[FoundPeriod]:
    found, done = [], 0
    for start in _CHINESE_START.finditer(text):
        if start.start() < done:
            continue
        iso, end, relative = _read_chinese(start, text, calendar)
        if iso:
            done = end
            found.append(FoundPeriod(iso, start.start(), end, relative))
    return found


_YEARS = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}


def _read_chinese(start: re.Match[str], text: str, calendar: _Calendar) -> tuple[str | None, int, bool]:
    words = start.group()
    if words in ("当月", "本月", "上月", "上个月"):
        shift = -1 if words[0] == "上" else 0
        return (
            (None if words == "当月" else _relative("last" if shift else "this", "month", calendar)),
            start.end(),
            True,
        )
    plan = PLANS.get(words.strip('“”"'))
    if plan:
        return str(plan), start.end(), False
    if words.endswith("日"):
        return _bare_day(int(words[:-1]), calendar), start.end(), True
    match = _CHINESE.match(text, start.start())
    assert match is not None
    year, relative = _chinese_year(match, text, start.start(), calendar)
    iso = _chinese_part(match, year, text, calendar)
    return iso, max(match.end(), start.end()), relative


def _bare_day(day: int, calendar: _Calendar) -> str | None:
    """21日 alone is a day of the month of publication."""
    return _day_span(calendar.year, calendar.month, day, calendar.month, None) if calendar.month else None


def _chinese_year(match: re.Match[str], text: str, at: int, calendar: _Calendar) -> tuple[int | None, bool]:
    if match["y"]:
        calendar.said = int(match["y"])
        return calendar.said, False
    if match["rel"] == "当年":
        return calendar.said or calendar.year, True
    if match["rel"]:
        year = calendar.shifted(_YEARS[match["rel"]])
        if not any(match[name] for name in ("m1", "m", "ma", "half", "q")):
            return year, True
        calendar.said = year
        return year, True
    month = match["m1"] or match["m"] or match["mb"]
    if month:
        return calendar.of_month(int(month), _OUTLOOK.search(text, max(0, at - 16), at) is not None), True
    return (calendar.said if calendar.said == calendar.year else calendar.year) or calendar.said, True


def _chinese_part(match: re.Match[str], year: int | None, text: str, calendar: _Calendar) -> str | None:
    if match["m1"]:
        last = int(match["d2"]) if match["d2"] else None
        return _day_span(year, int(match["m1"]), int(match["d1"]), int(match["m2"] or match["m1"]), last)
    if match["ma"]:
        return _span(year, int(match["ma"]), int(match["mb"]))
    if match["m"]:
        return _month(year, int(match["m"]))
    if not year:
        return None
    if match["half"]:
        return f"{year}-H{1 if match['half'] == '上半年' else 2}"
    if quarter := match["q"] or match["q2"]:
        return f"{year}-Q{CHINESE.get(quarter) or int(quarter)}"
    if match["fq"]:
        return _span(year, 1, 3 * {"二": 2, "两": 2, "三": 3}[match["fq"]])
    if match["fm"]:
        return _span(year, 1, CHINESE.get(match["fm"]) or int(match["fm"]))
    return str(year)

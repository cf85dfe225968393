"""Chinese dates and spans of time: 2022年7月25日, 今年上半年, 前三季度, 1-10月, “十四五”末."""

from __future__ import annotations

import re

from gigawatch.model import plain_period
from gigawatch.quantity.calendar import YEAR, Calendar, FoundPeriod, days_of, month_of, months_of, part_of

DIGITS = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
}
SHIFTS = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "年内": 0}
PLANS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030}
TODAY = {"今日": 0, "今天": 0, "昨日": 1, "昨天": 1}
THIS_MONTH = {"本月": 0, "上月": -1, "上个月": -1}
_TO = "[至到—－~-]"
_PERIOD = re.compile(
    rf"(?:(?P<y>{YEAR})\s?年|(?P<short>2\d)年|(?P<rel>今年|去年|明年|前年|本年度|本年|当年|上年|年内|同年|次年)(?!度))?"
    r"(?:"
    rf"\s?(?P<m1>\d{{1,2}})\s?月\s?(?P<d1>\d{{1,2}})\s?日?"
    rf"(?:\s?{_TO}+\s?(?:(?P<m2>\d{{1,2}})\s?月)?(?P<d2>\d{{1,2}})\s?日|(?<=日))"
    rf"|\s?(?P<ma>\d{{1,2}})\s?月?\s?{_TO}\s?(?P<mb>\d{{1,2}})\s?月(?!\s?\d)"
    r"|\s?(?P<m>\d{1,2})\s?月(?:份|底|末|初|中旬|上旬|下旬)?(?!\s?\d{1,2}\s?日)"
    r"|(?P<half>上半年|下半年|半年度)"
    r"|(?:第)?(?P<q>[一二三四1-4])季度(?!.{0,2}报)|Q(?P<q2>[1-4])|H(?P<h2>[12])"
    r"|前(?P<fq>[二两三])(?:个)?季度"
    r"|前(?P<fm>\d{1,2}|[一二三四五六七八九十]{1,2})个?月"
    r"|(?:年底|年末|年初|底|末|全年|初)"
    r")?",
    re.IGNORECASE,
)
# A quarter or half beside its year in letters: 2Q25, 25Q2, 2025Q2, 1H25.
_CODED = r"(?<![a-z\d.])(?:[1-4][QH](?:20)?2\d|(?:20)?2\d年?\s?[QH][1-4])(?![a-z\d])"
_CODE = re.compile(
    r"(?P<n>[1-4])(?P<letter>[QH])(?P<y>\d+)|(?P<y2>\d+)年?\s?(?P<letter2>[QH])(?P<n2>[1-4])", re.IGNORECASE
)
_THEN = "同期"
_START = re.compile(
    rf"(?:上年|去年|前年|{YEAR}\s?年)同期|(?:这一|该|本|当)季度?|(?:本)?报告期内?|{_CODED}"
    rf"|{YEAR}\s?年?\s?{_TO}\s?{YEAR}\s?年|{YEAR}\s?年|今年|去年|明年|前年|本年|当年|上年|年内|(?<!相)同年|次年|今[日天]|昨[日天]"
    r"|(?<![\d.])2\d年(?=\d{1,2}月|[上下]半年|[前第Q]|全年)|二[〇○零][一二三][〇○零一二三四五六七八九]年"
    rf"|\d{{1,2}}\s?(?:月|{_TO}\s?\d{{1,2}}\s?月)|[上下]半年|第?[一二三四1-4]季度|前[二两三]季度"
    r"|前[二三四五六七八九十\d]{1,2}个?月|年底|年末|(?<![a-z\d])Q[1-4](?![a-z\d])|当月|本月|上月|上个月"
    r"|[“\"]?(?:十二五|十三五|十四五|十五五)[”\"]?|(?<![\d月.])\d{1,2}日(?![均产])",
    re.IGNORECASE,
)
_WRITTEN_YEAR = re.compile("二[〇○零][一二三][〇○零一二三四五六七八九]年")
_SPAN = re.compile(rf"({YEAR})\D+({YEAR})\s?年")
_AND = ("和", "、", "及", "与", "以及")
_BARE_DAY = re.compile(r"\d{1,2}日")
_IS_PART = re.compile(r"-[HQ]\d$|^\d{4}-\d\d(?:/\d{4}-\d\d)?$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_AHEAD = re.compile(r"(?:预计|计划|将|力争|有望|拟|目标|明年)[^。]{0,12}$")


def find_chinese_periods(text: str, calendar: Calendar) -> list[FoundPeriod]:
    """Every period that a Chinese text names, in order."""
    found: list[FoundPeriod] = []
    done = 0
    for start in _START.finditer(text):
        if start.start() < done:
            continue
        beside = found[-1] if found and text[found[-1].end : start.start()] in _AND else None
        period = _day_beside(start, beside) or _word(start, calendar) or _dated(start.start(), text, calendar)
        if period:
            done = period.end
            if beside is not None and period.start == beside.start:
                found.pop()
            found.append(period)
            calendar.said_part = period.iso if _IS_PART.search(period.iso) else calendar.said_part
    return found


def _day_beside(start: re.Match[str], before: FoundPeriod | None) -> FoundPeriod | None:
    """A day told after another, of the same month, 1月25日、28日; with the day before it a span, 1月25日和26日."""
    if before is None or not _BARE_DAY.fullmatch(start.group()) or not _DAY.search(before.iso):
        return None
    year, month, last = map(int, before.iso[-10:].split("-"))
    day = int(start.group()[:-1])
    iso = days_of(year, (month, day))
    if iso is None or day != last + 1:
        return FoundPeriod(iso, start.start(), start.end(), before.is_relative) if iso else None
    return FoundPeriod(f"{before.iso.partition('/')[0]}/{iso}", before.start, start.end(), before.is_relative)


def _word(start: re.Match[str], calendar: Calendar) -> FoundPeriod | None:
    """Periods that are one word: 本月, “十四五”, 21日."""
    word = start.group()
    plan = PLANS.get(word.strip('“”"'))
    if plan:
        return FoundPeriod(str(plan), start.start(), start.end())
    years = _SPAN.fullmatch(word)
    if years:
        is_forward = years[1] <= years[2]
        return FoundPeriod(f"{years[1]}/{years[2]}", start.start(), start.end()) if is_forward else None
    if _WRITTEN_YEAR.fullmatch(word):
        year = calendar.say(
            int("".join(str("〇一二三四五六七八九".index(c)) for c in word[:4].replace("○", "〇").replace("零", "〇")))
        )
        return FoundPeriod(str(year), start.start(), start.end())
    iso = _other_year(word, calendar) or _coded(word)
    if iso or word.endswith(_THEN):
        return FoundPeriod(iso or "", start.start(), start.end(), _CODE.fullmatch(word) is None) if iso else None
    if "报告期" in word:
        iso = calendar.said_part
    elif "季" in word and word[0] in "这该本当":
        iso = calendar.said_part if calendar.said_part and "-Q" in calendar.said_part else None
    elif word in TODAY:
        iso = calendar.ago(TODAY[word], "day")
    elif word == "当月":
        iso = month_of(calendar.said or calendar.year, calendar.said_month) if calendar.said_month else None
    elif word in THIS_MONTH:
        iso = calendar.relative(THIS_MONTH[word], "month")
    elif word[-1] == "日" and calendar.month:
        iso = days_of(calendar.year, (calendar.month, int(word[:-1])))
    return FoundPeriod(iso, start.start(), start.end(), True) if iso else None


def _coded(word: str) -> str | None:
    """2025-Q2 of 2Q25 and 2025Q2."""
    code = _CODE.fullmatch(word)
    if code is None:
        return None
    year, letter, number = code["y"] or code["y2"], code["letter"] or code["letter2"], code["n"] or code["n2"]
    return part_of(int(year) % 100 + 2000, letter.upper(), int(number)) if letter in "Qq" or number in "12" else None


def _other_year(word: str, calendar: Calendar) -> str | None:
    """The same part of another year: 2021年同期 of what was told last, 上年同期 of the year before."""
    if not word.endswith(_THEN):
        return None
    told = calendar.said_part
    if word[0].isdigit():
        year: int | None = int(word[:4])
    else:
        now = max(int(told[:4]) if told else 0, calendar.said or 0) or calendar.year
        told = told if told and told.startswith(str(now)) else None
        year = now + (-2 if word.startswith("前年") else -1) if now else None
    if told is None or year is None:
        return str(year) if year else None
    return told.replace(told[:4], str(year))


def _dated(at: int, text: str, calendar: Calendar) -> FoundPeriod | None:
    match = _PERIOD.match(text, at)
    if match is None or match.end() == at:
        return None
    year = _year(match, text, calendar)
    iso = _part(match, year)
    if iso and (month := match["m"] or match["m1"] or match["mb"]):
        calendar.said_month = int(month)
    return FoundPeriod(iso, at, match.end(), match["y"] is None) if iso else None


def _year(match: re.Match[str], text: str, calendar: Calendar) -> int | None:
    if match["y"]:
        return calendar.say(int(match["y"]))
    if match["short"]:
        return calendar.say(2000 + int(match["short"]))
    if match["rel"]:
        return _relative_year(match["rel"], calendar)
    month = match["m1"] or match["m"] or match["mb"]
    if month is None:
        return calendar.current()
    at = match.start()
    return calendar.of_month(int(month), _AHEAD.search(text, max(0, at - 16), at) is not None)


def _relative_year(word: str, calendar: Calendar) -> int | None:
    """The year of 去年 from that of publication, of 同年 and 次年 from the year told last."""
    if word in ("当年", "同年"):
        return calendar.said or calendar.year
    if word == "次年":
        return calendar.said + 1 if calendar.said else None
    return calendar.shifted(SHIFTS[word])


def _part(match: re.Match[str], year: int | None) -> str | None:
    """The part of the year that is named, or the year itself."""
    if match["m1"]:
        last = (int(match["m2"] or match["m1"]), int(match["d2"])) if match["d2"] else None
        return days_of(year, (int(match["m1"]), int(match["d1"])), last)
    if match["m"]:
        return month_of(year, int(match["m"]))
    if half := match["h2"] or match["half"]:
        return part_of(year, "H", 2 if half in ("2", "下半年") else 1)
    if quarter := match["q"] or match["q2"]:
        return part_of(year, "Q", _number(quarter))
    if last_month := _last_month(match):
        months = months_of(year, int(match["ma"] or 1), last_month)
        return plain_period(months) if months else None
    return str(year) if year else None


def _last_month(match: re.Match[str]) -> int | None:
    """The month that 1-10月, 前三季度 or 前5个月 end with."""
    if match["fq"]:
        return 3 * _number(match["fq"])
    word = match["mb"] or match["fm"]
    return _number(word) if word else None


def _number(word: str) -> int:
    return DIGITS.get(word) or int(word)

"""ISO periods in words: July 2022, 2022年7月; in July 2022, on 21 July 2022, from January to September 2022."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
HALVES = {"H1": ("the first half", "上半年"), "H2": ("the second half", "下半年")}
QUARTERS = {
    "Q1": ("the first quarter", "第一季度"),
    "Q2": ("the second quarter", "第二季度"),
    "Q3": ("the third quarter", "第三季度"),
    "Q4": ("the fourth quarter", "第四季度"),
}
PARTS = {**HALVES, **QUARTERS}
TARGET = " target"
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
POINT = re.compile(r"(\d{4})(?:-(\d\d|[HQ]\d))?(?:-(\d\d))?")


@lru_cache(maxsize=1 << 14)
def tell_period(iso: str | None, lang: str) -> str:
    """A period as a noun; empty for None; what is not ISO is given back as it is.

    >>> tell_period("2022-07-21/2022-07-23", "en"), tell_period("2022-H1", "zh")
    ('21 to 23 July 2022', '2022年上半年')
    """
    if not iso:
        return ""
    bare = iso.removesuffix(TARGET)
    if "/" in bare:
        first, last = bare.split("/", 1)
        return _tell_range(first, last, lang)
    return _tell_point(bare, lang)


def machine_date(iso: str | None) -> str:
    """A period as HTML's `time` may have it: a year, a month or a day; empty for every other.

    >>> machine_date("2024 target"), machine_date("2022-07-21"), machine_date("2022-H1")
    ('2024', '2022-07-21', '')
    """
    bare = (iso or "").removesuffix(TARGET)
    return bare if DATE.fullmatch(bare) else ""


def tell_when(iso: str | None, lang: str) -> str:
    """A period as an adverb: `in July 2022`, `by 2025` for a target; empty for None."""
    words = tell_period(iso, lang)
    if lang == "zh" or not words or not iso:
        return f"到{words}" if lang == "zh" and iso and iso.endswith(TARGET) else words
    if iso.endswith(TARGET):
        return f"by {words}"
    if "/" in iso:
        return f"from {words}"
    return f"on {words}" if re.fullmatch(r"\d{4}-\d\d-\d\d", iso) else f"in {words}"


def is_full_year(iso: str | None) -> bool:
    """True for a whole year: the half of a year is never set beside it as if it were as much."""
    return re.fullmatch(r"\d{4}(-01/\d{4}-12)?", iso or "") is not None


def first_year(iso: str | None) -> str:
    """The year in which a period begins, or empty."""
    found = re.match(r"\d{4}", iso or "")
    return found.group() if found else ""


def first_day(iso: str | None) -> str:
    """The first day of a period as an ISO date, for a time axis; empty when there is none."""
    found = POINT.match(iso or "")
    if not found:
        return ""
    month = {"H1": "01", "H2": "07", "Q1": "01", "Q2": "04", "Q3": "07", "Q4": "10"}
    part = found.group(2) or "01"
    return f"{found.group(1)}-{month.get(part, part)}-{found.group(3) or '01'}"


def _tell_point(iso: str, lang: str) -> str:
    found = POINT.fullmatch(iso)
    if not found:
        return iso
    year, part, day = found.groups()
    if part and part.isdigit() and not 1 <= int(part) <= len(MONTHS):
        return iso
    return _english(year, part, day) if lang == "en" else _chinese(year, part, day)


def _english(year: str, part: str | None, day: str | None) -> str:
    if part is None:
        return year
    if part in PARTS:
        return f"{PARTS[part][0]} of {year}"
    month = f"{MONTHS[int(part) - 1]} {year}"
    return f"{int(day)} {month}" if day else month


def _chinese(year: str, part: str | None, day: str | None) -> str:
    if part is None:
        return f"{year}年"
    if part in PARTS:
        return f"{year}年{PARTS[part][1]}"
    month = f"{year}年{int(part)}月"
    return f"{month}{int(day)}日" if day else month


def _tell_range(first: str, last: str, lang: str) -> str:
    shorten: Callable[[str, str], str] = _range_en if lang == "en" else _range_zh
    return shorten(first, last) if POINT.fullmatch(first) and POINT.fullmatch(last) else f"{first}/{last}"


def _range_en(first: str, last: str) -> str:
    start, end = _tell_point(first, "en"), _tell_point(last, "en")
    if first[:4] == last[:4] and len(first) == len(last):
        same_month = len(first) == 10 and first[:7] == last[:7]
        start = start.split(" ")[0] if same_month else start.removesuffix(f" {first[:4]}")
    return f"{start} to {end}"


def _range_zh(first: str, last: str) -> str:
    start, end = _tell_point(first, "zh"), _tell_point(last, "zh")
    shared = f"{first[:4]}年" if first[:4] == last[:4] else ""
    if len(first) == 10 and first[:7] == last[:7]:
        shared = f"{first[:4]}年{int(first[5:7])}月"
    return f"{start}至{end.removeprefix(shared)}"

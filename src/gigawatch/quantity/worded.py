"""Shares and multiples in words: a fifth, one in ten, tripled, 三分之二, 近六成, 翻一番."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gigawatch.quantity.anchor import Anchors
from gigawatch.quantity.numeral import CHINESE_DIGITS, WORDS, parse_chinese, tidy

_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|a|an"
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
          "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip
_VERBS = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}
LOOK_AHEAD = 60
_NUMERAL = rf"[{CHINESE_DIGITS}\d.]{{1,8}}"


@dataclass(frozen=True, slots=True)
class Worded:
    """A share in per cent or a multiple that is written in words."""

    start: int
    end: int
    value: float
    unit: str


_ENGLISH = re.compile(
    rf"\b(?<!first )(?:(?P<count>{_SMALL})[ -]"
    r"(?P<part>third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?(?= of\b)"
    rf"|(?P<top>{_SMALL})(?:[ -](?P<over>third|fourth|fifth|sixth|eighth|tenth)s\b|[ -](?P<quarters>quarters)(?=\sof\b)"
    r"|-(?P<one_over>third|quarter|fifth|tenth)(?![-\w]))"
    r"|(?P<half>(?:one |a )?half)(?=(?: of| the| its| their| that)\b|[.,;](?:\s|$))"
    r"|(?P<halved>halv(?:e|ed|es|ing)\b|by half\b)"
    rf"|(?P<one>one|1|two|2|three|3)[ -](?:in|out of)(?: every)?[ -](?P<every>{_SMALL}|twenty|\d{{1,3}})\b(?![,.\d%])"
    r"|(?P<verb>doubl|tripl|trebl|quadrupl|quintupl)(?P<form>e|es|ed|ing)\b"
    r"(?![- ](?:digit|junction|glaz|layer|sided|check|shift|down|the number of times))"
    r"|(?P<fold>two|three|four|five|six|seven|eight|nine|ten|twenty)[ -]?fold\b)",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    rf"(?P<below>[{CHINESE_DIGITS}\d]{{1,6}})分之(?P<above>{_NUMERAL})"
    r"|(?P<tenths>[一二两三四五六七八九])成(?P<more>半|[一二三四五六七八九])?(?!员|本|立|功|果|为|都|熟|分|长|品|绩|套)"
    r"|(?P<half>一半|半数|(?<=近)半(?!年|个|天|小时|径|导)|(?<=过)半(?!年|个|天|小时|数))"
    rf"|翻了?(?P<fold>[一两二三四]?)番|(?P<twice>翻倍|翻了一倍)"
    r"|每(?:生产|制造|销售|售出|卖出|出口|交付)?(?P<every>\d{1,4}|[一二三四五六七八九十百]{1,4})[一-龥]{1,8}?[，,]?(?:就|中|里|便)有(?P<one>\d{1,3}|[一二三四五])(?=[一-龥])"
)


def find_worded(text: str, lang: str, start: int, stop: int, anchors: Anchors) -> Iterator[Worded]:
    """Every share or multiple in words between two offsets; `anchors` are where English ones may begin."""
    for match in _matches(text, lang, start, stop, anchors):
        found = (_read_chinese if lang == "zh" else _read_english)(match)
        if found and not _is_other(text, match, lang):
            yield Worded(match.start(), match.end(), *found)


def _matches(text: str, lang: str, start: int, stop: int, anchors: Anchors) -> Iterator[re.Match[str]]:
    """What looks like a share or multiple, none overlapping the one before."""
    if lang == "zh":
        for match in _CHINESE.finditer(text, start, stop + LOOK_AHEAD):
            if match.start() >= stop:
                return
            yield match
        return
    done = start
    for at in anchors.worded:
        found = _ENGLISH.match(text, at, stop + LOOK_AHEAD) if done <= at < stop else None
        if found:
            done = found.end()
            yield found


def _read_english(match: re.Match[str]) -> tuple[float, str] | None:
    kind = match.lastgroup
    if match["half"]:
        return 50.0, "%"
    if match["halved"]:
        return -50.0, "%"
    if match["verb"]:
        return float(_VERBS[match["verb"].lower()]), "x"
    if match["fold"]:
        return float(WORDS[match["fold"].lower()]), "x"
    if match["every"]:
        return _share(_word(match["one"]), _word(match["every"]))
    count, part = (
        (match["count"], match["part"])
        if kind in ("part", "count")
        else (
            match["top"],
            match["over"] or match["one_over"] or "quarter",
        )
    )
    return _share(_word(count), _PARTS[part.lower()])


def _read_chinese(match: re.Match[str]) -> tuple[float, str] | None:
    if match["above"]:
        return _share(_numeral(match["above"]), _numeral(match["below"]))
    if match["tenths"]:
        more = 5.0 if match["more"] == "半" else _numeral(match["more"] or "零")
        return _numeral(match["tenths"]) * 10 + more, "%"
    if match["half"]:
        return 50.0, "%"
    if match["every"]:
        return _share(_numeral(match["one"]), _numeral(match["every"]))
    return (2.0 if match["twice"] else 2.0 ** _numeral(match["fold"] or "一")), "x"


def _share(above: float, below: float) -> tuple[float, str] | None:
    return (tidy(100 * above / below), "%") if 0 < above <= below else None


def _word(written: str) -> float:
    return float(written) if written.isdigit() else float(WORDS.get(written.lower(), 1))


def _numeral(written: str) -> float:
    if written.replace(".", "", 1).isdigit():
        return float(written)
    return 0.0 if written in "零〇" else parse_chinese(written) or 0.0


_ORDERED = re.compile(r"\b(?:a|the|its) (?:first|second|third|fourth)\b[^.;]*$", re.IGNORECASE)  # a second of 10 GWh
_DATE_HALF = re.compile(r"(?:first|second|latter|1st|2nd)[ -]$", re.IGNORECASE)
_DOUBLE_OBJECT = re.compile(
    r"\s+(?:its|their|the|our|to|in|from|by|over|output|production|capacity|sales|year|this|compared|on|battery|since|"
    r"global|installed|revenue|annual|demand|between|within|and)\b|[.,;:]|$",
    re.IGNORECASE,
)


def _is_other(text: str, match: re.Match[str], lang: str) -> bool:
    """True for the halves of a year, 完成 and the like, and `double` as an adjective."""
    before = text[max(0, match.start() - 8) : match.start()]
    if lang == "zh":
        return bool(match["tenths"]) and before[-1:] in ("第", "十", "百", "完", "形", "建", "大")
    if match["count"] and match["count"].lower() in ("a", "an") and match["part"].lower() != "quarter":
        return _ORDERED.search(text, max(0, match.start() - LOOK_AHEAD), match.start()) is not None
    if match["half"]:
        return _DATE_HALF.search(before) is not None
    if match["verb"]:
        return match["form"].lower() == "e" and not _DOUBLE_OBJECT.match(text, match.end())
    return False

"""Numbers that are names or places in an order, never amounts: ranks, editions, models, codes, years, thresholds."""

from __future__ import annotations

import re

_LABEL = re.compile(
    r"(?:\b(?:Level|Phases?|Model|Gen|Class|Type|Series|Article|Section|Chapter|Scope|Title|Tier|Step|Version|Stage|"
    r"Order|UN|UL|ISO|IEC|IATF|GB/T|Page|Table|Figure|Fig\.?|Appendix|Annex|No\.?|Nos\.?|Number|Vol\.?|Route|Highway|"
    r"Room|Building|Unit|Plant|Line|Group|Week|Day|Grade|Euro|Windows|Gate|Hall|Booth|Interstate|Floor|"
    r"top|Top|TOP|first|last|next|past|previous|phases?)\s?|第|(?<!目)前|[#＃]|代码|编号|型号|电话)$"
)
# Behind an ordinal the word `phase` is numbered already: `its second phase 10 GWh`.
_NUMBERED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|initial|final|last|1st|2nd|3rd|4th|5th)\s[Pp]hase\s$", re.IGNORECASE
)
_BASE = re.compile(r"(?:每|\b(?:per|for\s(?:every|each))\s)$")
_MODEL = re.compile(r"(?:4680|4695|46\d{2}|2170|18650|21700|26650|32700|32140)(?![\d,.])")
_LEVEL = re.compile(r"(?:级|[以及]?以上的?(?:项目|企业|重大|工业|规模))|及以上的?(?:项目|企业)")
_CLASS = re.compile(r"(?:之间)?的(?:重点|重大|产业|工业|其他){0,2}(?:项目|企业)(?:共|有|达|为|共有){0,2}\d+[个家]")
_HIRES = re.compile(
    r"\b(?:creat|generat|provid|add|employ|hir|recruit|support|bring|offer|cut|shed|lay|laid|sustain|secur)\w*"
    r"(?:\s(?:off|in|another|an additional))?\s$"
)
_EMPLOYS = re.compile(
    r"\b(?:employ(?:s|ed|ing)?|hir(?:e|es|ed|ing)|recruit(?:s|ed|ing)?)"
    r"(?:\s(?:another|an\sadditional|an\sextra|up\sto|about|around|some|nearly|almost|over|more\sthan|at\sleast|roughly|approximately))*\s$",
    re.IGNORECASE,
)
_NO_NOUN = re.compile(
    r"(?:\s(?:more|directly|locally|there|here|full-time|overall|in\stotal|altogether))*"
    r"(?=[.,;:)]?(?:\s*$|\n)|[,;]\s|\.\s|\s(?:in|at|by|for|from|on|when|once|and|but|as|across|during|after|before|over|next|last|this|until"
    r"|while|with|within|worldwide|globally|initially|there|to)\b)"
)
_EACH = re.compile(r"\s?(?:each\b|apiece\b|级)")
_PHASES = re.compile(r"\b(?:two|three|four|five|six|[2-6])\s(?:[\w-]+\s){0,2}?(?:phases|stages)\b[^.;:]{0,30}$")


def is_name(text: str, at: int) -> bool:
    """True when the number at `at` follows a word that makes it a label (Level 2, 第46名, top 50, 前三) or a base of
    comparison (每1GWh, for every 1 GWh).
    """
    before = max(0, at - 12)
    if _LABEL.search(text, before, at) is not None:
        return _NUMBERED.search(text, max(0, at - 16), at) is None
    return _BASE.search(text, before, at) is not None


def is_model(text: str, at: int) -> bool:
    """True for the numbers of cell formats, such as 4680."""
    return _MODEL.match(text, at) is not None


def is_year(value: float, written: str) -> bool:
    """True when a bare number may well be a year."""
    return 1990 <= value <= 2060 and len(written) == 4 and written.isdigit()


def hires(text: str, at: int) -> bool:
    """True right behind a verb that takes people or jobs: create, employ, lay off."""
    return _HIRES.search(text, max(0, at - 32), at) is not None


def employs(text: str, at: int, end: int) -> bool:
    """True for a bare number that only people can be meant by: `to employ 3,000 in the first phase`."""
    return _EMPLOYS.search(text, max(0, at - 48), at) is not None and _NO_NOUN.match(text, end) is not None


def is_class(text: str, end: int) -> bool:
    """True where projects are counted behind a range that only sets their class: 总投资50亿-100亿元的项目3个."""
    return _CLASS.match(text, end) is not None


def is_threshold(text: str, start: int, end: int) -> bool:
    """True when the amount only sets a class: 50亿元以上项目, 百亿级, worth over 1 billion yuan each.

    What each of a plant's phases has (`in two phases of 8 GWh each`) is an amount.
    """
    if _LEVEL.match(text, end) is not None:
        return True
    return _EACH.match(text, end) is not None and _PHASES.search(text, max(0, start - 80), start) is None

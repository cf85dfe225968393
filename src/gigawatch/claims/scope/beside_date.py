"""The date right beside an English figure, and dates of what it is only compared with: `from 27 percent in June`."""

from __future__ import annotations

import re

from gigawatch.claims.scope.page import Line
from gigawatch.quantity import FoundPeriod

_BEHIND = re.compile(r"(?:\s(?:market\s)?share)?,?(?:\s(?:in|for|during))?(?:\sthe)?\s?")
_POSSESSIVE = ("'s ", "’s ")
_COMPARED = re.compile(
    r"\b(?:from|than|against|versus)\s(?:(?:an?|the|its|just|only|about|around|some|nearly|over|roughly)\s){0,3}"
    r"[$€£¥]?\d(?:(?!\sto\s)(?:[^,;]|,\d)){0,40}$"
)
_SINCE = re.compile(
    r"\b(?:(?:unchanged|up|down|compared|percentage\spoints?)\s(?:from|on|with|to)"
    r"|(?:from|than)\s(?:its|their|the)\s(?:share|figure|level|period|total|number)s?(?:\s(?:in|of|between|for|from))?"
    r"|same\sas(?:\sin)?)\s(?:the\s)?$"
)
_CHANGED = re.compile(r"(?:percent|%|points?|times)\s$")
REACH = 90


def date_beside(line: Line, start: int, end: int) -> str | None:
    """The period that stands right behind a figure, or as whose own it is told: `30 percent in May`, `June's 45%`."""
    for period in line.periods:
        if period.end <= start and line.folded[period.end : start] in _POSSESSIVE:
            return period.iso
        if period.start >= end:
            if _is_from(line, period):
                return None
            return period.iso if _BEHIND.fullmatch(line.folded, end, period.start) else None
    return None


def _is_from(line: Line, period: FoundPeriod) -> bool:
    """True for a date since which a figure has changed or not: `2 percent from June`, `unchanged from January-May`."""
    if _SINCE.search(line.folded, max(0, period.start - 40), period.start):
        return True
    return (
        line.folded.startswith("from ", period.start)
        and _CHANGED.search(line.folded, max(0, period.start - 10), period.start) is not None
    )


def is_compared(line: Line, period: FoundPeriod, since: int = 0) -> bool:
    """True for the date of a figure that others are compared with: `from 70 GWh in 2022`, `2 percent from June`."""
    return (
        _is_from(line, period)
        or _COMPARED.search(line.folded, max(since, period.start - REACH), period.start) is not None
    )


def compared_dates(line: Line, since: int) -> frozenset[str]:
    """The periods behind a place in a sentence that are only those of what is compared, and told nowhere else in it."""
    told = {p.iso for p in line.periods if p.start < since or not is_compared(line, p, since)}
    return frozenset({p.iso for p in line.periods} - told)

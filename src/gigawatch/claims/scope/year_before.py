"""What an English figure is compared with: `from 195 billion won a year earlier` is of the year before."""

from __future__ import annotations

import re

from gigawatch.claims.scope.history import History, Scoped

_FROM = re.compile(
    r"\b(?:from|against|versus|vs\.?|than|compared\s(?:with|to))\s"
    r"(?:(?:an?|the|its|just|only|about|around|some|nearly|over|net|operating|loss|profit|share|sales|of|gain)\s){0,5}$"
)
_BEFORE = re.compile(
    r"(?:\s?[%)]|\s\([^()]{1,30}\)|\s(?!in\b|a\b|the\b)[a-z]{1,12}){0,3},?\s(?:"
    r"(?P<year>(?:an?|one)\syear\s(?:ago|earlier|before|prior)|(?:in\s|during\s)?the\s(?:previous|prior|preceding)\syear"
    r"|(?:the\s)?year[- ](?:ago|earlier)"
    r"|(?:in|during|for|over|at)\s(?:the\s)?(?:same|corresponding|comparable|year-ago|prior-year|year-earlier)\s"
    r"(?:three-month\s|six-month\s)?(?:period|quarter|month|time|half)(?:\s(?:of\s)?(?:last|the\sprevious|the\sprior|a)\syear)?)"
    r"|(?P<quarter>(?:in\s)?the\s(?:previous|prior|preceding)\squarter|(?:a|one)\squarter\s(?:ago|earlier)|three\smonths\searlier)"
    r"|(?P<month>(?:in\s)?the\s(?:previous|prior|preceding)\smonth|(?:a|one)\smonth\s(?:ago|earlier))"
    r")\b"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_QUARTER, _MONTH = re.compile(r"(\d{4})-Q([1-4])"), re.compile(r"(\d{4})-(\d\d)")
_NEXT = re.compile(r",\s(?:as|while|with|when)\s")
_HINTS = ("year", "same", "quarter", "month", "corresponding", "comparable")


def period_compared(figure: Scoped, history: History) -> str | None:
    """The period of a figure that the one before it in the sentence is compared with; None where it is none.

    >>> shifted("2023-Q1", "year"), shifted("2023-Q1", "quarter"), shifted("2023-01", "month")
    ('2022-Q1', '2022-Q4', '2022-12')
    """
    before, behind = history.figure, _told_behind(figure, history)
    if before is None or behind is None or not before.period:
        return None
    figure.compared = before.compared or before.period
    return shifted(figure.compared, behind.lastgroup or "")


def note_compared(figure: Scoped, history: History) -> None:
    """Tells a figure with a date of its own what it is compared with: `up 40 percent from 184.4 GWh in 2022`."""
    before, line = history.figure, figure.line
    if before is None or before.line is not line:
        return
    if _FROM.search(line.folded, max(0, figure.start - 60), figure.start) is not None:
        figure.compared = before.compared or before.period


def period_resumed(figure: Scoped, history: History) -> str | None:
    """The period told before a comparison, for what the next clause tells undated: `..., as revenue fell 8 percent`."""
    before, line = history.figure, figure.line
    if before is None or before.line is not line or before.compared is None:
        return None
    clause = line.clause(figure.start)
    is_next = line.clause(before.start) != clause and _NEXT.search(line.folded, before.end, figure.start)
    is_dated = any(line.clause(period.start) == clause for period in line.periods)
    return before.compared if is_next and not is_dated else None


def measure_compared(figure: Scoped, history: History) -> str | None:
    """The measure of the figure before in the sentence, where one in the same unit is compared with it."""
    before = history.figure
    if before is None or before.found.unit != figure.found.unit or _told_behind(figure, history) is None:
        return None
    return before.measure


def _told_behind(figure: Scoped, history: History) -> re.Match[str] | None:
    """The words behind a figure that tell the time before; None where no figure is compared with it."""
    folded, before = figure.line.folded, history.figure
    if before is None or before.line is not figure.line:
        return None
    if not any(folded.find(hint, figure.end) >= 0 for hint in _HINTS):
        return None
    if _FROM.search(folded, max(0, figure.start - 60), figure.start) is None:
        return None
    return _BEFORE.match(folded, figure.end)


def shifted(iso: str, unit: str) -> str | None:
    """The period a year, quarter or month before; None where it is no such part."""
    if unit == "year":
        return _YEAR.sub(lambda year: str(int(year.group()) - 1), iso)
    shape, many, letter = (_QUARTER, 4, "Q") if unit == "quarter" else (_MONTH, 12, "")
    part = shape.fullmatch(iso)
    if part is None:
        return None
    number = int(part[1]) * many + int(part[2]) - 2
    place = number % many + 1
    return f"{number // many}-{letter}{place}" if letter else f"{number // many}-{place:02d}"

"""What is told of the full year behind a part of it: `output for the full year is to exceed 200 GWh`."""

from __future__ import annotations

import re

from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.history import History, Scoped
from gigawatch.claims.scope.page import Page

_PART = re.compile(r"(?P<year>\d{4})(?:-[HQ]\d|-\d\d/(?P=year)-\d\d)")
_AHEAD = ("forecast", "planned", "announced")
_OTHER_YEAR = re.compile(r"(?:\b(?:after|before|than|from|against)|此前一年|上一年|前一年)\s?\S{0,2}$")


def full_year_told(figure: Scoped, history: History, page: Page) -> str | None:
    """The year of which a figure is told that its words give to the full year; None where they name a date of its own.

    It is that of the months, half or quarter told last, in the sentence or before it.
    """
    line = figure.line
    low, high = line.clause_span(figure.start)
    told = cue_table("date_cue", line.lang)["full_year"].search(line.folded, low, figure.start)
    if told is None or any(low <= p.start < high for p in line.periods):
        return None
    if _OTHER_YEAR.search(line.folded, low, told.start()):
        return None
    before = [p.iso for p in line.periods if p.end <= low]
    carried = [history.figure.period if history.figure is not None else None, history.last_period]
    part = next((m for iso in (*reversed(before), *carried) if (m := _PART.fullmatch(iso or ""))), None)
    today = page.document.published
    if part is None or (figure.status not in _AHEAD and today is not None and int(part["year"]) >= today.year):
        return None  # a year that is not over has no result
    return part["year"]


def told_as_of_now(figure: Scoped) -> bool:
    """True where the words right before a figure, in its clause, say that it is so now: 目前建成26个."""
    line = figure.line
    low, _ = line.clause_span(figure.start)
    return cue_table("date_cue", line.lang)["now"].search(line.folded[low : figure.start]) is not None

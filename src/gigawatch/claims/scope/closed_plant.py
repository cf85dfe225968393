"""Plants that close: what they could make and whom they employed was real until then, and no plan.

`X closed its plant on 30 June. The plant, opened in 2019, made 4 GWh a year` tells 4 GWh that ran since 2019.
"""

from __future__ import annotations

from datetime import date

from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.mention import FIRM, PLACE, Mention
from gigawatch.claims.scope.page import Line, Page
from gigawatch.claims.scope.step_date import running_since

_TOLD_OF = frozenset({"capacity", "vehicles", "area", "jobs"})
_NOT_BUILT = frozenset({"announced", "planned", "signed", "under_construction", "forecast"})
_RAN = _NOT_BUILT | {"operating", "reported"}


def tell_closed(figure: Scoped, page: Page) -> None:
    """Has what a text tells of a plant that closes run until then, since the plant's opening where that is dated."""
    if figure.measure not in _TOLD_OF or figure.status not in _RAN:
        return
    closing = _closing(figure, page)
    if closing is None:
        return
    if figure.status in _NOT_BUILT or figure.measure == "jobs":
        figure.status = "operating"
    figure.period = _when_it_ran(figure, closing, page.document.published)
    place = _place_closed(closing) if closing is not figure.line else None
    if place is not None:
        figure.place = place.name


def closing_owner(figure: Scoped, page: Page) -> Mention | None:
    """The firm that closes the plant of which the sentence before tells: a figure of `the plant` is of no other."""
    closing = _closing(figure, page) if figure.measure in _TOLD_OF else None
    if closing is None or closing is figure.line:
        return None
    at = _last_closing(closing)
    firms = [m for m in closing.mentions if m.kind == FIRM and m.role != "source" and m.end <= at]
    if not firms or any(stand.kind == "firm" and firms[-1].end <= stand.start < at for stand in closing.stands):
        return None
    return firms[-1]


def _last_closing(line: Line) -> int:
    """Where the words that close a plant begin last."""
    return [match.start() for match in cue_table("closed_cue", line.lang)["closes"].finditer(line.folded)][-1]


def _place_closed(line: Line) -> Mention | None:
    """The place behind the words that close a plant, in the same clause."""
    at = _last_closing(line)
    high = line.clause_span(at)[1]
    return next((m for m in line.mentions if m.kind == PLACE and at <= m.start < high), None)


def _when_it_ran(figure: Scoped, closing: Line, today: date | None) -> str | None:
    """Since when the plant ran, else a past date that the figure's own sentence tells, else the day of the closing."""
    since = running_since(figure.line, today) or running_since(closing, today)
    own = [p.iso for p in figure.line.periods if figure.line is not closing and p.iso == figure.period]
    past = [iso for iso in (*own, *(p.iso for p in closing.periods)) if _is_past(iso, today)]
    return since or next(iter(past), None)


def _is_past(iso: str, today: date | None) -> bool:
    return today is None or iso[:10] <= today.isoformat()[: len(iso)]


def _closing(figure: Scoped, page: Page) -> Line | None:
    """The sentence that closes the plant of a figure: its own, or the one before that its own goes on about."""
    line = figure.line
    cues = cue_table("closed_cue", line.lang)
    low, high = line.clause_span(figure.start)
    for match in cues["closes"].finditer(line.folded, 0, high):
        first, last = sorted((match.start(), figure.start))
        if match.end() > figure.start and match.start() < low:
            continue
        return line if _is_of_one(line, first, last) else None
    if line.opens or not line.number or not cues["points"].match(line.folded):
        return None
    before = page.line(line.number - 1)
    told = list(cues["closes"].finditer(before.folded))
    if not told or not _is_of_one(line, 0, figure.start):
        return None
    return before if _is_of_one(before, told[-1].end(), len(before.folded)) else None


def _is_of_one(line: Line, low: int, high: int) -> bool:
    """True where a stretch of a sentence names no other firm, and nothing that is yet to come."""
    if any(m.kind == FIRM and low <= m.start < high for m in line.mentions):
        return False
    return cue_table("closed_cue", line.lang)["ahead"].search(line.folded, low, high) is None

"""When a figure holds: the dates of its sentence, of the figures before, of the event and of publication, weighed."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

from gigawatch.claims.scope.aside import dates_in_aside
from gigawatch.claims.scope.beside_date import compared_dates, date_beside, is_compared
from gigawatch.claims.scope.candidate import Candidate
from gigawatch.claims.scope.chinese_date import bases, of_results, told_right_before
from gigawatch.claims.scope.chinese_state import dates_of_start, is_whole_to_come
from gigawatch.claims.scope.due_date import DELAYED, due_of, is_put_off
from gigawatch.claims.scope.former import date_beside_former, dates_of_former
from gigawatch.claims.scope.history import OF_PROJECT, RATIOS, STATISTICS, History, Scoped, group_of
from gigawatch.claims.scope.mention import EVENT, FIRM
from gigawatch.claims.scope.other_date import dates_of_item, dates_of_next
from gigawatch.claims.scope.page import Page
from gigawatch.claims.scope.phase_date import dates_of_others
from gigawatch.claims.scope.since import dates_before_news, span_since
from gigawatch.claims.scope.surround import far
from gigawatch.claims.scope.weight import Features, Model
from gigawatch.claims.scope.whole_year import full_year_told, told_as_of_now
from gigawatch.claims.scope.year_before import note_compared, period_compared, period_resumed
from gigawatch.quantity import FoundPeriod

_WORD = re.compile(r"([A-Za-z]+|[,;:.()%“—-])\s?$")
_FOUNDED = re.compile(r"\b(?:founded|established|incorporated|born)\b[^,;]*$")
_YEAR_OF_TELLING = "year"
_COUNTED = STATISTICS | RATIOS
_SPANS = ("year", "part", "range")
_OF_PUBLICATION = ("published", "month", _YEAR_OF_TELLING)
_NEXT = re.compile(r"\s?([A-Za-z]+|[,;:.()%”—-])")


@lru_cache(maxsize=1024)
def grain(iso: str) -> str:
    """How fine a period is: year, month, day, half, quarter, range or target."""
    if "/" in iso:
        return "range"
    return {4: "year", 7: "part" if iso[5:6] in "HQ" else "month", 10: "day"}.get(len(iso), "other")


def period_candidates(figure: Scoped, history: History, page: Page) -> list[Candidate]:
    """Every candidate for the period of a figure, undated among them."""
    line = figure.line
    found: dict[str, Candidate] = {}
    before = [p for p in reversed(line.periods) if p.end <= figure.start]
    for period in [*before, *[p for p in line.periods if p.start >= figure.end]]:
        if period.iso not in found:
            found[period.iso] = Candidate(period.iso, "in", _in_sentence(period, figure, page.lang))
    others = dates_of_others(figure, page) if figure.measure in OF_PROJECT else frozenset()
    others |= dates_of_former(figure.line, figure.end) | dates_of_next(figure) | dates_before_news(figure)
    if page.lang == "zh":
        others |= bases(figure, history) | dates_of_start(figure)
    else:
        others |= compared_dates(line, figure.end)
    found = {iso: one for iso, one in found.items() if iso not in others}
    has = bool(found)
    is_own = page.lang == "en" and figure.measure in OF_PROJECT and _names_whose(figure)
    is_ratio = page.lang == "en" and figure.measure in RATIOS
    for source, iso in _carried(figure, history, page):
        if iso not in found and (iso in others or (source == _YEAR_OF_TELLING and is_ratio)):
            continue  # a cut that is told this year need not be of it
        if is_own and iso not in found and _is_of_others(iso, source, history, figure.subject):
            continue
        one = found.get(iso)
        if one is None:
            one = found[iso] = Candidate(iso, "out", [("out",)])
        one.parts.append(_from(source, one.kind, has))
    for one in found.values():
        _tell_all(one, figure, history, page.document.published)
    return [*found.values(), _undated(figure, history, has)]


def _names_whose(figure: Scoped) -> bool:
    """True where a figure's own sentence names the firm that it is of."""
    return any(m.name == figure.subject and m.kind == FIRM for m in figure.line.mentions)


def _is_of_others(iso: str, source: str, history: History, subject: str | None) -> bool:
    """True for a date before that was told of other firms, or for its month."""
    if source in _OF_PUBLICATION:
        return False
    return history.is_of_others(history.day or "" if source == "daym" else iso, subject)


@cache
def _from(source: str, where: str, has: bool) -> Features:
    return f"from:{source}:{where}", f"from:{source}:{where}:{has}"


def _tell_all(one: Candidate, figure: Scoped, history: History, today: date | None) -> None:
    """Features of a candidate wherever it comes from."""
    where, iso, before = one.kind, one.name or "", history.figure
    one.parts.append(_told(grain(iso), where, figure.status, figure.measure))
    if today and (when := _when(iso, today.year)):
        one.parts.append((f"y:{when}:{figure.status}",))
    if before is not None and _going_on(before, figure) == iso:
        gap, alike = min(figure.line.number - before.line.number, 2), _alike(before, figure)
        one.parts.append((f"=pf:{gap}:{where}", f"=pf:{gap}:{alike}"))
        if gap == 0 and figure.line.clause(before.start) == figure.line.clause(figure.start):
            one.parts.append(("=pf:clause",))


@lru_cache(maxsize=1024)
def _when(iso: str, this_year: int) -> str | None:
    """Whether a period lies before this year, in it or later."""
    if not iso[:4].isdigit():
        return None
    year = int(iso[:4])
    return "later" if year > this_year else "same" if year == this_year else "before"


@cache
def _told(grain: str, where: str, status: str, measure: str) -> Features:
    return f"g:{grain}:{where}", f"g:{grain}:{where}:{status}", f"st:{status}:{where}", f"m:{measure}:{where}:{grain}"


def _undated(figure: Scoped, history: History, has: bool) -> Candidate:
    """The candidate of no period; `has` says whether the sentence names one."""
    parts = [_none(has, figure.status, figure.measure, history.day is not None)]
    before = history.figure
    if before is not None and before.period is None:
        gap = min(figure.line.number - before.line.number, 2)
        parts.append((f"none:pf:{gap}", f"none:pf:{gap}:{_alike(before, figure)}"))
    return Candidate(None, "none", parts)


@cache
def _none(has: bool, status: str, measure: str, has_day: bool) -> Features:
    return (
        "none", f"none:{has}", f"none:st:{status}", f"none:m:{measure}", f"none:{has}:{status}", f"none:day:{has_day}",
    )  # fmt: skip


def _going_on(before: Scoped, figure: Scoped) -> str | None:
    """The period that goes on from the figure before: in a later sentence not the one with which that was compared."""
    return before.period if before.line is figure.line else before.compared or before.period


def _alike(before: Scoped, figure: Scoped) -> str:
    """Whether two figures share their subject and their status."""
    return f"{before.subject == figure.subject}:{before.status == figure.status}"


def _in_sentence(period: FoundPeriod, figure: Scoped, lang: str) -> list[Features]:
    """How a period of the sentence stands to the figure."""
    line = figure.line
    if period.start >= figure.end:
        side, low, high = "a", figure.end, period.start
    else:
        side, low, high = "b", period.end, figure.start
    clause = line.clause(period.start)
    apart = min(abs(clause - line.clause(figure.start)), 3)
    between = sum([low <= p.start < high for p in line.periods])
    parts = [_standing(side, apart, far(high - low), min(between, 2))]
    if lang == "zh":
        prev, after = line.folded[max(0, period.start - 2) : period.start], line.folded[period.end : period.end + 2]
        parts.append((f"pc:{prev[-1:]}", f"nc:{after[:1]}", f"pw:{prev}", f"nw:{after}"))
    else:
        match = _WORD.search(line.folded, max(0, period.start - 16), period.start)
        prev = match.group(1) if match else "^"
        behind_it = _NEXT.match(line.folded, period.end)
        after = behind_it.group(1) if behind_it else "$"
        parts.append((f"pw:{prev}", f"pw:{prev}:{side}{min(apart, 1)}", f"nw:{after}"))
        if _FOUNDED.search(line.folded, max(0, period.start - 40), period.start):
            parts.append(("founded",))
    if line.clause_start(clause) >= period.start - 3:
        parts.append((f"opens:{min(apart, 2)}",))
    if period.start < 4:
        parts.append(("head",))
    if period.is_relative:
        parts.append((f"rel:{side}",))
    return parts


@cache
def _standing(side: str, apart: int, step: str, between: int) -> Features:
    return f"{side}cl:{apart}", f"{side}d:{step}", f"{side}n:{between}"


def _carried(figure: Scoped, history: History, page: Page) -> list[tuple[str, str]]:
    """What was dated before, and the day of publication, its month and its year: by what, and as a period."""
    carried = []
    before = history.figure
    is_of_meeting = figure.subject_kind == EVENT and before is not None and before.subject != figure.subject
    if before is not None and not is_of_meeting and (going_on := _going_on(before, figure)):
        carried.append(("figure", going_on))
    if history.day:
        carried += (("day", history.day), ("daym", history.day[:7]))
    if page.span:
        carried.append(("span", page.span))
    if history.last_period:
        carried.append(("last", history.last_period))
    if figure.subject and not figure.is_stake:  # what is nobody's, or a part of a firm, is of no day
        carried += page.published
    return carried


def _told_in_english(figure: Scoped, history: History) -> str | None:
    """The period that the words right beside a figure tell, or those that compare it with another."""
    if compared := period_compared(figure, history):
        return compared
    is_counted = figure.measure in STATISTICS or figure.found.unit == "%"
    if is_counted and (told := date_beside(figure.line, figure.start, figure.end)):
        note_compared(figure, history)
        return told
    return period_resumed(figure, history)


def decide_period(figure: Scoped, history: History, page: Page, model: Model) -> str | None:
    """When a figure holds, a span where it has added up since a date; None where nothing dates it."""
    return span_since(figure, _decided(figure, history, page, model), page)


def _decided(figure: Scoped, history: History, page: Page, model: Model) -> str | None:
    """The period that grammar alone tells, else the one that weighs most."""
    if page.lang == "en" and (told := _told_in_english(figure, history)) is not None:
        return told
    if page.lang == "zh" and (told := told_right_before(figure)) is not None:
        return told
    if (year := full_year_told(figure, history, page)) is not None:
        return year
    due = due_of(figure)
    if due.former and len(due.later) == 1 and figure.status in (DELAYED, "announced", "planned", "forecast"):
        return due.later[0]
    former = due.former if is_put_off(figure) else frozenset()
    candidates = [c for c in period_candidates(figure, history, page) if c.name not in former]
    if page.lang == "zh" and figure.measure == "capacity" and is_whole_to_come(figure):
        low, high = figure.line.clause_span(figure.start)
        here = [p.iso for p in figure.line.periods if low <= p.start < high]
        candidates = [c for c in candidates if c.name in here or c.name is None]
    if own := dates_of_item(figure):
        candidates = [c for c in candidates if c.name in own or c.name is None]
    now = {iso for _, iso in page.published}
    if told_as_of_now(figure):
        candidates = [c for c in candidates if c.name is None or c.kind == "in" or c.name in now]
    if (inside := dates_in_aside(figure.line, figure.start)) is not None:
        candidates = [c for c in candidates if c.name is None or c.name in inside or c.name in now]
    chosen = candidates[model.choose([c.parts for c in candidates], group_of(figure.measure))].name
    if page.lang == "zh" and (going_on := of_results(figure, history)) is not None:
        return going_on
    is_of_telling = page.lang == "en" and chosen in now
    return (_told_before(figure, history, page) if is_of_telling else None) or (
        chosen or date_beside_former(figure.line, figure.end)
    )


def _told_before(figure: Scoped, history: History, page: Page) -> str | None:
    """The span that the sentence before tells, for what a sentence without a date reports: `Results for the first
    quarter were weak. The margin fell to 1.5%`; a statistic goes on with that of one before in the next paragraph too.
    """
    line, former = figure.line, history.figure
    if line.number == 0 or figure.status != "reported" or figure.measure in OF_PROJECT:
        return None
    if any(not is_compared(line, period) for period in line.periods):
        return None
    if former is not None and former.line.number == line.number - 1 and {former.measure, figure.measure} <= _COUNTED:
        going_on = _going_on(former, figure)
        return going_on if going_on and grain(going_on) in _SPANS else None
    is_result = figure.measure in _COUNTED or figure.measure == "revenue" or figure.found.unit == "%"
    if line.opens or not is_result:
        return None
    before = page.line(line.number - 1)
    told = {p.iso for p in before.periods if not is_compared(before, p) and grain(p.iso) in _SPANS}
    return told.pop() if len(told) == 1 else None

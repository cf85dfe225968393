"""When a figure holds: the dates of its sentence, of the figures before, of the event and of publication, weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gigawatch.claims.scope.history import History, Scoped, group_of
from gigawatch.claims.scope.page import Page
from gigawatch.claims.scope.subject import Candidate
from gigawatch.claims.scope.surround import far
from gigawatch.claims.scope.weight import Model
from gigawatch.quantity import FoundPeriod

_WORD = re.compile(r"([A-Za-z]+|[,;:.()%“—-])\s?$")
_FOUNDED = re.compile(r"\b(?:founded|established|incorporated|born)\b[^,;]*$")
_NEXT = re.compile(r"\s?([A-Za-z]+|[,;:.()%”—-])")


def grain(iso: str) -> str:
    """How fine a period is: year, month, day, half, quarter, range or target."""
    if "/" in iso:
        return "range"
    return {4: "year", 7: "part" if iso[5:6] in "HQ" else "month", 10: "day"}.get(len(iso), "other")


def period_candidates(figure: Scoped, history: History, page: Page) -> list[Candidate]:
    """Every candidate for the period of a figure, undated among them."""
    line, today = figure.line, page.document.published
    found: dict[str, Candidate] = {}
    before = [p for p in line.periods if p.end <= figure.start]
    for period in [*reversed(before), *(p for p in line.periods if p.start >= figure.end)]:
        if period.iso not in found:
            found[period.iso] = Candidate(period.iso, "in", list(_in_sentence(period, figure, page)))
    has = bool(found)
    for source, iso in _carried(figure, history, page):
        one = found.setdefault(iso, Candidate(iso, "out", ["out"]))
        one.features.append(f"from:{source}:{one.kind}")
        one.features.append(f"from:{source}:{one.kind}:{has}")
    for one in found.values():
        _tell_all(one, figure, history, today)
    return [*found.values(), _undated(figure, history, has)]


def _tell_all(one: Candidate, figure: Scoped, history: History, today: date | None) -> None:
    """Features of a candidate wherever it comes from."""
    where, iso, before = one.kind, one.name or "", history.figure
    one.features += [
        f"g:{grain(iso)}:{where}",
        f"g:{grain(iso)}:{where}:{figure.status}",
        f"st:{figure.status}:{where}",
        f"m:{figure.measure}:{where}:{grain(iso)}",
    ]
    if today and iso[:4].isdigit():
        year = int(iso[:4])
        when = "later" if year > today.year else "same" if year == today.year else "before"
        one.features.append(f"y:{when}:{figure.status}")
    if before is not None and before.period == iso:
        gap, alike = min(figure.line.number - before.line.number, 2), _alike(before, figure)
        one.features += [f"=pf:{gap}:{where}", f"=pf:{gap}:{alike}"]
        if gap == 0 and figure.line.clause(before.start) == figure.line.clause(figure.start):
            one.features.append("=pf:clause")


def _undated(figure: Scoped, history: History, has: bool) -> Candidate:
    """The candidate of no period; `has` says whether the sentence names one."""
    features = ["none", f"none:{has}", f"none:st:{figure.status}", f"none:m:{figure.measure}"]
    features += [f"none:{has}:{figure.status}", f"none:day:{history.day is not None}"]
    before = history.figure
    if before is not None and before.period is None:
        gap = min(figure.line.number - before.line.number, 2)
        features += [f"none:pf:{gap}", f"none:pf:{gap}:{_alike(before, figure)}"]
    return Candidate(None, "none", features)


def _alike(before: Scoped, figure: Scoped) -> str:
    """Whether two figures share their subject and their status."""
    return f"{before.subject == figure.subject}:{before.status == figure.status}"


def _in_sentence(period: FoundPeriod, figure: Scoped, page: Page) -> Iterator[str]:
    line = figure.line
    behind = period.start >= figure.end
    side = "a" if behind else "b"
    gap = period.start - figure.end if behind else figure.start - period.end
    apart = min(abs(line.clause(period.start) - line.clause(figure.start)), 3)
    low, high = (figure.end, period.start) if behind else (period.end, figure.start)
    between = sum(1 for p in line.periods if low <= p.start < high)
    yield f"{side}cl:{apart}"
    yield f"{side}d:{far(gap)}"
    yield f"{side}n:{min(between, 2)}"
    if page.lang == "zh":
        prev, after = line.folded[max(0, period.start - 2) : period.start], line.folded[period.end : period.end + 2]
        yield f"pc:{prev[-1:]}"
        yield f"nc:{after[:1]}"
        yield f"pw:{prev}"
        yield f"nw:{after}"
    else:
        match = _WORD.search(line.folded, max(0, period.start - 16), period.start)
        prev = match.group(1) if match else "^"
        behind_it = _NEXT.match(line.folded, period.end)
        yield f"pw:{prev}"
        yield f"pw:{prev}:{side}{min(apart, 1)}"
        yield f"nw:{behind_it.group(1) if behind_it else '$'}"
        if _FOUNDED.search(line.folded, max(0, period.start - 40), period.start):
            yield "founded"
    if line.clause_span(period.start)[0] >= period.start - 3:
        yield f"opens:{min(apart, 2)}"
    if period.start < 4:
        yield "head"
    if period.is_relative:
        yield f"rel:{side}"


def _carried(figure: Scoped, history: History, page: Page) -> Iterator[tuple[str, str]]:
    if history.figure is not None and history.figure.period:
        yield "figure", history.figure.period
    if history.day:
        yield "day", history.day
        yield "daym", history.day[:7]
    if page.span:
        yield "span", page.span
    if history.last_period:
        yield "last", history.last_period
    today = page.document.published
    if today and figure.subject:  # what is nobody's is not of the day on which it is told
        yield "published", today.isoformat()
        yield "month", f"{today.year}-{today.month:02d}"
        yield "year", str(today.year)


def decide_period(figure: Scoped, history: History, page: Page, model: Model) -> str | None:
    """When a figure holds, None where nothing dates it."""
    candidates = period_candidates(figure, history, page)
    return candidates[model.choose([c.features for c in candidates], (group_of(figure.measure),))].name

"""Dates by the step that they are of: a plant that runs has done so since its start, not since its ground-breaking."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.page import Line
from gigawatch.quantity import FoundPeriod

BEGUN, RUNS = "begun", "runs"
_OF_PLANT = frozenset({"capacity", "investment", "area", "vehicles"})
_STEPS = {
    "zh": {
        BEGUN: re.compile(r"[^，,。；;]{0,8}?(?:开工|动工|奠基|开建|破土|启动建设|签约|签署|落户|成立|立项)"),
        RUNS: re.compile(
            r"[^，,。；;将拟]{0,8}?(?:建成投产|投产|投运|投入运营|投入生产|投入使用|达产|满产|建成)(?!后|的?目标)"
        ),
    },
    "en": {
        BEGUN: re.compile(
            r"\b(?:br(?:oke|eaking|oken)\sground|ground[\s-]?breaking|(?:construction|building|work)\b[^.;]{0,50}?\b(?:began|begun"
            r"|started|commenced)|(?:began|begun|started|commenced)\s(?:construction|building|work)|founded|established|signed|set\sup)"
            r"\b[^.;,]{0,30}$"
        ),
        RUNS: re.compile(
            r"\b(?:operat(?:ing|ion|ions|ional|ed)|production|running|opened|opening|on\s?stream|online|commission(?:ed|ing)"
            r"|inaugurated|in\sservice)\b[^.;,]{0,20}$"
        ),
    },
}
_AHEAD = {
    "zh": re.compile(r"计划|预计|预期|将|拟|力争|有望|争取|目标|规划于|或于"),
    "en": re.compile(
        r"\b(?:will|would|due|planned|plans?|expect\w*|is\sto|are\sto|to\s(?:start|begin|open)|target\w*|aims?)\b"
    ),
}
_PART = re.compile(r"[一二三四五六七八九十首]期|\bphase\b|\b(?:first|second|third)\s(?:line|stage)\b")
_WIDTH = 70


class _Dated(NamedTuple):
    """A date of a sentence and the step that the words around it take on it."""

    period: FoundPeriod
    step: str


def date_of_running(figure: Scoped, today: date | None) -> str | None:
    """When the plant of a figure came to run, where its sentence dates that and its ground-breaking too.

    None where it tells no such date or several, one that lies ahead or one of another part.
    """
    if figure.measure not in _OF_PLANT:
        return None
    found = list(_dated(figure.line))
    runs = [one.period for one in found if one.step == RUNS and _is_of_figure(figure, one.period)]
    if len(runs) != 1 or not any(one.step == BEGUN for one in found):
        return None
    iso = runs[0].iso
    is_past = today is None or iso[:10] <= today.isoformat()[: len(iso)]
    return iso if is_past else None


def running_since(line: Line, today: date | None) -> str | None:
    """The one past date on which a sentence has a plant come to run."""
    runs = {one.period.iso for one in _dated(line) if one.step == RUNS}
    past = [iso for iso in runs if today is None or iso[:10] <= today.isoformat()[: len(iso)]]
    return past[0] if len(runs) == len(past) == 1 else None


def begins(figure: Scoped, iso: str | None) -> bool:
    """True for the date on which a sentence has building begin, or a deal signed."""
    return any(one.period.iso == iso and one.step == BEGUN for one in _dated(figure.line))


def _dated(line: Line) -> Iterator[_Dated]:
    for number, period in enumerate(line.periods):
        step = _step_behind(line, number, period) if line.lang == "zh" else _step_before(line, number, period)
        if step is not None:
            yield _Dated(period, step)


def _step_behind(line: Line, number: int, period: FoundPeriod) -> str | None:
    """The step that a Chinese date is of: the verb behind it, up to the next date."""
    high = line.periods[number + 1].start if number + 1 < len(line.periods) else len(line.folded)
    low = line.clause_start(line.clause(period.start))
    if _AHEAD["zh"].search(line.folded, low, period.start) or _AHEAD["zh"].match(line.folded, period.end):
        return None
    words = line.folded[period.end : min(high, period.end + _WIDTH)]
    return next((step for step in (BEGUN, RUNS) if _STEPS["zh"][step].match(words)), None)


def _step_before(line: Line, number: int, period: FoundPeriod) -> str | None:
    """The step that an English date is of: the last verb before it, from the date before."""
    low = max(line.periods[number - 1].end if number else 0, period.start - _WIDTH)
    words = line.folded[low : period.start]
    found = [(m.start(), step) for step, pattern in _STEPS["en"].items() if (m := pattern.search(words))]
    if not found:
        return None
    at, step = max(found)
    return None if _AHEAD["en"].search(words, max(0, at - 30)) else step


def _is_of_figure(figure: Scoped, period: FoundPeriod) -> bool:
    """False for a date beyond a stop, or told of a part that the figure's clause does not name."""
    line = figure.line
    low, high = sorted((figure.start, period.start))
    if re.search(r"[;；]", line.folded[low:high]):
        return False
    part = _PART.search(line.folded, *line.clause_span(period.start))
    return part is None or part.group() in line.folded[slice(*line.clause_span(figure.start))]

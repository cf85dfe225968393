"""States that are another's: of the plant that the sentence before has stopped, of a project beside a town's total.

`X cancelled its plant in Porto. Its plant in Valencia will have 30 GWh` stops nothing in Valencia; 欣旺达项目已签约。
全市产能达60GWh signs no 60 GWh.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from gigawatch.claims.facility import PLANT as FACILITY
from gigawatch.claims.scope.chinese_party import PLANT
from gigawatch.claims.scope.history import OF_PROJECT, Scoped
from gigawatch.claims.scope.mention import COUNTRY, FIRM, PLACE
from gigawatch.claims.scope.page import Line, Page
from gigawatch.claims.scope.sign import signs_of
from gigawatch.claims.scope.stopped import REACH, STOPPED, stop_words, stops_in
from gigawatch.vocab import places

STEPS = STOPPED | {"signed", "under_construction"}
_ANOTHER = {
    "en": re.compile(r"\s*(?:and|while|whereas|but|though|although)\b|\s*(?:its|the|in|at)\b"),
    "zh": re.compile(rf"[^，,。；;\d]{{0,16}}?(?:{PLANT})"),
}
_PLANT = {"en": re.compile(rf"\b(?:{FACILITY}|project|site)\b"), "zh": re.compile(PLANT)}
_REACHED = {
    "en": re.compile(r"\bcapacity\s(?:has\s|had\s)?(?:reached|stands\sat|stood\sat|hit|rose\sto)\s(?:[a-z]+\s){0,2}$"),
    "zh": re.compile(r"产能(?:已经|已|则)?(?:达到|达|超过|超|突破|为)(?:了|约|近)?$"),
}


_PARTS = re.compile(r"[;；]")


class _Stretch(NamedTuple):
    line: Line
    low: int
    high: int


def states_of_others(figure: Scoped, page: Page) -> frozenset[str]:
    """The states that a figure's text tells only of something else than what the figure is of; empty where it does not.

    The figure's subject and place are decided already.
    """
    if figure.status not in STEPS or figure.measure not in OF_PROJECT:
        return frozenset()
    line = figure.line
    told = signs_of(line).states(0, len(line.folded))
    if figure.status not in told and _is_total_of_place(figure):
        return STEPS
    is_plant = figure.status in STOPPED and _PLANT[page.lang].search(line.folded) is not None
    return STOPPED if is_plant and _is_stop_of_other(figure, page) else frozenset()


def _is_total_of_place(figure: Scoped) -> bool:
    """True for the capacity that a place is said to have reached: 宜昌市动力电池产能已达60GWh."""
    line = figure.line
    if figure.measure != "capacity" or figure.subject_kind not in (PLACE, COUNTRY):
        return False
    return _REACHED[line.lang].search(line.folded, line.clause_span(figure.start)[0], figure.start) is not None


def _is_stop_of_other(figure: Scoped, page: Page) -> bool:
    """True where the nearest stop is of a plant at another place or of another firm than those beside the figure."""
    line = figure.line
    own = _Stretch(line, *line.clause_span(figure.start))
    if stop_words(page.lang)["once"].search(line.folded, own.low, figure.start):
        return False
    here = [*stops_in(line.folded, page.lang)]
    if here:
        at = min(here, key=lambda span: abs(span[0] - figure.start))[0]
        if part := _part_apart(figure, at):
            return _differ(*part)
        is_own = line.clause(at) == line.clause(figure.start)
        if is_own or at > figure.start or not _ANOTHER[page.lang].match(line.folded, own.low):
            return False
        return _differ(own, _Stretch(line, max(line.folded.rfind(mark, 0, at) for mark in ";；") + 1, own.low))
    stop = _stop_before(figure, page)
    return stop is not None and _differ(_Stretch(line, 0, len(line.folded)), stop)


def _part_apart(figure: Scoped, at: int) -> tuple[_Stretch, _Stretch] | None:
    """The parts of a sentence, between semicolons, in which a figure and a stop before it stand; None for one part."""
    line, marks = figure.line, [m.start() for m in _PARTS.finditer(figure.line.folded)]
    between = [mark for mark in marks if at < mark < figure.start]
    if not between:
        return None
    own = _Stretch(line, between[-1] + 1, min((m for m in marks if m > figure.start), default=len(line.folded)))
    return own, _Stretch(line, max((m + 1 for m in marks if m < at), default=0), between[0])


def _stop_before(figure: Scoped, page: Page) -> _Stretch | None:
    for number in range(figure.line.number - 1, max(-1, figure.line.number - 1 - REACH), -1):
        sentence = page.sentences[number]
        if any(True for _ in stops_in(page.folded[sentence.start : sentence.end], page.lang)):
            line = page.line(number)
            return _Stretch(line, 0, len(line.folded))
    return None


def _differ(one: _Stretch, other: _Stretch) -> bool:
    """True where both name a town, or both a firm, and none that the other names."""
    return any(_are_apart(_names(one, kind), _names(other, kind)) for kind in (PLACE, FIRM))


def _are_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not any(a in b or b in a or _is_inside(a, b) for a in one for b in other)


@lru_cache(maxsize=4096)
def _is_inside(one: str, other: str) -> bool:
    """True where one of two known places lies in the other."""
    left, right = places().find(one), places().find(other)
    if left is None or right is None:
        return False
    return places().within(left.id, right.id) or places().within(right.id, left.id)


def _names(stretch: _Stretch, kind: str) -> frozenset[str]:
    """What a stretch names: its firms but those that only speak, or its places below the country."""
    inside = (m for m in stretch.line.mentions if stretch.low <= m.start < stretch.high and m.kind == kind)
    return frozenset(m.name for m in inside if m.role != "source")

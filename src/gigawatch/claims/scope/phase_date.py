"""The dates of other phases: in 一期于2023年6月投产；二期规划30GWh the month is that of phase one alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from gigawatch.claims.scope.cue_table import cue_table, read_cues
from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.page import Line, Page
from gigawatch.claims.scope.stopped import part_number, stop_words

_PLANS = ("planned", "announced", "forecast")
_HINT = {"zh": "期", "en": "phase"}


@cache
def _list_before(lang: str) -> re.Pattern[str]:
    """What joins a phase to the one told right before it."""
    return re.compile("|".join(f"(?:{word})$" for word in read_cues("phase_date_cue")["list"][lang]))


def _cues(line: Line) -> Mapping[str, re.Pattern[str]]:
    return cue_table("phase_date_cue", line.lang)


def dates_of_others(figure: Scoped, page: Page) -> frozenset[str]:
    """The periods of a figure's sentence, and of the one before, that are told of another phase than the figure's.

    Empty where the figure is of no phase, or where its sentence tells of phases together.
    """
    line = figure.line
    if _HINT[line.lang] not in line.folded or _cues(line)["together"].search(line.folded):
        return frozenset()
    own = _phase_at(line, figure.start)
    if own is None:
        return frozenset()
    others = _told_of_others(line, own)
    opening = _of_step_of_other(figure, own)
    if line.number and not line.opens:
        before = page.line(line.number - 1)
        others |= _told_of_others(before, own) if _cues(line)["together"].search(before.folded) is None else frozenset()
    own_dates = {p.iso for p in line.periods if _phase_at(line, p.start) in (own, None)}
    return (others - own_dates) | opening


def _of_step_of_other(figure: Scoped, own: str) -> frozenset[str]:
    """The date that opens a sentence, before any phase, and is that of a step which another phase took: the plan of the
    figure's phase is not of that day. A day on which somebody tells of both is of both.
    """
    line = figure.line
    if figure.status not in _PLANS:
        return frozenset()
    named = list(stop_words(line.lang)["part"].finditer(line.folded, 0, figure.start))
    if not named or part_number(named[0].group()) in (own, None):
        return frozenset()
    first = named[0]
    mine = next((one.start() for one in named[1:] if part_number(one.group()) == own), figure.start)
    dates = [p.iso for p in line.periods if p.start < first.start()]
    if len(dates) != 1 or _cues(line)["tells"].search(line.folded, 0, first.start()):
        return frozenset()
    is_step = _cues(line)["done"].search(line.folded, first.end(), mine) is not None
    return frozenset(dates) if is_step else frozenset()


def _told_of_others(line: Line, own: str) -> frozenset[str]:
    return frozenset(p.iso for p in line.periods if _phase_at(line, p.start) not in (own, None))


def _phase_at(line: Line, at: int) -> str | None:
    """The phase that a sentence named last before an offset, by its number; None where it named none or several."""
    named = [*stop_words(line.lang)["part"].finditer(line.folded, 0, at)]
    if not named or _list_before(line.lang).search(line.folded, max(0, named[-1].start() - 20), named[-1].start()):
        return None
    return part_number(named[-1].group())

"""The day of a stop: what is cancelled has been so since then, not since its plan was announced."""

from __future__ import annotations

import re
from datetime import date

from gigawatch.claims.scope.history import OF_PROJECT, Scoped
from gigawatch.claims.scope.page import Line, Page
from gigawatch.claims.scope.stopped import CANCELLED, is_stopped_before, stop_words
from gigawatch.claims.status import status_cues
from gigawatch.quantity import FoundPeriod

WIDTH = {"en": 45, "zh": 24}
_AT_ONCE = {"en": re.compile(r"[\w\s]{0,12}$"), "zh": re.compile(r"(?:公告|宣布|披露|公布)?[，,]?(?:将|已|决定)*$")}


def date_stop(figure: Scoped, page: Page) -> None:
    """Gives a cancelled figure the day on which its text says that it was cancelled, if it says one.

    A date of another step, such as that of the announcement, is taken away; that of a deal tells which one it was.
    """
    if figure.measure not in OF_PROJECT or figure.status != CANCELLED:
        return
    is_before = status_cues(page.lang).project[CANCELLED].search(figure.line.folded) is None
    line = page.line(figure.line.number - 1) if is_before and is_stopped_before(figure, page) else figure.line
    days = list(dict.fromkeys(day for day in _days_of_stop(line) if _is_past(day, page.document.published)))
    if len(days) == 1:
        figure.period = days[0]
    elif stop_words(page.lang)["deal"].search(line.folded) is None and any(
        p.iso == figure.period and is_of_step(line.folded, line.lang, (p.start, p.end)) for p in line.periods
    ):
        figure.period = None


def _is_past(iso: str, today: date | None) -> bool:
    return today is None or iso[:10] <= today.isoformat()[: len(iso)]


def _days_of_stop(line: Line) -> list[str]:
    """The dates that stand with the words that cancel."""
    found = []
    for cue in status_cues(line.lang).project[CANCELLED].finditer(line.folded):
        behind = next((p for p in line.periods if p.start >= cue.end()), None)
        before = next((p for p in reversed(line.periods) if p.end <= cue.start()), None)
        told = _behind(line, cue.end(), behind) if line.lang == "en" else None
        found.append(told or _before(line, cue.start(), before))
    return [period.iso for period in found if period is not None]


def _behind(line: Line, end: int, period: FoundPeriod | None) -> FoundPeriod | None:
    """The date right behind an English word that cancels, no other step told in between."""
    if period is None or period.start - end > WIDTH["en"] or re.search(r"[;:]", line.folded[end : period.start]):
        return None
    return None if stop_words("en")["step"].search(line.folded, end, period.start) else period


def _before(line: Line, start: int, period: FoundPeriod | None) -> FoundPeriod | None:
    """The date before a word that cancels, no other step told of it."""
    if period is None or re.search(r"[;；:：]", line.folded[period.end : start]):
        return None
    return None if is_of_step(line.folded, line.lang, (period.start, period.end), start) else period


def is_of_step(folded: str, lang: str, dated: tuple[int, int], stop: int | None = None) -> bool:
    """True for a date that a sentence gives to another step than the stop at an offset: announced on 5 March."""
    step = stop_words(lang)["step"]
    if lang == "en":
        words = folded[max(0, dated[0] - WIDTH[lang]) : dated[0]]
        told = [*step.finditer(words)][-1:]
        if told and not re.search(r"[,;]", words[told[0].end() :]):
            return True
        return stop is not None and _is_step_between(folded, lang, dated[1], stop)
    high = min(len(folded), dated[1] + WIDTH[lang])
    return _is_step_between(folded, lang, dated[1], high if stop is None else stop)


def _is_step_between(folded: str, lang: str, low: int, high: int) -> bool:
    """True where a step is told between two offsets that is not of the stop itself: 宣布取消."""
    return any(
        _AT_ONCE[lang].fullmatch(folded, match.start(), high) is None
        for match in stop_words(lang)["step"].finditer(folded, low, high)
    )

"""The figures of a page in order, each given its scope."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from gigawatch.claims.phase_tied import phase_gapped, tied_phase
from gigawatch.claims.scope.chinese_owner import told_apart, told_owner
from gigawatch.claims.scope.closed_plant import tell_closed
from gigawatch.claims.scope.history import OF_PROJECT, History, Scoped, needed
from gigawatch.claims.scope.market import market_outlook
from gigawatch.claims.scope.measure import decide_measure
from gigawatch.claims.scope.money import measure_of_money
from gigawatch.claims.scope.own_state import states_of_others
from gigawatch.claims.scope.page import Line, Page
from gigawatch.claims.scope.period import decide_period
from gigawatch.claims.scope.place import decide_place
from gigawatch.claims.scope.place_behind import place_behind
from gigawatch.claims.scope.remainder import SHARE, tell_rest, whole_before
from gigawatch.claims.scope.sign import OPENING
from gigawatch.claims.scope.stake import is_stake_told
from gigawatch.claims.scope.status import decide_status
from gigawatch.claims.scope.step_date import begins, date_of_running
from gigawatch.claims.scope.stop_date import date_stop
from gigawatch.claims.scope.stopped import is_stopped_in_part, stops_in
from gigawatch.claims.scope.subject import decide_subject
from gigawatch.claims.scope.under_heading import heading_of, measure_under, tell_under
from gigawatch.claims.scope.weight import Classifier, Models, load_models
from gigawatch.claims.scope.work_begun import BUILDING, begun_beside, has_begun
from gigawatch.quantity import FoundQuantity, find_quantities

INSTALLED, OTHER = "installed", "other"
# The change in `cut by 8 GWh to 20 GWh`, and what it comes to.
_CHANGE = re.compile(r"\bby (?:about |around |some |nearly |over |up to )?$")
_NEW_VALUE = re.compile(r"(?: a year)? to (?:about |around |some |nearly |over |up to )?[$€£¥]?\d")
_RATES = re.compile(r"\bper (?:[kMG]Wh?|tonne|ton|kg)\b[^.]*:$")


def scoped_figures(page: Page) -> Iterator[Scoped]:
    """The figures of a page, nothing decided yet; durations are none."""
    figures = _figures(page)
    for at, (found, number) in enumerate(figures):
        figure = _scoped(found, page.line(number))
        if at + 1 < len(figures) and figures[at + 1][0].start < found.end:
            figure.whole = _scoped(figures[at + 1][0], figure.line)
        yield figure


def _scoped(found: FoundQuantity, line: Line) -> Scoped:
    return Scoped(found, line, found.start - line.sentence.start, found.end - line.sentence.start)


def _figures(page: Page) -> list[tuple[FoundQuantity, int]]:
    """The figures of a page, each with the number of its sentence."""
    starts = [sentence.start for sentence in page.sentences]
    return [
        (found, bisect_right(starts, found.start) - 1)
        for found in find_quantities(page.text, page.lang)
        if _is_figure(found, page.text)
    ]


def _is_figure(found: FoundQuantity, text: str) -> bool:
    """False for durations, and for sums that are rates."""
    if found.dimension == "time":
        return found.unit == "min"
    return found.dimension != "money" or not _is_rate(text, found.start)


def _is_rate(text: str, at: int) -> bool:
    """True for a sum in a list whose head says that all its sums are `per MW and month`: it is no total."""
    start = text.rfind("\n\n", 0, at) + 2
    head = text[start : max(start, text.find("\n", start))]
    return start > 1 and start + len(head) < at and _RATES.search(head) is not None


def _read_ahead(page: Page) -> None:
    """Reads the sentences that the figures need, all at once, which is faster than between one decision and the next.

    They are read in the order in which they would be asked for, for people and short names become known by it.
    """
    entered = -1
    for count, (_, number) in enumerate(_figures(page)):
        opening = range(min(OPENING, len(page.sentences))) if count == 0 else ()
        for wanted in (number, *needed(entered, number), *opening):
            page.line(wanted)
        entered = number - 1


def read_scopes(page: Page) -> Iterator[Scoped]:
    """The figures of a page with their measure, status, subject, place and period."""
    models, history = load_models(page.lang), History()
    _read_ahead(page)
    for figure in scoped_figures(page):
        history.enter(page, figure.line)
        decide_scope(figure, history, page, models)
        history.take(figure)
        yield figure


def _told_before_stop(figure: Scoped) -> str | None:
    """The period of a whole that goes on, unless it is that of the stop of its part, or that to which it is put off."""
    line = figure.line
    first = min((start for start, _ in stops_in(line.folded, line.lang)), default=figure.start)
    told = any(p.iso == figure.period and p.end <= min(first, figure.start) for p in line.periods)
    return figure.period if told else None


def _follows_list(figure: Scoped, before: Scoped | None) -> bool:
    """Gives a figure of a list whose verb is told once the scope of the one before; False where it is in none."""
    figure.phase = phase_gapped(figure, before)
    if figure.phase is None or before is None:
        return False
    figure.subject, figure.subject_kind, figure.status = before.subject, before.subject_kind, before.status
    figure.place, figure.period, figure.object = before.place, before.period, before.object
    return True


def _tell_measure(figure: Scoped, history: History, page: Page, classifier: Classifier, heading: Line | None) -> None:
    """Gives a figure its measure; words around it or the heading over its list may tell more than was weighed."""
    figure.measure = decide_measure(figure.whole or figure, history, page.lang, classifier)
    if page.lang == "en":
        folded = figure.line.folded
        if figure.measure == INSTALLED and tied_phase(folded, (figure.start, figure.end)):
            figure.measure = "capacity"  # what a phase of a plant has is what it can make
        if figure.measure in OF_PROJECT and _CHANGE.search(folded[: figure.start]):
            figure.measure = OTHER if _NEW_VALUE.match(folded, figure.end) else figure.measure
        if figure.measure == "investment":
            figure.measure = measure_of_money(figure)
        figure.beside = whole_before(figure, history)
    figure.measure = measure_under(figure, heading) if heading else figure.measure
    is_stake = figure.measure in (OTHER, "growth") and is_stake_told(figure)
    figure.measure = SHARE if figure.beside or is_stake else figure.measure


def decide_scope(figure: Scoped, history: History, page: Page, models: Models) -> None:
    """Gives a figure its measure, status, subject, place and period, each with those before it in mind."""
    choose, classify = models
    heading = heading_of(figure, page)
    _tell_measure(figure, history, page, classify["measure"], heading)
    if page.lang == "en" and _follows_list(figure, history.figure):
        return
    owner = told_owner(figure) if page.lang == "zh" else None
    held = told_apart(figure, owner, history) if owner else history
    figure.status = decide_status(figure, held, page, classify["status"])
    running = date_of_running(figure, page.document.published)
    if running and figure.status == BUILDING:
        figure.status = "operating"
    subject = decide_subject(figure, owner, history, page, choose["subject"])
    figure.subject, figure.subject_kind = subject.name, subject.kind
    figure.place = None if figure.is_stake else decide_place(figure, history, page, choose["place"])
    figure.place = figure.place or place_behind(figure, page)
    if others := states_of_others(figure, page):
        figure.status = decide_status(figure, held, page, classify["status"], others)
    figure.status = BUILDING if has_begun(figure, page) else begun_beside(figure)
    figure.period = decide_period(figure, held, page, choose["period"])
    if heading:
        tell_under(figure, heading)
    figure.status, figure.period = market_outlook(figure)
    if running and figure.status == "operating" and (figure.period is None or begins(figure, figure.period)):
        figure.period = running
    if figure.measure in OF_PROJECT and is_stopped_in_part(figure):
        figure.period = _told_before_stop(figure)
    date_stop(figure, page)
    tell_closed(figure, page)
    if figure.beside and not figure.is_stake:
        tell_rest(figure, figure.beside)

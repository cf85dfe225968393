"""How far a figure has come, told by the words of its clause, its sentence and what the text opened with."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.claims.denial import HINTS, REFUSED, UPHELD, deny
from gigawatch.claims.scope.chinese_state import (
    BUILT,
    are_to_begin,
    has_not_begun,
    has_opened,
    is_of_other_phase,
    is_to_come,
    is_whole_to_come,
)
from gigawatch.claims.scope.chinese_telling import is_to_be_signed, plainly_told
from gigawatch.claims.scope.due_date import DELAYED, is_put_off
from gigawatch.claims.scope.history import OF_PROJECT, History, Scoped, group_of
from gigawatch.claims.scope.page import Line, Page
from gigawatch.claims.scope.plain import (
    OF_STATE,
    is_complete,
    is_plainly_ahead,
    is_to_be_built,
    plain_state,
    tells_building,
)
from gigawatch.claims.scope.sign import opening_states, signs_of
from gigawatch.claims.scope.spending import says_spent
from gigawatch.claims.scope.staff import are_promised, works_there
from gigawatch.claims.scope.stopped import (
    CANCELLED,
    STOPPED,
    goes_on,
    is_ahead,
    is_stopped_before,
    is_stopped_in_part,
    leaves_out,
)
from gigawatch.claims.scope.weight import EVERYWHERE, Classifier, within
from gigawatch.claims.status import LADDER, outlook, stopped_at

STATUSES = (
    "announced",
    "signed",
    "under_construction",
    "operating",
    "planned",
    "cancelled",
    "delayed",
    "reported",
    "forecast",
)
TO_COME = frozenset({"announced", "signed", "planned", "forecast"})
RUNNING = frozenset({"operating", "reported"})
NOTHING: frozenset[str] = frozenset()
SPOKEN = 5_000  # characters up to a figure in which its text may speak of building


def rule_status(figure: Scoped, history: History, page: Page) -> str:
    """What the plain rules say: the clause's own state, else that of the words before, else of the opening."""
    line, lang = figure.line, page.lang
    low, high = line.clause_span(figure.start)
    signs = signs_of(line)
    near = signs.states(max(0, figure.start - 90), high)
    of_project = figure.measure in OF_PROJECT or figure.measure == "contract_value"
    if of_project and (stopped := next((s for s in ("cancelled", "delayed") if s in near), None)):
        return stopped
    ahead = outlook(line.folded[low:high], lang)
    if not of_project or figure.measure == "jobs":
        return ahead or ("forecast" if figure.measure == "jobs" and not signs.states(low, high) else "reported")
    for stretch in ((low, high), (0, low)):
        told = signs.states(*stretch)
        if told:
            return next((s for s in LADDER if s in told), "announced")
    before = history.figure
    if before is not None and line.number - before.line.number <= 1 and before.status not in ("reported", "forecast"):
        return before.status
    opening = () if history.is_apart else opening_states(page)
    return next((s for s in LADDER if s in opening), ahead or "announced")


def status_features(figure: Scoped, history: History, page: Page) -> list[str]:
    """The features of a figure for its status, as the weights name them."""
    groups = (EVERYWHERE, group_of(figure.measure))
    return [*within(_told(figure, history, page), groups), *_of_measure(figure, history, page)]


def _of_measure(figure: Scoped, history: History, page: Page) -> list[str]:
    """The features that hold the measure already, and what the plain rules say."""
    measure, states = figure.measure, signs_of(figure.line).states(*figure.line.clause_span(figure.start))
    rule = rule_status(figure, history, page)
    return [f"rule:{rule}", f"m:{measure}", *[f"m:{measure}|{state}" for state in states]]


def _told(figure: Scoped, history: History, page: Page) -> list[str]:
    """The features of what is told around a figure, of the figure before and of the sentences before."""
    line = figure.line
    low, high = line.clause_span(figure.start)
    signs = signs_of(line)
    features = ["1", *figure.around]
    features += [f"c:{word}" for word in signs.words(low, figure.start)]
    features += [f"ca:{word}" for word in signs.words(figure.end, high)]
    features += [f"s:{word}" for word in dict.fromkeys(signs.words(max(0, low - 90), low))]
    features += [f"sa:{word}" for word in dict.fromkeys(signs.words(high, high + 50))]
    own = signs.states(low, high)
    features += [f"st:{state}" for state in own] if own else [f"sb:{state}" for state in signs.states(0, low)]
    features += _ahead(line, page, low, high)
    features += _before(figure, history)
    if line.number and not history.is_apart:
        features += [f"l:{state}" for state in dict.fromkeys(signs_of(page.line(line.number - 1)).told)]
    if not history.is_apart:
        features += [f"o:{state}" for state in opening_states(page)]
    return features


def _ahead(line: Line, page: Page, low: int, high: int) -> Sequence[str]:
    """Whether the sentence, or the clause between two offsets, names a year after that of publication."""
    today = page.document.published
    ahead = [p for p in line.periods if today and p.iso[:4].isdigit() and int(p.iso[:4]) > today.year]
    if not ahead:
        return ()
    return ("ahead", "ahead:c") if any(low <= p.start < high for p in ahead) else ("ahead",)


def _before(figure: Scoped, history: History) -> list[str]:
    """The status of the figure before, and how near it stands."""
    before, line = history.figure, figure.line
    if before is None:
        return []
    same = "s" if before.line is line else "n" if line.number - before.line.number == 1 else "f"
    features = [f"p:{before.status}:{same}"]
    if same == "s" and line.clause(before.start) == line.clause(figure.start):
        features.append(f"pc:{before.status}")
    return features


def _denied(figure: Scoped) -> str | None:
    """What an English sentence says no to of a figure."""
    folded = figure.line.folded
    if not any(map(folded.__contains__, HINTS)):
        return None
    return deny(folded[: figure.start], folded[figure.end :])


def _is_spent(figure: Scoped) -> bool:
    folded = figure.line.folded
    return says_spent(folded[: figure.start], folded[figure.end :], figure.line.lang)


def decide_status(
    figure: Scoped, history: History, page: Page, classifier: Classifier, others: frozenset[str] = NOTHING
) -> str:
    """The status of a figure; a project plainly stopped, running or planned beside it needs no weighing.

    `others` are states that its text tells of something else.
    """
    denied = figure.denied = _denied(figure) if page.lang == "en" and figure.measure in OF_PROJECT else None
    is_of_project = figure.measure in OF_PROJECT
    figure.goes_on = is_in_part = is_of_project and is_stopped_in_part(figure)
    is_stopped = is_of_project and denied != UPHELD and not others & STOPPED and not figure.goes_on
    if is_stopped and (stopped := _stopped(figure, page, denied)):
        return stopped
    features = _told(figure, history, page) + _of_measure(figure, history, page)
    groups = (EVERYWHERE, group_of(figure.measure))
    weighed, barred = classifier.choose(features, _without(others), groups), others
    if is_of_project and (weighed in STOPPED or leaves_out(figure)) and goes_on(figure, page):
        figure.goes_on = True
    if figure.goes_on:
        barred = (
            others | STOPPED | (RUNNING | {"under_construction"} if is_in_part or is_ahead(figure) else frozenset())
        )
        weighed = classifier.choose(features, _without(barred), groups)
    if weighed in TO_COME and (works_there(figure) or (figure.measure == "investment" and _is_spent(figure))):
        return "reported"
    if denied == UPHELD and weighed in ("cancelled", "delayed"):
        return "announced"
    before = _sentence_before(figure, page)
    if page.lang == "en":
        if is_complete(figure, before) and weighed not in STOPPED:
            return "operating"
        if figure.measure in OF_STATE and is_plainly_ahead(figure):
            is_begun = _speaks_of_building(figure, page) and not is_to_be_built(figure)
            barred |= RUNNING if is_begun else RUNNING | {"under_construction"}
            weighed = classifier.choose(features, _without(barred), groups) if weighed in barred else weighed
        plain = plain_state(figure, weighed, before)
        return "planned" if plain == "forecast" and are_promised(figure) else plain
    told = "planned" if are_to_begin(figure) else plainly_told(figure, history)
    own = _barred(figure, weighed, before) if figure.measure in BUILT and told is None else frozenset()
    chosen = classifier.choose(features, _without(own | barred), groups) if own else weighed
    chosen = "announced" if chosen == "signed" and is_to_be_signed(figure) else chosen
    return told if told is not None and told not in barred else chosen


def _speaks_of_building(figure: Scoped, page: Page) -> bool:
    """True where a text speaks of building up to the end of a figure's sentence."""
    end = figure.line.sentence.end
    return tells_building(page.folded[max(0, end - SPOKEN) : end])


def _without(barred: frozenset[str]) -> list[str]:
    """The states that are left."""
    return [status for status in STATUSES if status not in barred]


def _sentence_before(figure: Scoped, page: Page) -> str:
    """The sentence before a figure's, folded; empty where the figure's opens the text or a paragraph."""
    line = figure.line
    if line.opens or not line.number:
        return ""
    before = page.sentences[line.number - 1]
    return page.folded[before.start : before.end]


def _stopped(figure: Scoped, page: Page, denied: str | None) -> str | None:
    """Cancelled or delayed where a figure's sentence, or the one before, plainly stops it and no other part."""
    stopped = stopped_at(figure.line.folded, page.lang, (figure.start, figure.end))
    if denied != REFUSED and stopped and goes_on(figure, page):
        figure.goes_on = True
        return None
    if stopped is None and denied != REFUSED and is_put_off(figure):
        return DELAYED
    return stopped or (CANCELLED if denied == REFUSED or is_stopped_before(figure, page) else None)


def _barred(figure: Scoped, status: str, before: str) -> frozenset[str]:
    """The states that Chinese grammar rules out for a plant's figure which was given `status`."""
    if status in (*RUNNING, "under_construction") and is_whole_to_come(figure):
        return RUNNING | {"under_construction"}
    if status in RUNNING and (is_to_come(figure) or is_of_other_phase(figure, before)):
        return RUNNING
    if status in (*RUNNING, "under_construction") and has_not_begun(figure):
        return RUNNING | {"under_construction"}
    is_open = figure.measure == "capacity" and status != "operating" and has_opened(figure, before)
    return frozenset(STATUSES) - {"operating"} if is_open else frozenset()

"""How far a figure has come, told by the words of its clause, its sentence and what the text opened with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gigawatch.claims.scope.history import History, Scoped, group_of
from gigawatch.claims.scope.page import Line, Page
from gigawatch.claims.scope.surround import words_after, words_before
from gigawatch.claims.scope.weight import Classifier
from gigawatch.claims.status import status_cues

STATUSES = ("announced", "signed", "under_construction", "operating", "planned", "cancelled", "delayed", "reported", "forecast")
_TENSE = {
    "en": re.compile(
        r"\b(will|would|could|may|might|should|has|have|had|is|are|was|were|being|be|been|to|by|expect\w*|plan\w*|aim\w*|target\w*|intend\w*|propos\w*|estimat\w*|forecast\w*"
        r"|project(?:ed|s)|predict\w*|announc\w*|said|says|invest(?:ed|ing|s)?|built|building|open(?:ed|s)?|start\w*|began|begin\w*|complet\w*|operat\w*|produc\w+|sign\w*|agree\w*"
        r"|rose|fell|grew|reached|total\w*|accounted|up|down|year-on-year|capacity|currently|current|existing|already|now|once|when|after|if|potential|maximum|goal|initial\w*|first|second|phase"
        r"|cancel\w*|scrap\w*|delay\w*|postpon\w*|paus\w*|halt\w*|suspend\w*|instead|previous\w*|original\w*|reduc\w*|cut|secur\w*|rais\w*|receiv\w*|award\w*|approv\w*|create\w*|employ\w*)\b"
    ),
    "zh": re.compile(
        r"将|拟|预计|计划|规划|力争|目标|有望|预测|或将|可|已|了|正在|正式|目前|现有|拥有|具备|形成|建成|投产|达产|投运|开工|奠基|动工|在建|建设|封顶|签约|签署|签订|协议|公告|宣布|披露"
        r"|同比|环比|增长|下降|达到|达|实现|完成|累计|占|为|约|推迟|延期|终止|取消|暂停|解除|原|总投资|投资|项目|一期|二期|后|到|全面|今年|去年|明年|以来|截至|设计|年产|新增|落地|落户|启动|量产|交付|批复|备案|中标|收购"
    ),
}


@cache
def _patterns(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(status_cues(lang).project.items())


def _states(line: Line, start: int, end: int) -> list[str]:
    return [name for name, pattern in _patterns(line.lang) if pattern.search(line.folded, start, end)]


def status_features(figure: Scoped, history: History, page: Page) -> Iterator[str]:
    """The features of a figure for its status."""
    line, lang = figure.line, page.lang
    group = group_of(figure.measure)
    for feature in _features(figure, history, page):
        yield feature
        yield f"{group}|{feature}"
    yield f"m:{figure.measure}"
    yield from (f"m:{figure.measure}|{state}" for state in _states(line, *line.clause_span(figure.start)))


def _features(figure: Scoped, history: History, page: Page) -> Iterator[str]:
    line, lang, today = figure.line, page.lang, page.document.published
    low, high = line.clause_span(figure.start)
    for word in _TENSE[lang].findall(line.folded, low, figure.start):
        yield f"c:{word}"
    for word in _TENSE[lang].findall(line.folded, figure.end, high):
        yield f"ca:{word}"
    for word in set(_TENSE[lang].findall(line.folded, max(0, low - 90), low)):
        yield f"s:{word}"
    for word in set(_TENSE[lang].findall(line.folded, high, high + 50)):
        yield f"sa:{word}"
    own = _states(line, low, high)
    for state in own:
        yield f"st:{state}"
    if not own:
        for state in _states(line, 0, low):
            yield f"sb:{state}"
    ahead = [p for p in line.periods if today and p.iso[:4].isdigit() and int(p.iso[:4]) > today.year]
    if ahead:
        yield "ahead"
        if any(low <= p.start < high for p in ahead):
            yield "ahead:c"
    before = history.figure
    if before is not None:
        same = "s" if before.line is line else "n" if line.number - before.line.number == 1 else "f"
        yield f"p:{before.status}:{same}"
        if before.line.clause(before.start) == line.clause(figure.start) and same == "s":
            yield f"pc:{before.status}"
    if line.number:
        previous = page.line(line.number - 1)
        for state in _states(previous, 0, len(previous.folded)):
            yield f"l:{state}"
    for state in opening_states(page):
        yield f"o:{state}"
    yield "1"
    yield from words_before(line, figure.start, lang)
    yield from words_after(line, figure.end, lang)


def opening_states(page: Page) -> list[str]:
    """The states that the title and the first two sentences speak of."""
    known = page.opening
    if known is None:
        found: dict[str, None] = {}
        for number in range(min(2, len(page.sentences))):
            line = page.line(number)
            found.update(dict.fromkeys(_states(line, 0, len(line.folded))))
        page.opening = known = list(found)
    return known


def decide_status(figure: Scoped, history: History, page: Page, classifier: Classifier | None) -> str:
    """The status of a figure."""
    if classifier is None:
        return "reported"
    return classifier.choose(status_features(figure, history, page), STATUSES)

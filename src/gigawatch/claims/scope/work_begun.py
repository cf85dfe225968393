"""Plants whose building has begun: `began construction of a $4 billion plant`, `It began in May` behind one."""

from __future__ import annotations

import re

from gigawatch.claims.scope.history import OF_PROJECT, Scoped
from gigawatch.claims.scope.page import Page

TO_COME = frozenset({"announced", "planned"})
BUILDING = "under_construction"
_NOT_BUILT = TO_COME | {"signed", "reported", "forecast"}
REACH = 2  # sentences behind a figure, of its paragraph, in which the building of its plant may be told
_BEGUN = re.compile(
    r"(?:construction|building work|work|groundwork)"
    r"(?: (?:on|of|at) (?:it|the (?:(?!first|second|third|other|pilot)[\w-]+ ){0,2}"
    r"(?:plant|factory|site|project|facility)))?"
    r" (?:began|begun|started|commenced|has (?:begun|started|commenced)|is (?:already )?under ?way)\b"
    r"(?![^.;]{0,60}\b(?:separate|another|other|there|halted|suspended|study)\b)"
)
_BEGINS = re.compile(
    r"(?<!to\s)(?<!to\shave\s)(?<!not\s)(?<!yet\s)(?<!plan\s)\b(?:br(?:oke|oken|eaks)\s+ground\s+(?:on|for)"
    r"|(?:began|begun|started|commenced)\s+(?:the\s+)?(?:construction|building|work)(?:\s+(?:of|on|at))?)"
    r"\s+(?:(?!(?:to|and|where|which|that|for|plans?|stud\w+|designs?|talks|permits?)\b)[\w’'&-]+\s+){0,6}$"
)
_TO_BEGIN = re.compile(
    r"\b(?:hopes?|plans?|planned|aims?|wants?|intends?|expects?|expected|due|set|ready|prepar\w+|will|would|yet|scheduled)"
    r"\s+(?:to\s+)?"
    r"(?:break\s+ground\s+(?:on|for)|(?:begin|start|commence)\s+(?:the\s+)?(?:construction|building|work)(?:\s+(?:of|on|at))?)"
    r"\s+(?:(?!and\b|which\b|that\b)[\w’'&-]+\s+){0,6}$"
)


def begun_beside(figure: Scoped) -> str:
    """How far a plant has come by the words right before its figure: `broke ground on an over $200 million expansion`
    builds it, `hopes to begin construction of a 10 GWh plant` does not; else the state that the figure has."""
    folded = figure.line.folded
    if figure.line.lang != "en" or figure.measure not in OF_PROJECT:
        return figure.status
    low = max(0, figure.start - 120)
    if figure.status in _NOT_BUILT and _BEGINS.search(folded, low, figure.start):
        return BUILDING
    is_ahead = figure.status == BUILDING and _TO_BEGIN.search(folded, low, figure.start)
    return "planned" if is_ahead else figure.status


def has_begun(figure: Scoped, page: Page) -> bool:
    """True where a plant's figure is told as to come and a sentence behind it begins with the start of building."""
    if page.lang != "en" or figure.measure not in OF_PROJECT or figure.status not in TO_COME:
        return False
    return any(_BEGUN.match(folded) for folded in _behind(figure, page))


def _behind(figure: Scoped, page: Page) -> list[str]:
    """The sentences behind a figure in its paragraph, as far as they may speak of its plant."""
    found: list[str] = []
    first = figure.line.number + 1
    for number in range(first, min(first + REACH, len(page.sentences))):
        between = page.text[page.sentences[number - 1].end : page.sentences[number].start]
        if "\n\n" in between:
            break
        found.append(page.line(number).folded)
    return found

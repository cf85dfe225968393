"""Firms told only as somebody else's: `X's rival plans 30 GWh` and `Its parent's income` are not X's.

A subsidiary is left to its parent, of which it is a part.
"""

from __future__ import annotations

import re

from gigawatch.claims.facility import is_owner_of_plant
from gigawatch.claims.scope.candidate import OUT, Candidate
from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.mention import FIRM
from gigawatch.claims.scope.page import Page

_KIN = (
    r"(?:(?!and\b|or\b)[a-z-]+\s){0,2}?(?:rival|competitor|parent(?:\s(?:company|group|firm))?|supplier|customer|shareholder"
    r"|partner|owner|lender|neighbou?r)"
)
_ENDS = r"(?=['’]s?\s|,?\s|,)"
_OF_NAMED = re.compile(rf"['’]s?\s{_KIN}{_ENDS}")
_OF_TOLD = re.compile(rf"(?:its|their|the\s(?:company|group|firm|maker)['’]s)\s{_KIN}{_ENDS}")
_MARK = re.compile(r"[\s,]*")
_JOINS = re.compile(r"['’]?s?\s(?:and|or)\b")
_TAKES = re.compile(
    r"\b(?:buys?|buying|bought|acquir\w+|acquisition|purchas\w+|(?:take[ns]?|taking|took)\sover|rent\w*|leas\w+)\b"
)
_OF_SITE = frozenset({"capacity", "area", "vehicles"})


def without_possessor(figure: Scoped, chosen: Candidate) -> Candidate:
    """The firm named behind `X's rival` or `its parent` at the head of a sentence, else nobody; not X."""
    line = figure.line
    if line.lang != "en" or chosen.kind != FIRM:
        return chosen
    head = next((m for m in line.mentions if m.kind == FIRM and m.start <= line.head + 1), None)
    if head is not None:
        told = _OF_NAMED.match(line.folded, head.end) if head.name == chosen.name else None
    else:
        told = _OF_TOLD.match(line.folded, line.head) if chosen.where == OUT else None
    if told is None or told.end() > figure.start or _JOINS.match(line.folded, told.end()):
        return chosen
    named = (m for m in line.mentions if m.kind == FIRM and told.end() <= m.start)
    follows = next((m for m in named if _MARK.fullmatch(line.folded, told.end(), m.start)), None)
    return Candidate(follows.name, FIRM) if follows is not None else Candidate(None, "none")


def owner_of_its_plant(figure: Scoped, chosen: Candidate, page: Page) -> Candidate:
    """The one firm whose plant the sentence before names, where `It has 30 GWh` was given to another firm.

    Who buys a plant has it: `X bought Y's plant. It has 30 GWh`.
    """
    line = figure.line
    is_its = line.lang == "en" and line.number > 0 and line.folded.startswith("it ", line.head)
    if not is_its or figure.measure not in _OF_SITE or chosen.kind != FIRM or chosen.where != OUT:
        return chosen
    told = page.line(line.number - 1)
    text = told.sentence.text
    owners = {m.name for m in told.mentions if m.kind == FIRM and is_owner_of_plant(text, m.start, m.end)}
    if len(owners) != 1 or chosen.name in owners or _TAKES.search(told.folded) is not None:
        return chosen
    return Candidate(owners.pop(), FIRM)

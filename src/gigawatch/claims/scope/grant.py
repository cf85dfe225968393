"""Grants and loans of public bodies: who receives one, and which amounts of a sentence are not the giver's."""

from __future__ import annotations

import re

from gigawatch.claims.scope.history import History, Scoped
from gigawatch.claims.scope.mention import FIRM, Mention
from gigawatch.claims.scope.public_body import country_of_body

_AMOUNT_BEFORE = re.compile(r"\d[\d.,]*\s?(?:million|billion|m|bn)?\s(?:us\s|u\.s\.\s)?$")
_GIVEN = re.compile(r"\s(?:[a-z]+\s)?(?:grant|loan|award|subsidy|loan\sguarantee)\b")
_OF_PLANT = frozenset({"capacity", "jobs", "vehicles", "area"})
_TO = re.compile(r"\b(?:to|for)\s(?:the\s)?$")


def receiver_told(figure: Scoped, giver: str | None, history: History) -> Mention | None:
    """The firm to which a public body gave money right before, whose plant a figure without a firm of its own is of.

    `giver` is whose the figure would be else.
    """
    before, line = history.figure, figure.line
    if before is None or before.subject != giver or figure.measure not in _OF_PLANT or country_of_body(giver) is None:
        return None
    if line.number - before.line.number > 1 or (line is not before.line and any(m.kind == FIRM for m in line.mentions)):
        return None
    told = before.line
    given = (m for m in told.mentions if m.kind == FIRM and m.start > before.end and m.name != before.subject)
    return next((m for m in given if _TO.search(told.folded, 0, m.start)), None)


def is_giver_of_other(mention: Mention, figure: Scoped) -> bool:
    """True for the giver told between another amount and its kind: `with a $178 million |DOE| grant`."""
    folded = figure.line.folded
    if _GIVEN.match(folded, mention.end) is None:
        return False
    amount = _AMOUNT_BEFORE.search(folded, max(0, mention.start - 24), mention.start)
    return amount is not None and not figure.start <= amount.start() < figure.end

"""Public bodies: whose country is known, and which amounts of a sentence are theirs."""

from __future__ import annotations

import re
from functools import cache

from gigawatch.claims.scope.cue_table import read_cues
from gigawatch.claims.scope.history import History, Scoped
from gigawatch.claims.scope.mention import COUNTRY, FIRM, PLACE, Mention

_AMOUNT_BEFORE = re.compile(r"\d[\d.,]*\s?(?:million|billion|m|bn)?\s(?:us\s|u\.s\.\s)?$")
_GIVEN = re.compile(r"\s(?:[a-z]+\s)?(?:grant|loan|award|subsidy|loan\sguarantee)\b")
_OF_PLANT = frozenset({"capacity", "jobs", "vehicles", "area"})
_TO = re.compile(r"\b(?:to|for)\s(?:the\s)?$")


@cache
def _countries() -> dict[str, str]:
    return {name: country for country, names in read_cues("public_body").items() for name in names}


def country_of_giver(figure: Scoped) -> str | None:
    """The country of the public body that a figure is of, where its sentence names no place."""
    if any(mention.kind in (PLACE, COUNTRY) for mention in figure.line.mentions):
        return None
    return _countries().get(_plain(figure.subject))


def _plain(name: str | None) -> str:
    return (name or "").removeprefix("US ").removeprefix("U.S. ")


def receiver_told(figure: Scoped, giver: str | None, history: History) -> Mention | None:
    """The firm to which a public body gave money right before, whose plant a figure without a firm of its own is of.

    `giver` is whose the figure would be else.
    """
    before, line = history.figure, figure.line
    if (
        before is None
        or before.subject != giver
        or figure.measure not in _OF_PLANT
        or _plain(giver) not in _countries()
    ):
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

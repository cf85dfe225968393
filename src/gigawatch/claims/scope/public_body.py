"""Public bodies: whose country is known, and which amounts of a sentence are theirs."""

from __future__ import annotations

import re
from functools import cache

from gigawatch.claims.scope.cue_table import read_cues
from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.mention import COUNTRY, PLACE, Mention

_AMOUNT_BEFORE = re.compile(r"\d[\d.,]*\s?(?:million|billion|m|bn)?\s(?:us\s|u\.s\.\s)?$")
_GIVEN = re.compile(r"\s(?:[a-z]+\s)?(?:grant|loan|award|subsidy|loan\sguarantee)\b")


@cache
def _countries() -> dict[str, str]:
    return {name: country for country, names in read_cues("public_body").items() for name in names}


def country_of_giver(figure: Scoped) -> str | None:
    """The country of the public body that a figure is of, where its sentence names no place."""
    if any(mention.kind in (PLACE, COUNTRY) for mention in figure.line.mentions):
        return None
    return _countries().get((figure.subject or "").removeprefix("US ").removeprefix("U.S. "))


def is_giver_of_other(mention: Mention, figure: Scoped) -> bool:
    """True for the giver told between another amount and its kind: `with a $178 million |DOE| grant`."""
    folded = figure.line.folded
    if _GIVEN.match(folded, mention.end) is None:
        return False
    amount = _AMOUNT_BEFORE.search(folded, max(0, mention.start - 24), mention.start)
    return amount is not None and not figure.start <= amount.start() < figure.end

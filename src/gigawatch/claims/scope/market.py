"""What an English sentence tells of a market and not whose it is: `By 2025, the market for cells may be worth ...`."""

from __future__ import annotations

import re

from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.mention import COUNTRY, FIRM, GROUP, PLACE
from gigawatch.claims.scope.worldwide import is_owned

_TOLD = re.compile(
    r"(?:(?:by|in)\s+(?P<year>20\d\d),?\s+)?(?:the\s+)?(?:[\w-]+\s+){0,2}?(?:market|demand|supply|need)\s+(?:for|of)\s[^.;]{3,80}?"
    r"\b(?:(?P<ahead>may|will|could|would|might)\s+)?(?:need\s+to\s+|be\s+expected\s+to\s+)?"
    r"(?:be\s+worth|is\s+worth|was\s+worth|reach\w*|total\w*|amount\w*\s+to|gr[eo]w\s+to|rise\s+to|rose\s+to|increase\s+by|exceed\w*)\b"
    r"(?![^;]*\b(?:so|invest\w*|put|jobs|led)\b)"
)
_NAMES = frozenset({FIRM, GROUP, PLACE, COUNTRY})


def _told(figure: Scoped) -> re.Match[str] | None:
    line = figure.line
    if line.lang != "en" or any(m.kind in _NAMES and m.start < figure.start for m in line.mentions):
        return None
    told = _TOLD.match(line.folded, line.head, figure.start) if figure.measure != "jobs" else None
    return None if told is None or is_owned(figure) else told


def is_of_market(figure: Scoped) -> bool:
    """True for a figure of a market that its sentence gives to nobody."""
    return _told(figure) is not None


def market_outlook(figure: Scoped) -> tuple[str, str | None]:
    """The status and period of a figure: a forecast of the opening's year where a market `may` be so."""
    told = _told(figure)
    if told is None or not told["ahead"]:
        return figure.status, figure.period
    return "forecast", told["year"] or figure.period

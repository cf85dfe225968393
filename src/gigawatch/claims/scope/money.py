"""What an English sum measures that was taken to be put into something: a market's worth, a gain, a firm's value."""

from __future__ import annotations

import re

from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.market import is_of_market

_RESULT = re.compile(
    r"\b(?:gains?|charges?|impairments?|write-?(?:downs?|offs?)|loss(?:es)?|dividends?|profits?|income|ebitda)\s(?:of|was|were|at|totall?ed)\s"
    r"(?:[a-z]+\s){0,2}$|\bvalu(?:e[sd]?|ing)\s(?:[\w’'-]+\s){1,5}at\s(?:[a-z]+\s){0,2}$"
)
REACH = 60  # characters before a sum in which its result is named


def measure_of_money(figure: Scoped) -> str:
    """`revenue` for what a market is worth, `other` for a gain or a valuation, else the measure as it is."""
    if is_of_market(figure):
        return "revenue"
    is_result = _RESULT.search(figure.line.folded, max(0, figure.start - REACH), figure.start) is not None
    return "other" if is_result else figure.measure

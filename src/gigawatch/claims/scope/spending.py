"""Money that a text says is spent already: some of an investment as it stands, no plan for one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from gigawatch.claims.alternation import either
from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.status import spent_words

REACH = {"en": 60, "zh": 40}
INVESTMENT = "investment"
_AHEAD = {"en": re.compile(r"\b(?:will|would|to) (?:\w+ )?$"), "zh": re.compile("(?:将|拟|预计|计划)[^，,。；;]{0,6}$")}


@dataclass(frozen=True, slots=True)
class Spent:
    """The compiled words of one language: before money, behind it, and those that the sentence needs as well."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    until: re.Pattern[str] | None


def is_spent(figure: Scoped) -> bool:
    """True for `has invested 210 million euros so far` and 截至3月底已投入2.1亿欧元."""
    if figure.measure != INVESTMENT:
        return False
    line, words = figure.line, _spent(figure.line.lang)
    low = max(0, figure.start - REACH[line.lang])
    told = words.before.search(line.folded, low, figure.start)
    if told is None:
        return words.behind.match(line.folded, figure.end) is not None
    is_ahead = _AHEAD[line.lang].search(line.folded, low, told.start()) is not None
    return not is_ahead and (words.until is None or words.until.search(line.folded) is not None)


@cache
def _spent(lang: str) -> Spent:
    told = spent_words(lang)
    gap, edge = (r"\s*", r"\b") if lang == "en" else ("", "")
    until = rf"\b(?:{either(told['until'])})\b" if told["until"] else None
    return Spent(
        re.compile(rf"{edge}(?:{either(told['before'])}){gap}$"),
        re.compile(rf"{gap}(?:{either(told['behind'])})"),
        re.compile(until) if until else None,
    )

"""Money that a text says is spent already: some of an investment as it stands, no plan for one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from gigawatch.claims.alternation import either
from gigawatch.claims.status import spent_words

REACH = {"en": 70, "zh": 40}
_AHEAD = {"en": re.compile(r"\b(?:will|would|to) (?:\w+ )?$"), "zh": re.compile("(?:将|拟|预计|计划)[^，,。；;]{0,6}$")}


@dataclass(frozen=True, slots=True)
class _Words:
    """The compiled words of one language: before money, behind it, and those that the sentence needs as well."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    until: re.Pattern[str] | None


def says_spent(before: str, after: str, lang: str) -> bool:
    """True where the words of a sentence in lower case, before and behind an amount, say that it is spent.

    >>> says_spent("ostra has invested ", " in its plant so far", "en"), says_spent("截至3月底已投入", "。", "zh")
    (True, True)
    """
    words, low = _words(lang), max(0, len(before) - REACH[lang])
    told = words.before.search(before, low)
    if told is None:
        return words.behind.match(after) is not None
    is_ahead = _AHEAD[lang].search(before, low, told.start()) is not None
    is_until = words.until is None or words.until.search(before) or words.until.search(after)
    return not is_ahead and bool(is_until)


@cache
def _words(lang: str) -> _Words:
    told = spent_words(lang)
    gap, edge = (r"\s*", r"\b") if lang == "en" else ("", "")
    until = rf"\b(?:{either(told['until'])})\b" if told["until"] else None
    return _Words(
        re.compile(rf"{edge}(?:{either(told['before'])}){gap}$"),
        re.compile(rf"{gap}(?:{either(told['behind'])})"),
        re.compile(until) if until else None,
    )

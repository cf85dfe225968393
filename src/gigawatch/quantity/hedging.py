"""Finding the hedge, the currency and the sign that stand around a number."""

from __future__ import annotations

import re

from gigawatch.model import Bound
from gigawatch.quantity.lexicon import Lexicon

_ARTICLES = (" a", " an", " the", " another", " its", " their")
_NOT_ABOUT = "签契节条预公合"
_NOT_NEAR = ("最近", "附近", "临近", "靠近")
_RAMP = re.compile(r"(?:ramp|scal|step|build|add|bring|spe|set|power)\w*(?: it| them)?\s$", re.IGNORECASE)
_FALL_BEFORE = re.compile(
    r"(?:(?:减少|下降|下滑|降低|下跌|回落|缩减|萎缩|同比减|同比降|环比降|环比减|负增长|下调|跌幅|降幅|锐减|大跌|骤降|下挫|微降|跌|缩水|压减|削减|收窄|亏损)"
    r"(?:了|约|近|超过?|幅|达|为|至少|逾|接近|将近)*"
    r"|\b(?:fell|fall(?:s|en|ing)?|down|declin(?:e|ed|es|ing)|decreas(?:e|ed|es|ing)|dropp?(?:ed|s|ing)?|slump(?:ed|s)?|"
    r"plung(?:ed|es)|plummet(?:ed|s)?|shrank|shrunk|slid|tumbl(?:ed|es)|contracted|lower(?:ed)?|dipp?(?:ed|s)?|reduc(?:ed|ing|e|es)|cut|cuts|slash(?:ed)?|loss of|decrease of|"
    r"drop of|decline of|fall of|reduction of)"
    r"(?: (?:costs?|prices?|emissions|it|them))?(?: by)?(?: (?:about|around|some|over|more than|nearly|almost|roughly|approximately|a|an|as much as|up to|at least))*)\s*$",
    re.IGNORECASE,
)
_FALL_AFTER = re.compile(
    r"\s(?:(?:price|cost|year-on-year|yoy|annual|sharp|steep|further|average)\s){0,2}"
    r"(?:plunge|drop|decline|fall|decrease|reduction|slump|cut|lower\b|less than (?:in|the|a year))|(?:的)?(?:降幅|跌幅|的下降|下滑)",
)
_NEGATIVE = "-−－"


def hedge_before(text: str, start: int, lex: Lexicon) -> tuple[Bound | None, int]:
    """The hedge that ends right before `start`, and where it begins."""
    window = text[max(0, start - 26) : start]
    bare = window.rstrip()
    lower = bare.lower()
    if lower.endswith(_ARTICLES):
        lower = lower.rpartition(" ")[0].rstrip()
    if not lower.endswith(lex.hedge_ends):
        return None, start
    offset = start - len(window)
    for word, bound in lex.hedges_before:
        if lower.endswith(word):
            begin = len(lower) - len(word)
            if _stands(window, begin, word, len(bare) == len(window)):
                return bound, offset + begin
    return None, start


def _stands(window: str, begin: int, word: str, is_tight: bool) -> bool:
    """False where the words only look like a hedge: 签约, 最近, ramp up to, the c of a word."""
    before = window[:begin]
    if word[0].isascii() and word[0].isalpha():
        if before[-1:].isalpha() and before[-1:].isascii():
            return False
        if word == "c" or word == "c.":
            return is_tight
        return not (word == "up to" and _RAMP.search(before))
    if word in ("约", "合约"):
        return not before or before[-1] not in _NOT_ABOUT or before[-2:] == "折合"
    return not (word == "近" and (before[-1:] + "近") in _NOT_NEAR) and not (
        word == "超" and before[-1:] in ("高", "赶", "反")
    )


def currency_before(text: str, at: int, lex: Lexicon) -> tuple[str | None, int, bool]:
    """The currency right before the number at `at`, where its sign begins, and whether the number is negative."""
    negative = at > 0 and text[at - 1] in _NEGATIVE
    edge = at - 1 if negative else at
    window = text[max(0, edge - 6) : edge].rstrip()
    code, start = None, edge
    if window.endswith(lex.prefix_ends):
        for word in lex.prefix_ends:
            before = window[: -len(word)]
            if window.endswith(word) and not (_is_latin(word[0]) and _is_latin(before[-1:])):
                code, start = lex.prefixes[word], max(0, edge - 6) + len(before)
                break
    if negative and code is None and at >= 2 and (text[at - 2].isalnum() or text[at - 2] in ")）%"):
        return None, at, False
    return code, start if code or negative else at, negative


def _is_latin(char: str) -> bool:
    return char.isalpha() and char.isascii()


_FALL_HINT = re.compile(
    "[减降滑跌落缩萎亏挫窄削]|f[ae]ll|[Dd]own|declin|[Dd]ecreas|[Dd]rop|slump|plu|shr|slid|tumbl|contract|lower|dip|[Rr]educ|[Cc]ut|slash|loss|less"
)


def falls(text: str, start: int, end: int) -> bool:
    """True when the words around say that the figure is a fall: 减少26.7%, down 8 %, a 30 % price plunge."""
    if not _FALL_HINT.search(text, max(0, start - 32), end + 32):
        return False
    return _FALL_BEFORE.search(text, max(0, start - 32), start) is not None or _FALL_AFTER.match(text, end) is not None

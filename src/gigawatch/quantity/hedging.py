"""Finding the hedge, the currency and the sign that stand around a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from gigawatch.model import Bound
from gigawatch.quantity.lexicon import Lexicon
from gigawatch.vocab.shelf import read_toml

_ARTICLES = (" a", " an", " the", " another", " its", " their")
_POSSESSIVES = ("its", "their")
_NOT_ABOUT = "签契节条预公合"
_NOT_NEAR = ("最近", "附近", "临近", "靠近")
WHOLE_REACH = 22  # characters before a fraction in which its whole and a hedge may stand
# A hedge of a fraction, the whole between the two: 接近全球产能的一半.
_OF_WHOLE = re.compile(r"(?P<hedge>接近|将近|超过|不到|不足|约占|至少)占?[^，,。；;：:、\d超近约不]{1,16}的$")
_RAMP = re.compile(r"(?:ramp|scal|step|build|add|bring|speed|sped|set|power)\w*(?: it| them)?\s$", re.IGNORECASE)
# A fall whose object stands between: `reduce production capacity by 20%`, `a decrease in prices of over 5%`.
_FAR = re.compile(
    r"\b(?:(?:reduc|slash|lower|trim|decreas|shrink|curb)\w*|cut(?:s|ting)?)\s[^.,;:]{0,60}\bby\s$"
    r"|\b(?:decrease|drop|decline|fall|reduction|cut)\sin\s[^.,;:]{0,50}\bof\s$"
)
_OF_RESULT = "润产益用额流速长为"  # what a minus may follow right behind: 净利润-1986万元, 为-3760万元
_NEGATIVE = "-−－"


def hedge_before(text: str, start: int, lex: Lexicon) -> tuple[Bound | None, int]:
    """The hedge that ends right before `start`, and where it begins."""
    window = text[max(0, start - 26) : start]
    bare = window.rstrip()
    lower = bare.lower()
    if lower.endswith(_ARTICLES):
        lower, _, article = lower.rpartition(" ")
        lower = lower.rstrip()
        if article in _POSSESSIVES and lower.endswith(" than"):
            return None, start  # compared with another figure, and no bound of this one
    offset = start - len(window)
    for word, bound in lex.hedges_before.get(lower[-1:], ()):
        if lower.endswith(word):
            begin = len(lower) - len(word)
            if _stands(window, begin, word, len(bare) == len(window)):
                return bound, offset + begin
    return None, start


def hedge_of_fraction(text: str, start: int, lex: Lexicon) -> tuple[Bound | None, int]:
    """The hedge of a Chinese fraction that its whole stands behind, and where it begins: 接近全球产能的|一半."""
    found = _OF_WHOLE.search(text, max(0, start - WHOLE_REACH), start)
    if found is None:
        return None, start
    return hedge_before(text, found.end("hedge"), lex)


def _stands(window: str, begin: int, word: str, is_tight: bool) -> bool:
    """False where the words only look like a hedge: 签约, 最近, ramp up to, the c of a word."""
    before = window[:begin]
    if word[0].isascii() and word[0].isalpha():
        if before[-1:].isalpha() and before[-1:].isascii():
            return False
        if word == "c":
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
    for word in lex.prefix_ends.get(window[-1:], ()):
        before = window[: -len(word)]
        if window.endswith(word) and not (_is_latin(word[0]) and _is_latin(before[-1:])):
            code, start = lex.prefixes[word], max(0, edge - 6) + len(before)
            break
    before = text[at - 2] if at >= 2 else ""
    if negative and code is None and before not in _OF_RESULT and (before.isalnum() or before in ")）%"):
        return None, at, False
    return code, start if code or negative else at, negative


def _is_latin(char: str) -> bool:
    return char.isalpha() and char.isascii()


@dataclass(frozen=True, slots=True)
class _Fall:
    """The words of a fall, before a figure and behind it; `hint` is a cheap test that rules most figures out."""

    hint: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _fall() -> _Fall:
    table = read_toml("bound.toml")["fall"]
    assert isinstance(table, dict)

    def either(key: str) -> str:
        return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(table[key], key=len, reverse=True))

    return _Fall(
        re.compile(table["hint"]),
        re.compile(
            rf"(?:(?:{either('zh')})(?:{either('zh_link')})*|\b(?:{either('en')})(?:\s(?:{either('en_link')}))*)\s*$",
            re.IGNORECASE,
        ),
        re.compile(rf"\s(?:(?:{either('en_after_link')})\s){{0,2}}(?:{either('en_after')})\b|(?:{either('zh_after')})"),
    )


LOSS_REACH = 12  # characters before an amount in which a loss may be told
_LOSS = re.compile(
    r"(?:亏损|净亏|预亏|净损)(?:额|总额)?(?:(?:同比|环比)?(?:收窄|缩窄|缩小|扩大|减少|增加|降|增)[至到])?(?:约|近|达|为|了|超|逾|超过|至)*$"
)


def is_loss(text: str, start: int) -> bool:
    """True for an amount of money that a Chinese text calls lost: 亏损约2.7亿元, 亏损收窄至2.7亿元."""
    return _LOSS.search(text, max(0, start - LOSS_REACH), start) is not None


def falls(text: str, start: int, end: int) -> bool:
    """True when the words around say that the figure is a fall: 减少26.7%, down 8 %, a 30 % price plunge."""
    words = _fall()
    if _FAR.search(text, max(0, start - 90), start):
        return True
    if not words.hint.search(text, max(0, start - 32), end + 32):
        return False
    return words.before.search(text, max(0, start - 32), start) is not None or words.after.match(text, end) is not None

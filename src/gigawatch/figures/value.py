"""What a cell's value says: a number or a range, and the hedge in front of it (`>30`, `<=10`, `about 32`, `近100`)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from gigawatch.model import Bound, InputError

_HEDGES = {
    Bound.AT_LEAST: (">=", "≥", "at least", "no less than", "至少", "不少于", "不低于"),
    Bound.OVER: (">", "over", "more than", "above", "exceeding", "超过", "超", "逾", "多于"),
    Bound.UP_TO: ("<=", "≤", "<", "up to", "at most", "no more than", "under", "below", "less than", "不超过", "最多"),
    Bound.NEARLY: ("nearly", "almost", "close to", "近", "接近", "将近"),
    Bound.ABOUT: ("~", "≈", "about", "around", "approximately", "approx.", "approx", "ca.", "c.", "约", "大约", "左右"),
}
_AFTER = {"+": Bound.OVER, "余": Bound.OVER, "左右": Bound.ABOUT}
_NUMBER = r"[-−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?"
_ONE = re.compile(_NUMBER)
_LARGEST_EXPONENT = 30
_RANGE = re.compile(rf"({_NUMBER})\s*(?:-|–|—|~|to|至)\s*({_NUMBER})")


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell's number, the upper end of a range, and its hedge."""

    value: Decimal
    high: Decimal | None = None
    bound: Bound | None = None


def read_value(text: str) -> Reading:
    """The number, range and hedge of a cell, or InputError when anything else stands in it.

    >>> read_value(">30").bound, read_value("1,234.5").value, read_value("30-40").high
    (<Bound.OVER: 'over'>, Decimal('1234.5'), Decimal('40'))
    """
    bound, rest = _hedge(unicodedata.normalize("NFKC", text).strip())
    span = _RANGE.fullmatch(rest)
    if span and bound in (None, Bound.ABOUT):
        return _span(_number(span[1]), _number(span[2]), bound)
    if not _ONE.fullmatch(rest):
        raise InputError(
            f"{text.strip()!r} is no number", hint="digits with a point; a hedge may stand before: >30, about 32"
        )
    return Reading(_number(rest), bound=bound)


def read_bound(text: str) -> Bound:
    """The hedge that a qualifier column names, or InputError."""
    word = unicodedata.normalize("NFKC", text).strip().lower()
    for bound, spellings in _HEDGES.items():
        if word == bound.value or word in spellings:
            return bound
    raise InputError(f"unknown qualifier {text.strip()!r}", hint=", ".join(bound.value for bound in Bound))


def _hedge(text: str) -> tuple[Bound | None, str]:
    for word, bound in _AFTER.items():
        if text.endswith(word):
            return bound, text.removesuffix(word).strip()
    lowered = text.lower()
    for word, bound in _BY_LENGTH:
        if lowered.startswith(word):
            return bound, text[len(word) :].strip()
    return None, text


_BY_LENGTH = sorted(
    ((word, bound) for bound, words in _HEDGES.items() for word in words), key=lambda pair: len(pair[0]), reverse=True
)


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text.replace(",", "").replace("−", "-"))
    except InvalidOperation as error:  # an exponent that no number has
        raise InputError(f"{text} is too large to be a figure") from error
    if number.adjusted() > _LARGEST_EXPONENT:
        raise InputError(f"{text} is too large to be a figure")
    return number


def _span(low: Decimal, high: Decimal, bound: Bound | None) -> Reading:
    if high < low:
        raise InputError(f"the range ends below its start: {low} to {high}")
    return Reading(low, high, bound)

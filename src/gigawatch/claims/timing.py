"""When it holds: the period of a figure, told by the words beside it, its clause, or the event spoken of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from gigawatch.quantity import FoundPeriod

_COMPARED = re.compile(
    r"(?:同比|较|比|相比|相较|compared (?:to|with)|from|than|versus|vs\.?|year-to-date in)\s?(?:[A-Z][a-z]+ )?$"
)
_SAME = re.compile(r"同期|相比|成立|创立|创立于")
_FOUNDED = re.compile(r"(?:成立于|founded in|established in|自|since|始于|提前)\s?$", re.IGNORECASE)
_BESIDE_EN = re.compile(r"^[^,;.]{0,24}?\b(?:in|by|during|for|from|until|as of)\s(?:the\s|early\s|late\s|mid-)?$")
_AIMED = re.compile(r"(?:\bby\s(?:the end of\s)?|\buntil\s|力争|到|目标)$", re.IGNORECASE)


def usable(text: str, periods: Sequence[FoundPeriod]) -> list[FoundPeriod]:
    """The periods that may date a figure: no base of a comparison, no founding year."""
    return [p for p in periods if not _is_base(text, p)]


def between(periods: Sequence[FoundPeriod], start: int, end: int) -> Sequence[FoundPeriod]:
    """The periods, given in order, that begin between two offsets."""
    first = bisect_left(periods, start, key=lambda period: period.start)
    return periods[first : bisect_left(periods, end, key=lambda period: period.start)]


def _is_base(text: str, period: FoundPeriod) -> bool:
    before = text[max(0, period.start - 22) : period.start]
    if _COMPARED.search(before) or _FOUNDED.search(before):
        return not (
            before.rstrip().endswith("from")
            and not re.search(r"(?:up|rose|increase\w*|down|growth) [^,.]{0,30}from $", before)
        )
    return _SAME.match(text, period.end) is not None


def period_of(
    text: str, start: int, end: int, sentence: tuple[int, int], periods: Sequence[FoundPeriod], lang: str
) -> str | None:
    """The period of the figure at `start` to `end`, of those in its sentence; nearest beside it, else before it."""
    inside = between(periods, *sentence)
    after = [p for p in inside if p.start >= end]
    before = [p for p in inside if p.end <= start]
    if after and lang == "en" and _BESIDE_EN.match(text[end : after[0].start]):
        return _aimed(text, after[0])
    if before:
        return before[-1].iso
    if after and lang == "en" and "," not in text[end : after[0].start]:
        return _aimed(text, after[0])
    return after[0].iso if after and not re.search("[，,；;]", text[end : after[0].start]) else None


def _aimed(text: str, period: FoundPeriod) -> str:
    """A year to be reached is marked as a target."""
    if len(period.iso) == 4 and _AIMED.search(text, max(0, period.start - 18), period.start):
        return f"{period.iso} target"
    return period.iso

"""Amounts told as a part of a larger one beside them: the 10 of `delayed 10 GWh of its planned 30 GWh`."""

from __future__ import annotations

from itertools import pairwise

from gigawatch.claims.scope.stopped import joins_part
from gigawatch.ledger.sentence import Sentence
from gigawatch.quantity import FoundQuantity, find_quantities


def is_part_told(sentence: Sentence, lang: str) -> bool:
    """True for the quantity of a sentence where its words make it a part of the one before or behind it.

    >>> is_part_told(Sentence("It delayed ", "10 of its planned 30 GWh", " to 2028."), "en")
    True
    >>> is_part_told(Sentence("规划产能30GWh，其中", "10GWh", "推迟至2028年。"), "zh")
    True
    >>> is_part_told(Sentence("It delayed ", "10 GWh", " to 2028."), "en")
    False
    """
    text, at = sentence.text, len(sentence.before)
    for first, last in pairwise(find_quantities(text, lang)):
        is_first, is_last = (one.start <= at < one.end and at <= one.at for one in (first, last))
        part, whole = (first, last) if is_first else (last, first)
        if (is_first or is_last) and _is_less(part, whole) and _joins(text, first, last, lang, is_part_first=is_first):
            return True
    return False


def _is_less(part: FoundQuantity, whole: FoundQuantity) -> bool:
    return part.unit.partition("/")[0] == whole.unit.partition("/")[0] and part.value < whole.value


def _joins(text: str, first: FoundQuantity, last: FoundQuantity, lang: str, *, is_part_first: bool) -> bool:
    if last.start < first.end:  # the part's words go on to the whole, whose unit it has
        return is_part_first
    return joins_part(text[first.end : last.start], lang, is_part_first=is_part_first)

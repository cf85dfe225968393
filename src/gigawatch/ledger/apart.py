"""Amounts told as a part of a larger one beside them: the 10 of `delayed 10 GWh of its planned 30 GWh`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gigawatch.claims.scope.stopped import is_share_told, joins_part
from gigawatch.ledger.sentence import Sentence
from gigawatch.quantity import FoundQuantity, find_quantities
from gigawatch.vocab import fold


def is_part_told(sentence: Sentence, lang: str) -> bool:
    """True for the quantity of a sentence where its words make it a part of the one before or behind it.

    >>> is_part_told(Sentence("It delayed ", "10 of its planned 30 GWh", " to 2028."), "en")
    True
    >>> is_part_told(Sentence("规划产能30GWh，其中", "10GWh", "推迟至2028年。"), "zh")
    True
    >>> is_part_told(Sentence("It delayed ", "10 GWh", " to 2028."), "en")
    False
    """
    at = len(sentence.before)
    return any(part.start <= at < part.end and at <= part.at for part in _parts(sentence.text, lang))


def places_of_parts(text: str, lang: str) -> list[int]:
    """Where a sentence tells a part of an amount: at the part, or at the whole of which it tells a share.

    >>> places_of_parts("It shelved 15 of the 60 GWh.", "en"), places_of_parts("It cancelled half of its 60 GWh.", "en")
    ([11], [25])
    """
    folded = fold(text)
    shared = (q.at for q in find_quantities(text, lang) if is_share_told(folded, (q.start, q.end), lang))
    return sorted({*(part.at for part in _parts(text, lang)), *shared})


def _parts(text: str, lang: str) -> Iterator[FoundQuantity]:
    """The quantities that their words make parts of the one before or behind them."""
    for first, last in pairwise(find_quantities(text, lang)):
        for part, whole in ((first, last), (last, first)):
            if _is_less(part, whole) and _joins(text, first, last, lang, is_part_first=part is first):
                yield part


def _is_less(part: FoundQuantity, whole: FoundQuantity) -> bool:
    return part.unit.partition("/")[0] == whole.unit.partition("/")[0] and part.value < whole.value


def _joins(text: str, first: FoundQuantity, last: FoundQuantity, lang: str, *, is_part_first: bool) -> bool:
    if last.start < first.end:  # the part's words go on to the whole, whose unit it has
        return is_part_first
    return joins_part(text[: first.start], text[first.end : last.start], lang, is_part_first=is_part_first)

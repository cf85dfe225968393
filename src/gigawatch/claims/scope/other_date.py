"""Dates of another amount of the sentence: of the second in `will give 45,000 t, and aims for 100,000 t by 2025`.

So are those beyond the semicolons of a list.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from gigawatch.claims.scope.history import OF_PROJECT, Scoped

_AMOUNT = re.compile(r"(?<![\w.,])\d[\d,.]*\d?(?![\w]*期)")
_ITEM = re.compile("[;；]")
_AND = {
    "en": re.compile(r",\sand\s(?=(?:the|it|its|they|this|that|another|will|would|is|are|aims?|plans?)\b)|;\s"),
    "zh": re.compile(r"[；;]"),
}


def dates_of_next(figure: Scoped) -> frozenset[str]:
    """The dates behind the next amount in a part of the sentence that goes on with another statement."""
    line = figure.line
    turn = _AND[line.lang].search(line.folded, figure.end)
    if turn is None:
        return frozenset()
    later = [p for p in line.periods if p.start >= turn.end()]
    spans = [(p.start, p.end) for p in line.periods]
    amounts = (m for m in _AMOUNT.finditer(line.folded, turn.end()) if not any(a <= m.start() < b for a, b in spans))
    first = next(amounts, None)
    own = {p.iso for p in line.periods if p.start < turn.end()}
    return frozenset(p.iso for p in later if first is not None and first.end() <= p.start) - own


class Items(NamedTuple):
    """The dates of a sentence whose items are divided by semicolons: those of a figure's own item, and all others."""

    own: frozenset[str]
    others: frozenset[str]


NO_ITEMS = Items(frozenset(), frozenset())


def dates_of_items(figure: Scoped) -> Items:
    """The dates on both sides of the semicolons around a plant's figure, where some stand on both.

    So in 一期2021年投运；二期年产能30GWh，2022年开工 phase two is not of 2021.
    """
    line = figure.line
    is_listed = figure.measure in OF_PROJECT and len(line.periods) > 1
    marks = [m.start() for m in _ITEM.finditer(line.folded)] if is_listed else []
    if not marks:
        return NO_ITEMS
    low = max((mark for mark in marks if mark < figure.start), default=-1)
    high = min((mark for mark in marks if mark >= figure.end), default=len(line.folded))
    own = frozenset(p.iso for p in line.periods if low < p.start < high)
    others = frozenset(p.iso for p in line.periods) - own
    return Items(own, others) if own and others else NO_ITEMS

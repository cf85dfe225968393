"""Dates of another amount of the sentence: of the second in `will give 45,000 t, and aims for 100,000 t by 2025`.

So are those beyond the semicolons of a list.
"""

from __future__ import annotations

import re

from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.list_item import item_span

_AMOUNT = re.compile(r"(?<![\w.,])\d[\d,.]*\d?(?![\w]*期)")
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


def dates_of_item(figure: Scoped) -> frozenset[str]:
    """The dates between the semicolons around a plant's figure, where others stand beyond them; else none.

    So in 一期2021年投运；二期年产能30GWh，2022年开工 phase two is not of 2021.
    """
    line = figure.line
    span = item_span(figure) if len(line.periods) > 1 else None
    if span is None:
        return frozenset()
    own = frozenset(p.iso for p in line.periods if span[0] <= p.start < span[1])
    return own if any(p.iso not in own for p in line.periods) else frozenset()

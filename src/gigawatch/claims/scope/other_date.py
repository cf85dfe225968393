"""Dates of another amount of the sentence: of the second in `will give 45,000 t, and aims for 100,000 t by 2025`."""

from __future__ import annotations

import re

from gigawatch.claims.scope.history import Scoped

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

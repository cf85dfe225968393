"""Items of a list within one sentence, divided by semicolons: each tells of a plant of its own."""

from __future__ import annotations

import re

from gigawatch.claims.scope.history import OF_PROJECT, Scoped

_MARK = re.compile("[;；]")


def item_span(figure: Scoped) -> tuple[int, int] | None:
    """Where the item of a plant's figure begins and ends; None for a sentence without items, and for other figures."""
    folded = figure.line.folded
    marks = [m.start() for m in _MARK.finditer(folded)] if figure.measure in OF_PROJECT else []
    if not marks:
        return None
    low = max((mark + 1 for mark in marks if mark < figure.start), default=0)
    return low, min((mark for mark in marks if mark >= figure.end), default=len(folded))

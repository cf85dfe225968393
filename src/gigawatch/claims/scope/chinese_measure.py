"""What a Chinese figure measures where the last telling word before it in its clause says so: 份额由6.8%升至11.8%."""

from __future__ import annotations

import re
from functools import cache

from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.history import Scoped

STORED = ("energy", "power")


def plain_measure(figure: Scoped, weighed: str) -> str:
    """The measure that was weighed, or the one that the last telling word of the clause before the figure names."""
    last, dimension = _last_cue(figure), figure.found.dimension
    if dimension == "share" and weighed in ("growth", "other") and last == "share":
        return "share"
    if dimension == "share" and weighed in ("growth", "share") and last == "rate":
        return "other"
    if dimension in STORED and weighed == "capacity" and last == "installed":
        return "installed"
    if dimension in STORED and weighed == "capacity" and last == "supply":
        return "supply_volume"
    if weighed in ("vehicles", "installed") and last == "sales":
        return "sales"
    return "other" if dimension == "money" and weighed == "investment" and last == "account" else weighed


@cache
def _words() -> re.Pattern[str]:
    """All telling words as one pattern, each in the group of what it names."""
    groups = cue_table("measure_word", "zh").items()
    return re.compile("|".join(f"(?P<{name}>{cues.pattern})" for name, cues in groups))


def _last_cue(figure: Scoped) -> str | None:
    """What the last telling word of a figure's clause before it names."""
    low, _ = figure.line.clause_span(figure.start)
    last = None
    for match in _words().finditer(figure.line.folded, low, figure.start):
        last = match.lastgroup
    return last

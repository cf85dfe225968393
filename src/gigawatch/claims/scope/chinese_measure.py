"""What a Chinese figure measures where the last telling word before it in its clause says so: 份额由6.8%升至11.8%."""

from __future__ import annotations

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


def _last_cue(figure: Scoped) -> str | None:
    """What the last telling word of a figure's clause before it names."""
    line = figure.line
    low, _ = line.clause_span(figure.start)
    found: dict[str, int] = {}
    for name, cues in cue_table("measure_word", "zh").items():
        for match in cues.finditer(line.folded, low, figure.start):
            found[name] = match.end()
    return max(found, key=lambda name: found[name], default=None)

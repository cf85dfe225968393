"""What a Chinese figure measures where the last telling word before it in its clause says so: 份额由6.8%升至11.8%."""

from __future__ import annotations

import re
from functools import cache

from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.history import Scoped

STORED = ("energy", "power")
_PRICE = re.compile("(?:价格|均价|单价|售价)(?:约|大约)?(?:为|达|是|在|至|约)?$")
_SIZE = re.compile(r"\d[\d.]*\s?gwh(?:项目)?(?:约|为|近|超)?$")


def plain_measure(figure: Scoped, weighed: str) -> str:
    """The measure that was weighed, or the one that the last telling word of the clause before the figure names."""
    last, dimension = _last_cue(figure), figure.found.dimension
    if dimension == "share":
        return _of_percentage(last, weighed)
    if dimension in STORED and weighed == "capacity":
        return {"installed": "installed", "supply": "supply_volume"}.get(last or "", weighed)
    if dimension == "money":
        return _of_money(figure, last, weighed)
    return "sales" if weighed in ("vehicles", "installed") and last == "sales" else weighed


def _of_percentage(last: str | None, weighed: str) -> str:
    if weighed in ("growth", "other") and last == "share":
        return "share"
    return "other" if weighed in ("growth", "share") and last == "rate" else weighed


def _of_money(figure: Scoped, last: str | None, weighed: str) -> str:
    if _PRICE.search(figure.line.folded[: figure.start]):
        return "price"
    if weighed in ("revenue", "other") and last is None and _costs_capacity(figure):
        return "investment"
    return "other" if weighed == "investment" and last == "account" else weighed


def _costs_capacity(figure: Scoped) -> bool:
    """True for the money right behind the size of a plant in its clause: 18GWh约34亿元."""
    low, _ = figure.line.clause_span(figure.start)
    return _SIZE.search(figure.line.folded, low, figure.start) is not None


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

"""The park or town that plants stand in, and the exhibition of a gathering: what is told of them is no firm's."""

from __future__ import annotations

import re

from gigawatch.claims.scope.candidate import Candidate
from gigawatch.claims.scope.history import History, Scoped
from gigawatch.claims.scope.mention import EVENT, PLACE
from gigawatch.claims.scope.park import hosts_in, names_plant

_TOLD_OF = frozenset({"projects", "investment", "other", "revenue", "jobs", "area", "production", "growth"})
_SHOW = {
    "zh": re.compile(r"展览|展区|展出|展馆|展示面积|布展|参展|展位"),
    "en": re.compile(r"\b(?:exhibition|exhibits?|exhibitors?|exhibited|booths?|show\sfloor|exposition|trade\sfair)\b"),
}
_SHOWN = frozenset({"area", "other"})


def host_owner(figure: Scoped, history: History) -> Candidate | None:
    """The park that a figure is of, where the text went over to it from a plant in it: 公司所在的开发区已有70家企业."""
    if figure.measure not in _TOLD_OF:
        return None
    line = figure.line
    for at, name in hosts_in(line):
        if at < figure.start:
            return None if names_plant(line, at, figure.start) else Candidate(name, PLACE)
    is_next = history.host is not None and line.number == history.hosted + 1 and not line.opens
    return Candidate(history.host, PLACE) if is_next and not names_plant(line, 0, figure.start) else None


def shown_at(figure: Scoped, history: History) -> Candidate | None:
    """The gathering whose exhibition a figure measures or counts, None where no exhibition is spoken of.

    Where no gathering is named the figure is nobody's: neither its sponsor nor its town has that floor.
    """
    line = figure.line
    low, high = line.clause_span(figure.start)
    if figure.measure not in _SHOWN or _SHOW[line.lang].search(line.folded, low, high) is None:
        return None
    event = next((m for m in line.mentions if m.kind == EVENT), history.event)
    return Candidate(event.name, EVENT) if event is not None else Candidate(None, "none")

"""Totals of the world, told so at the head of their clause: `Worldwide, 894 GWh were installed`."""

from __future__ import annotations

import re

from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.history import STATISTICS, Scoped
from gigawatch.claims.scope.mention import COUNTRY, FIRM, GROUP, PLACE, Mention

_OF_WORLD = STATISTICS | {"growth", "supply_volume"}
_OWNER = {
    "en": re.compile(
        r"\b(?:it|its|they|their|our|we)\b|\b(?:the|this)\s(?:[\w-]+\s){0,2}?(?:company|group|firm|maker|manufacturer|producer)\b"
    ),
    "zh": re.compile("公司|集团|企业|其(?!中)|我们|旗下"),
}
_BY = re.compile(r"[^.;]{0,40}?\bby\s(?:it|them|us|the\s(?:[\w-]+\s){0,2}?(?:company|group|firm|maker))\b")
WORLD = {"en": "global", "zh": "全球"}  # what texts of either language call it
_NAMES = frozenset({FIRM, GROUP, PLACE, COUNTRY})


def world_told(figure: Scoped) -> Mention | None:
    """The world, where a clause up to a statistic begins with it and names nobody else; None for any other figure."""
    line = figure.line
    if figure.measure not in _OF_WORLD:
        return None
    cues = cue_table("town_cue", line.lang)
    for number in range(line.clause(figure.start), -1, -1):
        low = line.clause_start(number)
        told = cues["world"].match(line.folded, low)
        high = told.end() if told else low
        if any(m.kind in _NAMES and high <= m.start < figure.start for m in line.mentions if m.level != "world"):
            return None
        if told is not None:
            is_owned = _OWNER[line.lang].search(line.folded, high, figure.start) or _BY.match(line.folded, figure.end)
            return None if is_owned else Mention(low, high, WORLD[line.lang], COUNTRY, "world")
    return None


def is_owned(figure: Scoped) -> bool:
    """True where words such as `its` or `the company` say before a figure that it is somebody's."""
    return _OWNER[figure.line.lang].search(figure.line.folded, 0, figure.start) is not None

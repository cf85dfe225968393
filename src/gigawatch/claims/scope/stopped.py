"""Plants that the sentence before has stopped: `X has cancelled the plant. It was to make 34 GWh` plans nothing."""

from __future__ import annotations

import re

from gigawatch.claims.denial import REFUSED, UPHELD, deny
from gigawatch.claims.scope.history import OF_PROJECT, Scoped
from gigawatch.claims.scope.page import Line, Page
from gigawatch.claims.status import status_cues

CANCELLED = "cancelled"
_POINTS = {
    "en": re.compile(
        r"(?:it|its|(?:the|this|that)\s(?:[\w-]+\s){0,3}?(?:plant|project|factory|facility|site|gigafactory|base|investment))\b"
    ),
    "zh": re.compile(r"(?:该|此|这一|上述|本)?(?:工厂|项目|基地|产业园|产线|生产线|电池厂)|原(?:计划|定|拟|规划)|按原"),
}
_ONCE = {
    "en": re.compile(
        r"\b(?:(?:was|were)\s(?:originally\s|once\s|first\s)?(?:to|planned|expected|supposed|meant|due|designed|scheduled|set)"
        r"|had\s(?:been|planned)|would\shave)\b"
    ),
    "zh": re.compile(r"原(?:计划|定|拟|规划|本|先)|曾(?:计划|拟|规划)|此前(?:计划|规划|拟)|本(?:应|拟|计划)"),
}


def is_stopped_before(figure: Scoped, page: Page) -> bool:
    """True where a figure is of what was once planned, and the sentence before says that it will not be built."""
    line = figure.line
    if figure.measure not in OF_PROJECT or not line.number or not _POINTS[line.lang].match(line.folded):
        return False
    return _ONCE[line.lang].search(line.folded, 0, figure.start) is not None and _stops(page.line(line.number - 1))


def _stops(line: Line) -> bool:
    denied = deny(line.folded, "") if line.lang == "en" else None
    if denied == UPHELD:
        return False
    return denied == REFUSED or status_cues(line.lang).project[CANCELLED].search(line.folded) is not None

"""Firms and amounts that an English sentence lists and `respectively` ties together, one of each to the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.mention import FIRM, Mention

_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?(?<!,)")
_NEXT_AMOUNT = re.compile(
    r"\s?(?:(?!and\b)[A-Za-z%]++\s?){0,3}(?:\s?\([^()]{1,30}\))?(?:,\s(?:and\s)?|\sand\s)(?:[a-z]+\s){0,2}[$€£¥]?"
)
_NEXT_FIRM = re.compile(
    r"\.?(?:\s\([^()]{1,20}\))?(?:,\s(?:and\s)?|\sand\s|\s&\s)(?:[A-Z][\w ]{2,14}['’]s\s|(?:[A-Z]?[a-z]+\s){0,3})?"
)
_TIED = "respectively"


def firm_of_each(figure: Scoped) -> Mention | None:
    """The firm that has the place of the figure in its list; None where the lists are not equally long."""
    text = figure.line.sentence.text
    if _TIED not in text:
        return None
    amounts = _run(text, [m.span() for m in _AMOUNT.finditer(text)], figure.start, figure.end)
    if amounts is None:
        return None
    number, many, first = amounts
    firms = [m for m in figure.line.mentions if m.kind == FIRM and m.end <= first]
    listed = next((run for run in reversed(_runs(text, firms)) if len(run) == many), None)
    return listed[number] if listed else None


def _run(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int, int] | None:
    """The place of the figure between two offsets in its list of amounts, how many that has, and where it begins."""
    lists: list[list[tuple[int, int]]] = []
    for span in spans:
        if lists and _NEXT_AMOUNT.fullmatch(text, lists[-1][-1][1], span[0]):
            lists[-1].append(span)
        else:
            lists.append([span])
    for run in lists:
        for number, (low, high) in enumerate(run):
            if start <= low and high <= end and len(run) > 1:
                return number, len(run), run[0][0]
    return None


def _runs(text: str, firms: Sequence[Mention]) -> list[list[Mention]]:
    """The lists of firms that a sentence names, in order."""
    runs = [[firm] for firm in firms[:1]]
    for before, firm in pairwise(firms):
        if _NEXT_FIRM.fullmatch(text, before.end, firm.start):
            runs[-1].append(firm)
        else:
            runs.append([firm])
    return runs

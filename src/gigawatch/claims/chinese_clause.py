"""The clauses of a Chinese sentence, each with the point where its topic may stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from gigawatch.claims.chinese_word import either

_MARK = re.compile(r"[，；。：]|(?<!\d)[,:;]|[,:;](?!\d)")
_WINDOW = 60


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two marks; `lead` is where it begins once dates and connectives are left out."""

    start: int
    end: int
    lead: int


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"(?:{either('lead')}|[\d\s—－~“\"（(·•*#.-]|[一二三四]季度)*")


def split_clauses(folded: str) -> list[Clause]:
    """The clauses of a sentence in simplified characters, in order."""
    found, start = [], 0
    for mark in (*(m.span() for m in _MARK.finditer(folded)), (len(folded), len(folded))):
        lead = _lead().match(folded, start, min(mark[0], start + _WINDOW))
        found.append(Clause(start, mark[0], lead.end() if lead else start))
        start = mark[1]
    return found


def clause_at(clauses: list[Clause], at: int) -> int:
    """The number of the clause that an offset lies in."""
    return max(0, bisect_right(clauses, at, key=lambda clause: clause.start) - 1)

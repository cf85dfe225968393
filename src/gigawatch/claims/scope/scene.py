"""How the mentions of a sentence stand to a figure in it: on which side, how far, in which clause, in what role."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.mention import COUNTRY, FIRM, GROUP, PLACE, Mention
from gigawatch.claims.scope.surround import far
from gigawatch.claims.scope.weight import Features

_AMOUNT = re.compile(r"\d[\d.,]*")
_NAMES = frozenset({FIRM, GROUP, COUNTRY, PLACE})


@dataclass(frozen=True, slots=True)
class Scene:
    """A figure among the mentions of its sentence: the first mention of each kind, and those that do something."""

    figure: Scoped
    mentions: Sequence[Mention]
    firsts: Mapping[str, Mention]
    acting: Sequence[Mention]
    clause: int
    is_each: bool

    def parts(self, mention: Mention) -> list[Features]:
        """How one mention stands to the figure."""
        figure, line, kind = self.figure, self.figure.line, mention.kind
        if mention.start >= figure.end:
            side, low, high = "a", figure.end, mention.start
        else:
            side, low, high = "b", mention.end, figure.start
        clause = line.clause(mention.start)
        apart = abs(clause - self.clause)
        between = alike = 0
        for other in self.mentions:
            if low <= other.start < high:
                between += other.kind in _NAMES
                alike += other.kind == kind
        return [
            _standing(side, kind, min(apart, 3), far(high - low), min(between, 3), min(alike, 2)),
            _beside(mention.before, mention.after, side, kind, apart == 0),
            _playing(mention.role, mention.level, side, kind),
            self._order(mention, mention.start - line.clause_start(clause) <= 2, apart),
        ]

    def _order(self, mention: Mention, opens: bool, apart: int) -> Features:
        """What the mention is the first or last of; `opens` is true for the first thing of its clause."""
        features, kind = [], mention.kind
        if self.firsts.get(kind) is mention:
            features.append(f"first:{kind}")
        if self.mentions[0] is mention:
            features.append(f"firstany:{kind}")
        if mention.start <= self.figure.line.head:
            features.append(f"heads:{kind}")
        if opens:
            features.append(f"opens:{kind}:{min(apart, 2)}")
        if mention.role == "verb" and mention.end <= self.figure.start:
            features.append("acts")
            features += ["acts:first"] if self.acting[0] is mention else []
            features += ["acts:last"] if self.acting[-1] is mention else []
        if self.is_each:
            features.append(f"each:{_rank(mention, self.mentions, self.figure)}")
        return tuple(features)


def scene_of(figure: Scoped) -> Scene:
    """The scene of a figure, what stands within the figure left out."""
    start, end, line = figure.start, figure.end, figure.line
    mentions = [m for m in line.mentions if not start <= m.start < end]
    return Scene(
        figure,
        mentions,
        {m.kind: m for m in reversed(mentions)},
        [m for m in mentions if m.role == "verb" and m.end <= start],
        line.clause(start),
        line.is_each,
    )


@cache
def _standing(side: str, kind: str, apart: int, step: str, between: int, alike: int) -> Features:
    return (
        f"{side}:{kind}", f"{side}cl:{apart}", f"{side}cl:{apart}:{kind}", f"{side}d:{step}:{kind}",
        f"{side}n:{between}", f"{side}al:{alike}:{kind}",
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _beside(before: str, after: str, side: str, kind: str, is_near: bool) -> Features:
    features = (f"pw:{before}:{side}", f"nw:{after}:{side}", f"pw:{before}:{kind}", f"nw:{after}:{kind}")
    return (*features, f"pw0:{before}:{kind}:{side}") if is_near else features


@cache
def _playing(role: str, level: str, side: str, kind: str) -> Features:
    features = (f"role:{role}:{side}", f"role:{role}:{kind}")
    return (*features, f"lv:{level}:{side}") if level else features


def _rank(mention: Mention, mentions: Sequence[Mention], figure: Scoped) -> str:
    """Whether the mention and the figure have the same place in two lists that `respectively` ties together."""
    firms = [m.name for m in mentions if m.kind == mention.kind and m.end <= figure.start]
    if mention.name not in firms:
        return "no"
    return "fit" if firms.index(mention.name) == line_number(figure) else "misfit"


def line_number(figure: Scoped) -> int:
    """How many amounts of the clause stand before a figure."""
    low, _ = figure.line.clause_span(figure.start)
    return len(_AMOUNT.findall(figure.line.folded[low : figure.start].replace("20", "")))

"""One thing that a figure may be said of, and the features that any such thing has.

Features with few possible values are made once and kept (`cache`), those that go together as one part.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache

from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.mention import Mention
from gigawatch.claims.scope.page import Page
from gigawatch.claims.scope.weight import Features

IN, OUT = "in", "out"


@dataclass(slots=True)
class Candidate:
    """One thing that may be meant: its name and kind, and the features that speak for or against it, in parts.

    `where` is `IN` for what the figure's own sentence names, `OUT` for what was named elsewhere.
    """

    name: str | None
    kind: str
    parts: list[Features] = field(default_factory=list)
    where: str = IN

    @property
    def features(self) -> list[str]:
        """Every feature of the candidate."""
        return [feature for part in self.parts for feature in part]


def by_nearness(mentions: Sequence[Mention], figure: Scoped) -> list[Mention]:
    """Those before the figure, nearest first, then those behind it."""
    start = figure.start
    return [*[m for m in reversed(mentions) if m.end <= start], *[m for m in mentions if m.end > start]]


def tell_weight(candidates: Collection[Candidate], page: Page) -> None:
    """Features of how much of the whole document speaks of each candidate, and how early."""
    counts = [page.count(one.name or "") for one in candidates]
    most: dict[str, int] = {}
    for one, (times, _) in zip(candidates, counts, strict=True):
        if times > most.get(one.kind, 0):
            most[one.kind] = times
    for one, (times, first) in zip(candidates, counts, strict=True):
        top = times > 1 and times == most[one.kind]
        one.parts += (
            _weighed(times if times < 5 else 5, first, top, one.kind, one.where),
            page.traits(one.name or "", one.kind),
        )


@cache
def _weighed(times: int, first: str, top: bool, kind: str, where: str) -> Features:
    return (
        f"df:{times}:{kind}", f"dftop:{top}:{kind}:{where}", f"early:{first}:{kind}:{where}",
        f"dftop:{top}:{first}:{kind}",
    )  # fmt: skip

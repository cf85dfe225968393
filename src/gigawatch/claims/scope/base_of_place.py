"""A plant that a Chinese text calls by its town is its company's: in 宜宾基地的总投资 the sum is not the town's."""

from __future__ import annotations

import re

from gigawatch.claims.scope.candidate import Candidate
from gigawatch.claims.scope.history import OF_PROJECT, History, Scoped
from gigawatch.claims.scope.mention import FIRM, PLACE, Mention

_BASE = re.compile("(?:动力电池|储能电池|电池|生产|制造)*(?:基地|工厂)的?")


def owner_of_base(figure: Scoped, chosen: Candidate, history: History) -> Mention | None:
    """The firm told last, where a figure was given to a town whose name goes on to a plant; None for all else."""
    if figure.measure not in OF_PROJECT or chosen.kind != PLACE:
        return None
    line = figure.line
    named = [m for m in line.mentions if m.name == chosen.name and m.end <= figure.start]
    if not named or _BASE.match(line.folded, named[-1].end) is None:
        return None
    firms = [m for m in line.mentions if m.kind == FIRM and m.end <= named[-1].start]
    if firms:
        return firms[-1]
    firm = history.owner or history.firm
    return firm if firm is not None and firm.name in history.beside.get(chosen.name or "", ()) else None

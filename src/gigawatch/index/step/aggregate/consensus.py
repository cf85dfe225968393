"""The ranking of units with the most support in an outranking matrix, and all others that have as much."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags
from gigawatch.index.step.aggregate.tournament import TooManyError, rank_exactly

__all__ = ["Consensus", "TooManyError", "find_consensus", "support_ranking"]
NEAR = 1e-9


@dataclass(frozen=True)
class Consensus:
    """`groups` are sets of units from the best down, each with all its best rankings; any one of each makes a best
    ranking of all. `support` is the agreement of each of them, `places` the mean place of each unit, 1 for the best.
    """

    groups: tuple[tuple[tuple[int, ...], ...], ...]
    support: float
    places: Numbers

    @property
    def order(self) -> tuple[int, ...]:
        """One of the best rankings, the best unit first."""
        return tuple(unit for group in self.groups for unit in group[0])

    @property
    def count(self) -> int:
        """How many rankings have this support."""
        return math.prod(len(group) for group in self.groups)


def find_consensus(preference: Numbers, *, ties: str = "average", limit: int = 60, most: int = 100) -> Consensus:
    """The rankings with the most support. `preference` is units x units; a pair that is NaN counts for neither.

    Units of which every one beats every one of the rest come before them in every best ranking (the extended
    Condorcet criterion: Truchon, 1998), so only sets that hang together by circles or ties are searched. `ties`: all
    best rankings are listed (`average`), the one nearest to the Borda count (`borda`), or `any` one. TooManyError when
    a set has more than `limit` units or, where all are listed, more than `most` best rankings.
    """
    known = np.nan_to_num(np.asarray(preference, dtype=np.float64), nan=0.5)
    margin = known - known.T
    groups = tuple(
        tuple(tuple(unit[order].tolist()) for order in rank_exactly(part, ties=ties, limit=limit, most=most))
        for unit, part in ((unit, margin[np.ix_(unit, unit)]) for unit in _separate(margin >= -NEAR))
    )
    places, above = np.empty(len(known)), 0
    for group in groups:
        for unit in group[0]:
            places[unit] = above + 1 + np.mean([order.index(unit) for order in group])
        above += len(group[0])
    first = [unit for group in groups for unit in group[0]]
    return Consensus(groups, support_ranking(known, first), places)


def support_ranking(preference: Numbers, order: Sequence[int]) -> float:
    """The sum of the preferences of each unit over all that come after it."""
    places = np.asarray(order, dtype=np.intp)
    ordered = np.asarray(preference, dtype=np.float64)[np.ix_(places, places)]
    return float(np.triu(ordered, 1).sum())


def _separate(reaches: Flags) -> list[np.typing.NDArray[np.intp]]:
    """The strongly connected sets of "not beaten by", from the top down."""
    from scipy.sparse.csgraph import connected_components

    _, label = connected_components(reaches, directed=True, connection="strong")
    sets = [np.flatnonzero(label == found) for found in range(int(label.max()) + 1)]
    return sorted(sets, key=lambda members: -int(reaches[members[0]].sum()))

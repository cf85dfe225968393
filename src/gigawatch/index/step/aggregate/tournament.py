"""Rank a set of units by an integer programme: pairs as yes or no, circles forbidden as they appear."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.step.family import Places

NEAR = 1e-7
SCALE = 1000.0
"""What margins are multiplied by, so that the solver's absolute gap is far below any tie."""
BATCH = 3000
"""How many circles are forbidden at a time."""


class TooManyError(ValueError):
    """There are more units, or more equally good rankings, than were allowed for."""


def rank_exactly(margin: Numbers, *, ties: str, limit: int, most: int) -> list[Places]:
    """The orders of the units with the greatest sum of margins of each over those after it, the best unit first.

    `margin` is units x units and antisymmetric. `ties` says which of several: all of them (`average`), the one that
    follows the units' whole margins best (`borda`; then their order), or any one. TooManyError when there are more than
    `limit` units or, of all, more than `most` orders.
    """
    units = len(margin)
    if units == 1:
        return [np.zeros(1, dtype=np.intp)]
    if units > limit:
        raise TooManyError(f"{units} units hang together in circles or ties, of at most {limit}")
    search = _Search(margin)
    best = search.solve()
    assert best is not None, "pairs without circles can always be ordered"
    if ties == "average":
        return _list_all(search, best, most)
    return [best if ties == "any" else search.settle(best)]


def _list_all(search: _Search, best: Places, most: int) -> list[Places]:
    """Every order as good as the best one, each found by forbidding those before."""
    found: list[Places] = []
    order: Places | None = best
    while order is not None and search.value(order) >= search.value(best) - NEAR:
        found.append(order)
        if len(found) > most:
            raise TooManyError(f"more than {most} rankings of {order.size} units have the same agreement")
        search.forbid(order)
        order = search.solve()
    return found


class _Search:
    """One variable for each pair i < j, 1 when i comes before j; circles and orders that were forbidden are rows."""

    def __init__(self, margin: Numbers) -> None:
        self.margin = margin
        self.first, self.second = np.triu_indices(len(margin), 1)
        self.at = np.zeros(margin.shape, dtype=np.intp)
        self.at[self.first, self.second] = np.arange(self.first.size)
        self.rows: list[tuple[Places, Numbers, float]] = []
        self.gain = SCALE * margin[self.first, self.second]

    def value(self, order: Places) -> float:
        return float(np.triu(self.margin[np.ix_(order, order)], 1).sum())

    def forbid(self, order: Places) -> None:
        """Leave this order out: at least one pair must be the other way round."""
        place = np.argsort(order)
        before = place[self.first] < place[self.second]
        self.rows.append((np.arange(before.size), np.where(before, 1.0, -1.0), float(before.sum()) - 1))

    def settle(self, best: Places) -> Places:
        """Of the orders as good as this one, the one that follows the units' whole margins best."""
        least = (SCALE * (self.value(best) - NEAR) + self.gain.sum()) / 2
        self.rows.append((np.arange(self.gain.size), -self.gain, -least))
        whole = self.margin.sum(axis=1)
        whole = whole - np.arange(whole.size) * 1e-6 * max(np.ptp(whole), 1e-3)
        self.gain = SCALE * (whole[self.first] - whole[self.second])
        order = self.solve()
        return best if order is None else order

    def solve(self) -> Places | None:
        """The best order that is left, or None; first with pairs as shares, then as yes or no."""
        shares = self._cut(0)
        shares = None if shares is None else self._cut(1)
        return None if shares is None else np.argsort(-self._spread(shares).sum(axis=1), kind="stable")

    def _cut(self, whole: int) -> Numbers | None:
        """The best shares without a circle, or None when nothing is left."""
        shares = self._maximise(whole)
        while shares is not None and self._forbid_circles(shares):
            shares = self._maximise(whole)
        return shares

    def _maximise(self, whole: int) -> Numbers | None:
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        gain, constraints = self.gain, []
        if self.rows:
            data = np.concatenate([row[1] for row in self.rows])
            columns = np.concatenate([row[0] for row in self.rows])
            starts = np.concatenate([[0], np.cumsum([row[0].size for row in self.rows])])
            matrix = csr_array((data, columns, starts), shape=(len(self.rows), gain.size))
            constraints = [LinearConstraint(matrix, -np.inf, [row[2] for row in self.rows])]
        found = milp(
            -gain,
            integrality=np.full(gain.size, whole),
            bounds=Bounds(0, 1),
            constraints=constraints,
            options={"mip_rel_gap": 0.0},
        )
        return None if found.x is None else np.asarray(found.x, dtype=np.float64)

    def _spread(self, shares: Numbers) -> Numbers:
        before = np.zeros(self.margin.shape)
        before[self.first, self.second] = shares
        before[self.second, self.first] = 1 - shares
        return before

    def _forbid_circles(self, shares: Numbers) -> bool:
        """Add the worst circles of three (i before j before k before i), which no order has; False when there is none.

        Every circle of pairs contains one of three units.
        """
        before = self._spread(shares)
        excess = before[:, :, None] + before[None, :, :] + before.T[:, None, :] - 2
        i, j, k = np.nonzero(excess > NEAR)
        once = (i < j) & (i < k)
        i, j, k = i[once], j[once], k[once]
        worst = np.argsort(-excess[i, j, k], kind="stable")[:BATCH]
        for a, b, c in zip(i[worst], j[worst], k[worst], strict=True):
            pairs = ((a, b), (b, c), (c, a))
            signs = np.array([1.0 if one < other else -1.0 for one, other in pairs])
            columns = np.array([self.at[min(pair), max(pair)] for pair in pairs], dtype=np.intp)
            self.rows.append((columns, signs, 2.0 - float((signs < 0).sum())))
        return worst.size > 0

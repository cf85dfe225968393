"""How far an order agrees with a published list, beside what two plain orders reach: the last list's, and by amount."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gigawatch.index.definition.published import PublishedList

OURS, PERSISTENCE, PLAIN = "ours", "persistence", "plain"
BETTER, EQUAL, WORSE, UNKNOWN = "better", "equal", "worse", "not comparable"


@dataclass(frozen=True)
class Order:
    """An order to hold against a published list: `places` by name (1 is first).

    `method` is ours, persistence or plain, `what` says what it is, `why` is why there is none, both in Chinese too.
    `earlier` is the list behind persistence, which may tell a set only.
    """

    method: str
    what: str
    places: Mapping[str, float]
    why: str = ""
    earlier: PublishedList | None = None
    what_zh: str = ""
    why_zh: str = ""

    def label(self, language: str) -> str:
        """What it is, in a language."""
        return self.what_zh if language == "zh" and self.what_zh else self.what

    def reason(self, language: str) -> str:
        """Why there is none, in a language."""
        return self.why_zh if language == "zh" and self.why_zh else self.why

    @property
    def names(self) -> set[str]:
        """All that the order has."""
        return set(self.places) | (set(self.earlier.within) if self.earlier else set())

    def first(self, k: int) -> set[str] | None:
        """Its first k, fewer where it has fewer; who ties across the border is outside. None where there is none."""
        if self.earlier is not None:
            return self.earlier.first(k)
        values = list(self.places.values())
        return {n for n, place in self.places.items() if sum(v <= place for v in values) <= k} if values else None


@dataclass(frozen=True)
class Agreement:
    """What one order reaches against one list. `held` are the published names that the order has, `missing` the rest.

    `tau` is Kendall's tau-b over the `compared` names that both give a place, `p` its exact two-sided probability
    under chance (none where there are ties): of 3 names it cannot fall below 1/3, of 5 not below 1/60. `overlap` counts
    how many of the list's first `k` are among the order's first k; k is the length of the list's complete beginning, or
    of the earlier list's where that is shorter.
    """

    order: Order
    held: tuple[str, ...]
    missing: tuple[str, ...]
    compared: int
    tau: float | None
    p: float | None
    k: int
    overlap: int | None


@dataclass(frozen=True)
class Verdict:
    """Ours against one baseline: by order over the `compared` names that all three place, by set over the first `k`."""

    against: str
    order: str
    compared: int
    members: str
    k: int
    why: str = ""


def order_amounts(what: str, amounts: Mapping[str, float], why: str = "", what_zh: str = "", why_zh: str = "") -> Order:
    """The plain order by amount, the largest first, equal amounts at one place."""
    places = {name: 1.0 + sum(other > amount for other in amounts.values()) for name, amount in amounts.items()}
    return Order(PLAIN, what, places, why, what_zh=what_zh, why_zh=why_zh)


def order_before(current: PublishedList, lists: Iterable[PublishedList]) -> Order:
    """The last list of the same part published before: "same as last time"; empty, with the reason, where none was."""
    same = [one for one in lists if one.key == current.key and one.edition < current.edition]
    if not same:
        return Order(PERSISTENCE, "", {}, "no earlier list was published", why_zh="此前没有公布过这一名单")
    last = max(same, key=lambda one: one.edition)
    return Order(PERSISTENCE, f"edition {last.edition}", last.places, earlier=last)


def measure_list(published: PublishedList, order: Order) -> Agreement:
    """Agreement of order and of set with one list. Nothing missing is filled: it is named."""
    held = tuple(name for name in published.names if name in order.names)
    missing = tuple(name for name in published.names if name not in order.names)
    both = [name for name in published.places if name in order.places]
    tau, p = measure_tau(published.places, order.places, both)
    k = min(published.k, order.earlier.k) if order.earlier else published.k
    return Agreement(order, held, missing, len(both), tau, p, k, count_overlap(published, order, k))


def count_overlap(published: PublishedList, order: Order, k: int) -> int | None:
    """How many of the list's first k are among the order's; None where one of the two does not tell them."""
    mine, theirs = published.first(k), order.first(k)
    return None if not k or mine is None or theirs is None else len(mine & theirs)


def measure_tau(
    places: Mapping[str, float], others: Mapping[str, float], names: Sequence[str]
) -> tuple[float | None, float | None]:
    """Kendall's tau-b and its exact p over the names; None for fewer than two or where one side is all ties."""
    from scipy.stats import kendalltau

    x, y = [places[name] for name in names], [others[name] for name in names]
    if len(set(x)) < 2 or len(set(y)) < 2:
        return None, None
    is_tied = len(set(x)) < len(x) or len(set(y)) < len(y)
    found = kendalltau(x, y, method="auto" if is_tied else "exact")
    return round(float(found.statistic), 12), None if is_tied else float(found.pvalue)


def judge(published: PublishedList, ours: Agreement, baseline: Agreement) -> Verdict:
    """Whether ours agrees better than a baseline, on the same names for the order and the same k for the set."""
    one, other = ours.order, baseline.order
    shared = [name for name in published.places if name in one.places and name in other.places]
    mine, _ = measure_tau(published.places, one.places, shared)
    theirs, _ = measure_tau(published.places, other.places, shared)
    k = baseline.k
    members = _compare(count_overlap(published, one, k), baseline.overlap)
    return Verdict(other.method, _compare(mine, theirs), len(shared), members, k, one.why or other.why)


def _compare(mine: float | None, theirs: float | None) -> str:
    if mine is None or theirs is None:
        return UNKNOWN
    return EQUAL if mine == theirs else BETTER if mine > theirs else WORSE

"""What persons judged that moves the ledger: on which claims, and which things they joined or parted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigawatch.ledger.review import PAIRS
from gigawatch.model import Judgement, Verdict

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger


@dataclass(frozen=True, slots=True)
class Joining:
    """A judgement that two names are the same, are not, or (withdrawn) that one of these is taken back.

    `pair` is the judgement on the names, `last` what was said last of it; `things` are what the names mean now with all
    that it holds, `claims` those that write one of the names.
    """

    pair: Judgement
    last: Judgement
    things: frozenset[str]
    claims: frozenset[str]

    @property
    def names(self) -> tuple[str, str]:
        """The two sides as the person gave them: names or ids."""
        return self.pair.left, self.pair.right or ""


@dataclass(frozen=True, slots=True)
class Judged:
    """The latest judgement of a person on each claim, and all on pairs, the latest first."""

    claims: Mapping[str, Judgement] = field(default_factory=dict)
    pairs: tuple[Joining, ...] = ()

    def between(self, first: str, last: str) -> Judged:
        """Those that were made from a day to another (ISO), both days included."""
        claims = {claim: one for claim, one in self.claims.items() if first <= _day(one) <= last}
        return Judged(claims, tuple(pair for pair in self.pairs if first <= _day(pair.last) <= last))


def find_judged(ledger: Ledger, judgements: Iterable[Judgement]) -> Judged:
    """What persons judged, with the things that their names mean in a ledger; those without a day move nothing."""
    told = {one.id: one for one in judgements if not one.is_rule and one.on is not None}
    claims: dict[str, Judgement] = {}
    pairs: list[tuple[Judgement, Judgement]] = []
    for one in sorted(told.values(), key=_day):
        of = told.get(one.left, one) if one.verdict is Verdict.WITHDRAW else one
        if of.verdict not in PAIRS:
            claims[of.left] = one
        elif of.verdict is not Verdict.UNSURE:
            pairs.append((of, one))
    return Judged(claims, _describe(ledger, pairs))


def _describe(ledger: Ledger, pairs: Iterable[tuple[Judgement, Judgement]]) -> tuple[Joining, ...]:
    told = sorted(pairs, key=lambda pair: _day(pair[1]), reverse=True)
    if not told:
        return ()
    from gigawatch.resolve import Names
    from gigawatch.vocab import fold

    mentions = ledger.material.mentions
    known = Names.of(mentions.values(), ledger.entities)
    found = []
    for pair, last in told:
        sides = (pair.left, pair.right or "")
        things = frozenset[str]().union(*(known.find(side) for side in sides))
        spelt = {fold(side) for side in sides}
        claims = frozenset(key for (key, _), mention in mentions.items() if fold(mention.surface) in spelt)
        found.append(Joining(pair, last, things.union(*map(ledger.kin.below, things)), claims))
    return tuple(found)


def _day(judgement: Judgement) -> str:
    return judgement.on.isoformat() if judgement.on is not None else ""

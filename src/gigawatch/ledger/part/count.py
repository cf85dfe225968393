"""Counting: the one way from what is asked to the facts that count, for totals, trees and rankings alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigawatch.ledger.nature import is_never_added
from gigawatch.ledger.part.cover import Choice, Cover, interval_of_fact
from gigawatch.ledger.part.leaving import LeftOut
from gigawatch.ledger.part.sift import Asked, find_things, rate_of, sift
from gigawatch.ledger.stage import total_stages
from gigawatch.model import Fact, InputError, Interval

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger


@dataclass(frozen=True, slots=True)
class Count:
    """The facts of what is asked, the choice among them thing by thing, and what was set aside before."""

    facts: Sequence[Fact]
    cover: Cover
    left: Sequence[LeftOut]

    def choose(self, roots: Sequence[str]) -> Choice:
        """What counts of some things and of all else that was found: firms and events whose values are told of a place.

        `roots` hold what they hold; without any, every thing with a value counts.
        """
        kin = self.cover.kin
        held = {*roots}.union(*(kin.below(root) for root in roots))
        others = sorted({fact.subject for fact in self.facts} - held)
        if len(roots) == 1 and not others:
            return self.cover.choose(roots[0])
        return self.cover.choose_all([*roots, *others])


def count(ledger: Ledger, asked: Asked, facts: Iterable[Fact] | None = None) -> Count:
    """What counts of the ledger's facts, or of those given; InputError for a stage that there is not."""
    if asked.stage not in total_stages():
        raise InputError(f"no stage {asked.stage!r}", hint=f"one of {', '.join(total_stages())}")
    fitting, left = sift(ledger, asked, facts)
    cover = Cover(
        ledger.kin,
        fitting,
        lambda fact: interval_in(fact, asked.unit),
        _terms_of_sums(ledger, fitting),
        adds=not is_never_added(asked.measure),
    )
    return Count(fitting, cover, left)


def find_roots(ledger: Ledger, place: str | None, owner: str | None) -> list[str]:
    """The things that a total of a place, or of an owner, is of; none where it is of both, or of all there is."""
    names = [name for name in (place, owner) if name is not None]
    return sorted(find_things(ledger, names[0])) if len(names) == 1 else []


def interval_in(fact: Fact, unit: str) -> Interval:
    """Every value that a fact's words allow, in a unit: money at the rate of the day it was published."""
    own, rate = interval_of_fact(fact), rate_of(fact, unit) or 1.0
    return Interval(own.low * rate, own.high * rate)


def _terms_of_sums(ledger: Ledger, facts: Sequence[Fact]) -> dict[str, frozenset[str]]:
    """For each fact those that a finding `sum` says it is a term of, where the part-of tree does not say so."""
    kept = {c.claim: fact for fact in facts for c in ledger.candidates[fact.id] if c.kept}
    found: dict[str, set[str]] = defaultdict(set)
    for whole in facts:
        sums = [check for check in ledger.findings.get(whole.id, ()) if check.kind == "sum"]
        for term in (kept[claim] for check in sums for claim in check.evidence if claim in kept):
            if term is not whole and term.value < whole.value and not _is_below(ledger, term, whole):
                found[term.id].add(whole.id)
    return {term: frozenset(wholes) for term, wholes in found.items()}


def _is_below(ledger: Ledger, term: Fact, whole: Fact) -> bool:
    return whole.subject in ledger.kin.above(ledger.kin.canonical(term.subject))

"""Said again: amounts told a second time in another currency, and projects that are signed again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from gigawatch.ledger.evidence import CONVERTED
from gigawatch.ledger.nature import is_money
from gigawatch.ledger.part.leaving import LeftOut, Reason
from gigawatch.ledger.part.sift import rate_of
from gigawatch.model import Fact, QuantityClaim, Relation

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger


def said_again(ledger: Ledger) -> dict[str, LeftOut]:
    """Facts that state the amount of another in a second currency, or whose project is signed again."""
    kept = {c.claim: fact for fact in ledger.facts.values() for c in ledger.candidates[fact.id] if c.kept}
    return {**_second_amounts(ledger), **_signed_again(ledger, kept)}


def _agreeing(ledger: Ledger) -> dict[str, Fact]:
    """The fact of each statement that is kept or agrees with the one that is."""
    told = ((one, fact) for fact in ledger.facts.values() for one in ledger.candidates[fact.id])
    return {one.claim: fact for one, fact in told if one.kept or one.relation is Relation.AGREES}


def _second_amounts(ledger: Ledger) -> dict[str, LeftOut]:
    """Of the facts that tell one amount in several currencies, all but the one in the sources' own currency."""
    told = _agreeing(ledger)
    heads: dict[str, str] = {}
    for one, other in (*_paired(ledger, told), *_converted(ledger)):
        root, grown = _root(heads, one.id), _root(heads, other.id)
        heads |= {max(root, grown): min(root, grown), min(root, grown): min(root, grown)}
    groups: dict[str, list[Fact]] = defaultdict(list)
    for key in heads:
        groups[_root(heads, key)].append(ledger.facts[key])
    votes = _count_own(ledger, told, heads)
    found: dict[str, LeftOut] = {}
    for group in groups.values():
        first = min(group, key=lambda f: (-votes[f.id], not _is_local(ledger, f), f.known_on or "9", f.id))
        found |= {fact.id: LeftOut(fact, _reason(first, fact), first) for fact in group if fact is not first}
    return found


def _reason(first: Fact, fact: Fact) -> Reason:
    """Why a second telling is not counted: it is the same amount, or is told as the same at a rate that is off."""
    return Reason.AMOUNT if _may_be_one(first, fact) else Reason.OFF_RATE


def _root(heads: Mapping[str, str], key: str) -> str:
    while heads.get(key, key) != key:
        key = heads[key]
    return key


def _paired(ledger: Ledger, told: Mapping[str, Fact]) -> Iterable[tuple[Fact, Fact]]:
    """The facts of two amounts that one text gives as one; of one thing and time also where the rate that they imply is
    off, since one of the two is a slip then.
    """
    for claim in sorted(told):
        other = told.get(_first_of(ledger, claim) or "")
        if other is None or other.id == told[claim].id:
            continue
        if _may_be_one(told[claim], other) or _key(told[claim]) == _key(other):
            yield told[claim], other


def _converted(ledger: Ledger) -> Iterable[tuple[Fact, Fact]]:
    """Facts of one thing, measure, time, state and scope in two currencies that are one at the rate of their day."""
    groups: dict[tuple[str | None, ...], list[Fact]] = defaultdict(list)
    for fact in ledger.facts.values():
        if is_money(fact.unit):
            groups[_key(fact)].append(fact)
    for group in groups.values():
        ordered = sorted(group, key=lambda f: f.id)
        yield from ((one, two) for n, one in enumerate(ordered) for two in ordered[n + 1 :] if _is_one(one, two))


def _key(fact: Fact) -> tuple[str | None, ...]:
    """Thing, measure, time, state and scope of a fact."""
    return fact.subject, fact.measure, fact.valid_on, fact.status, fact.perimeter


def _is_one(one: Fact, other: Fact) -> bool:
    return rate_of(other, one.unit) is not None and _may_be_one(one, other)


def _may_be_one(one: Fact, other: Fact) -> bool:
    """True where the rate of the day makes one amount of two, or where none is known."""
    rate = rate_of(other, one.unit)
    return rate is None or abs(one.value - other.value * rate) <= CONVERTED * abs(one.value)


def _count_own(ledger: Ledger, told: Mapping[str, Fact], facts: Iterable[str]) -> Mapping[str, int]:
    """How many statements give each amount in its own right: first, or alone, and not as what another comes to."""
    votes = dict.fromkeys(facts, 0)
    for claim, fact in told.items():
        if fact.id in votes and _first_of(ledger, claim) is None:
            votes[fact.id] += 1
    return votes


def _first_of(ledger: Ledger, claim: str) -> str | None:
    """The statement that one gives again in another currency; None for one in its own right."""
    found = ledger.material.claims.get(claim)
    if not isinstance(found, QuantityClaim) or found.same_as is None:
        return None
    first = ledger.material.claims.get(found.same_as)
    is_mutual = isinstance(first, QuantityClaim) and first.same_as == claim and first.start > found.start
    return None if is_mutual else found.same_as


def _is_local(ledger: Ledger, fact: Fact) -> bool:
    """True for the currency of the country that a fact's thing lies in: its code begins with the country's."""
    things = (ledger.entities.get(key) for key in _around(ledger, fact))
    return any(thing is not None and fact.unit.startswith(str(thing.data.get("country") or "-")) for thing in things)


def _around(ledger: Ledger, fact: Fact) -> Iterable[str]:
    for key in filter(None, (fact.subject, fact.place)):
        yield key
        yield from sorted(ledger.kin.above(key))


def _signed_again(ledger: Ledger, kept: Mapping[str, Fact]) -> dict[str, LeftOut]:
    """Of the signings that a finding `resigned` takes for one, all values but those of the first.

    Values of a plant and of what holds it stand: totals count a whole or its parts and never both.
    """
    found = {}
    for check in (one for group in ledger.findings.values() for one in group if one.kind == "resigned"):
        facts = sorted((kept[c] for c in check.evidence if c in kept), key=lambda f: (f.known_on or "9", f.id))
        alike: dict[tuple[str, str], Fact] = {}
        for fact in facts:
            first = alike.setdefault((fact.measure, fact.unit), fact)
            if first.subject != fact.subject and ledger.kin.overlap(first.subject, fact.subject) is not Reason.PART:
                found[fact.id] = LeftOut(fact, Reason.RESIGNED, first)
    return found

"""Said again: amounts told a second time in another currency, and projects that are signed again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from gigawatch.ledger.part.leaving import LeftOut, Reason
from gigawatch.model import Fact, Relation

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger


def said_again(ledger: Ledger) -> dict[str, LeftOut]:
    """Facts that state the amount of another in a second currency, or whose project is signed again."""
    kept = {c.claim: fact for fact in ledger.facts.values() for c in ledger.candidates[fact.id] if c.kept}
    return {**_second_amounts(ledger, _agreeing(ledger)), **_signed_again(ledger, kept)}


def _agreeing(ledger: Ledger) -> dict[str, Fact]:
    """The fact of each statement that is kept or agrees with the one that is."""
    told = ((one, fact) for fact in ledger.facts.values() for one in ledger.candidates[fact.id])
    return {one.claim: fact for one, fact in told if one.kept or one.relation is Relation.AGREES}


def _second_amounts(ledger: Ledger, told: Mapping[str, Fact]) -> dict[str, LeftOut]:
    """Of the facts that tell one amount in several currencies, all but the one that was known first."""
    heads: dict[str, Fact] = {}
    for claim in sorted(told):
        fact, other = told[claim], told.get(str(getattr(ledger.material.claims.get(claim), "same_as", None)))
        if other is None or other.id == fact.id:
            continue
        one, two = heads.get(fact.id, fact), heads.get(other.id, other)
        first = min(one, two, key=lambda f: (f.known_on or "9", f.id))
        members = [key for key, head in heads.items() if head.id in (one.id, two.id)]
        heads |= dict.fromkeys((fact.id, other.id, one.id, two.id, *members), first)
    return {key: LeftOut(ledger.facts[key], Reason.AMOUNT, head) for key, head in heads.items() if key != head.id}


def _signed_again(ledger: Ledger, kept: Mapping[str, Fact]) -> dict[str, LeftOut]:
    """Of the signings that a finding `resigned` takes for one, all values but those of the first."""
    found = {}
    for check in (one for group in ledger.findings.values() for one in group if one.kind == "resigned"):
        facts = sorted((kept[c] for c in check.evidence if c in kept), key=lambda f: (f.known_on or "9", f.id))
        alike: dict[tuple[str, str], Fact] = {}
        for fact in facts:
            first = alike.setdefault((fact.measure, fact.unit), fact)
            if first is not fact and first.subject != fact.subject:
                found[fact.id] = LeftOut(fact, Reason.RESIGNED, first)
    return found

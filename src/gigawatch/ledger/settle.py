"""Settling: one value for each (thing, measure, period, status, perimeter), every candidate kept with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gigawatch.ledger.evidence import Evidence, is_same
from gigawatch.ledger.rule import Rule, decides, ground, rank_key, rule_for
from gigawatch.ledger.wording import Words, say
from gigawatch.model import Candidate, Fact, Relation, Settlement, make_id


@dataclass(frozen=True, slots=True)
class Settled:
    """A fact with the statements it was settled from."""

    fact: Fact
    candidates: tuple[Candidate, ...]
    evidence: tuple[Evidence, ...]

    @property
    def winner(self) -> Evidence:
        """The statement whose value the fact carries."""
        kept = next(candidate.claim for candidate in self.candidates if candidate.kept)
        return next(item for item in self.evidence if item.claim == kept)


def settle(evidence: Iterable[Evidence]) -> list[Settled]:
    """Settle every group of comparable statements; the order of the input does not matter."""
    groups: dict[tuple[str, ...], list[Evidence]] = defaultdict(list)
    for item in evidence:
        groups[item.key].append(item)
    return [_settle_group(sorted(groups[key], key=lambda e: e.claim)) for key in sorted(groups)]


def _settle_group(group: Sequence[Evidence]) -> Settled:
    rule = rule_for(group[0].measure)
    eligible = _count_support([e for e in group if e.copy_of is None] or list(group))
    winner = max(eligible, key=lambda e: rank_key(rule, e))
    fact = _fact(winner, group, rule, _verdict(rule, winner, eligible))
    weighed = {e.claim: e for e in eligible}
    candidates = tuple(_candidate(fact, rule, winner, weighed.get(e.claim, e)) for e in group)
    return Settled(fact, candidates, tuple(group))


def _count_support(group: Sequence[Evidence]) -> list[Evidence]:
    """The statements with the number of independent sources that state the same value; copies are not among them."""
    return [replace(e, support=len({o.source for o in group if is_same(e, o)})) for e in group]


def _verdict(rule: Rule, winner: Evidence, eligible: Sequence[Evidence]) -> Settlement:
    """Open where sources contradict each other; left undecided where one source gives several numbers."""
    rivals = [e for e in eligible if not e.interval.overlaps(winner.interval) and not decides(rule, e, winner)]
    if any(e.source != winner.source for e in rivals):
        return Settlement.OPEN
    return Settlement.ABSTAINED if rivals else Settlement.SETTLED


def _fact(winner: Evidence, group: Sequence[Evidence], rule: Rule, verdict: Settlement) -> Fact:
    known = [e.known_on for e in group if e.known_on and is_same(e, winner)]
    return Fact(
        id=make_id("fact", *winner.key),
        subject=winner.subject,
        measure=winner.measure,
        value=winner.quantity.value,
        high=winner.quantity.high,
        unit=winner.quantity.unit,
        qualifier=winner.quantity.bound,
        valid_on=winner.valid_on,
        known_on=min(known) if known else None,
        status=winner.status,
        perimeter=winner.perimeter,
        place=winner.place,
        rule=rule.name,
        verdict=verdict,
    )


def _candidate(fact: Fact, rule: Rule, winner: Evidence, item: Evidence) -> Candidate:
    is_kept = item.claim == winner.claim
    relation, words = _kept(rule) if is_kept else _relate(rule, winner, item)
    return Candidate(
        fact.id, item.claim, item.document, item.quantity.value, is_kept, words.en, words.zh, relation=relation
    )


def _kept(rule: Rule) -> tuple[Relation, Words]:
    return Relation.KEPT, say("kept", rule=say(f"rule_{rule.name}"))


def _relate(rule: Rule, winner: Evidence, item: Evidence) -> tuple[Relation, Words]:
    if item.copy_of is not None:
        return Relation.COPY, say("near_copy", leader=item.copy_of)
    agrees = item.interval.overlaps(winner.interval)
    if item.source == winner.source and not decides(rule, item, winner):
        return Relation.REPEATS, say("repeated" if agrees else "other_number")
    relation = Relation.AGREES if agrees else Relation.CONTRADICTS
    return relation, say(relation.value, ground=ground(rule, item, winner))

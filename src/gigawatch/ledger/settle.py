"""Settling: one value for each (thing, measure, period, status, perimeter), every candidate kept with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from gigawatch.ledger.criterion import share_provider
from gigawatch.ledger.evidence import Evidence, agree, alter, is_same
from gigawatch.ledger.repute import Sources, SourceStanding, is_trusted, measure_sources, weigh
from gigawatch.ledger.rule import Rule, decides, ground, rank_key, rule_of
from gigawatch.ledger.voice import cluster_values, count_voices, share_voice
from gigawatch.ledger.wording import Words, join, say
from gigawatch.model import Candidate, Fact, Inference, Relation, Settlement, make_id
from gigawatch.quantity.bound import last_digit_unit

ROUNDED = 0.05  # how far an exact number may lie from the hedged one that rounds it


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


def settle(
    evidence: Iterable[Evidence], known: Mapping[str, SourceStanding] = MappingProxyType({})
) -> tuple[list[Settled], Sources]:
    """Settle every group of comparable statements, and tell the standing of each publisher that this went by.

    Standing is counted over all groups first (that of `known` publishers is taken as it is), and they are settled by it
    then: the order of the input does not matter.
    """
    groups = group_evidence(evidence)
    sources = measure_sources(groups, known)
    return settle_groups(groups, sources.standings), sources


def settle_groups(groups: Iterable[Sequence[Evidence]], standings: Mapping[str, SourceStanding]) -> list[Settled]:
    """Each group settled by the standings that publishers have."""
    return [_settle_group(list(weigh(group, standings))) for group in groups]


def fact_id(key: tuple[str, ...]) -> str:
    """The id of the fact that the statements of a key are settled into."""
    return make_id("fact", *key)


def group_evidence(evidence: Iterable[Evidence]) -> list[list[Evidence]]:
    """The statements that can agree or conflict, group by group, in a stable order."""
    groups: dict[tuple[str, ...], list[Evidence]] = defaultdict(list)
    for item in evidence:
        groups[item.key].append(item)
    ordered = (sorted(groups[key], key=lambda e: e.claim) for key in sorted(groups))
    return [group for group in ordered if any(not e.rejected for e in group)]


def _settle_group(group: Sequence[Evidence]) -> Settled:
    rule = rule_of(group)
    eligible = _count_support(_eligible(group))
    winner = _exact_of(max(eligible, key=lambda e: _rank(rule, e)), eligible, rule)
    fact = _fact(winner, group, rule, _verdict(rule, winner, eligible))
    weighed = {e.claim: e for e in eligible}
    candidates = tuple(_candidate(fact, rule, winner, weighed.get(e.claim, e)) for e in group)
    return Settled(fact, candidates, tuple(group))


def _rank(rule: Rule, item: Evidence) -> tuple[tuple[float, ...], str]:
    return rank_key(rule, item), item.claim


def _exact_of(winner: Evidence, eligible: Sequence[Evidence], rule: Rule) -> Evidence:
    """The exact number that a hedged winner rounds, where another statement has it; else the winner.

    The same round number without its hedge is none: the hedge was dropped in telling it again.
    """
    if winner.quantity.bound is None or winner.accepted:
        return winner
    exact = [e for e in eligible if _is_rounded(e, winner)]
    return max(exact, key=lambda e: _rank(rule, e), default=winner)


def _is_rounded(exact: Evidence, hedged: Evidence) -> bool:
    one, other = exact.quantity, hedged.quantity
    if exact.mark is not None or one.bound is not None or not agree(exact, hedged):
        return False
    is_finer = last_digit_unit(one.value) < last_digit_unit(other.value)
    return is_finer and abs(one.value - other.value) <= ROUNDED * abs(other.value)


def _eligible(group: Sequence[Evidence]) -> list[Evidence]:
    """What a person accepted; else what nobody rejected, copies only where there is nothing else."""
    left = [e for e in group if not e.rejected]
    accepted = [e for e in left if e.accepted]
    return accepted or [e for e in left if e.copy_of is None] or left


def _count_support(group: Sequence[Evidence]) -> list[Evidence]:
    """The statements with the number of independent sources that state the same value, stale and derived ones apart."""
    sound = [e for e in group if e.mark is None]
    support = {
        e.claim: count for cluster in cluster_values(sound) for count in [count_voices(cluster)] for e in cluster
    }
    return [e if e.support == (found := support.get(e.claim, 0)) else alter(e, support=found) for e in group]


def _verdict(rule: Rule, winner: Evidence, eligible: Sequence[Evidence]) -> Settlement:
    """Open where sources contradict each other, nobody states the value, or one tells it of several plants together;
    undecided where one source gives several values.
    """
    if winner.mark is Relation.DERIVED or winner.of_several:
        return Settlement.OPEN
    rivals = [e for e in eligible if not agree(e, winner) and not decides(rule, e, winner)]
    if any(e.source != winner.source for e in rivals):
        return Settlement.OPEN
    return Settlement.ABSTAINED if rivals else Settlement.SETTLED


def _fact(winner: Evidence, group: Sequence[Evidence], rule: Rule, verdict: Settlement) -> Fact:
    return Fact(
        id=fact_id(winner.key),
        subject=winner.subject,
        measure=winner.measure,
        value=winner.quantity.value,
        high=winner.quantity.high,
        unit=winner.quantity.unit,
        qualifier=winner.quantity.bound,
        valid_on=winner.valid_on,
        known_on=_known_on(winner, group),
        status=winner.status,
        perimeter=winner.perimeter,
        place=winner.place,
        rule=rule.name,
        verdict=verdict,
        inference=Inference.COMPUTED if winner.mark is Relation.DERIVED else Inference.REPORTED,
        valid_on_inferred=winner.valid_on_inferred,
    )


def _known_on(winner: Evidence, group: Sequence[Evidence]) -> str | None:
    """When the value was first published; the days of copies by publishers whose dates do not count are left out."""
    same = [e for e in group if e.known_on and is_same(e, winner) and not e.rejected]
    dated = [e for e in same if e.copy_of is None or is_trusted(e.standing)] or same
    return min((e.known_on for e in dated if e.known_on), default=None)


def _candidate(fact: Fact, rule: Rule, winner: Evidence, item: Evidence) -> Candidate:
    is_kept = item.claim == winner.claim
    relation, words = _kept(rule, item) if is_kept else _relate(rule, winner, item)
    told = join((words, item.corrected), ";") if item.corrected else words
    return Candidate(fact.id, item.claim, item.document, item.quantity.value, is_kept, told.en, told.zh, relation)


def _kept(rule: Rule, item: Evidence) -> tuple[Relation, Words]:
    return Relation.KEPT, say("kept", rule=item.accepted or say(f"rule_{rule.name}"))


def _relate(rule: Rule, winner: Evidence, item: Evidence) -> tuple[Relation, Words]:
    if item.rejected:
        return Relation.REJECTED, item.rejected
    if item.copy_of is not None:
        return Relation.COPY, say("near_copy", leader=item.copy_of)
    if winner.accepted and not item.accepted:
        relation = Relation.AGREES if agree(item, winner) else Relation.CONTRADICTS
        return relation, say(relation.value, ground=winner.accepted)
    if item.mark is not None and winner.mark is None:
        return item.mark, item.note or say("equal")
    return _compare(rule, winner, item)


def _compare(rule: Rule, winner: Evidence, item: Evidence) -> tuple[Relation, Words]:
    """How a sound statement stands to the value kept: restated since, said again by the same voice, or by another."""
    agrees = agree(item, winner)
    if not agrees and _is_restated(rule, winner, item):
        return Relation.RESTATED, say("restated_later", value=winner.quantity, day=str(winner.known_on))
    if item.source == winner.source and not decides(rule, item, winner):
        return Relation.REPEATS, say("repeated" if agrees else "other_number")
    if agrees and share_voice(item, winner):
        return Relation.REPEATS, say("one_voice")
    relation = Relation.AGREES if agrees else Relation.CONTRADICTS
    return relation, say(relation.value, ground=ground(rule, item, winner))


def _is_restated(rule: Rule, winner: Evidence, item: Evidence) -> bool:
    """True where the same provider has published another value since, and the rule goes by the later one."""
    is_later = (item.known_on or "") < (winner.known_on or "")
    return "later" in rule.prefer and is_later and share_provider(item, winner)

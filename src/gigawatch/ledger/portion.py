"""Settling a portion of the material: things held whole, beside others of which only the settled facts are taken.

Two portions of the same things, before and after some documents came, differ in what these documents change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gigawatch.ledger.align import align
from gigawatch.ledger.check.finding import CHECKS
from gigawatch.ledger.check.inquiry import LOSSES, Inquiry
from gigawatch.ledger.gather import gather_evidence
from gigawatch.ledger.material import Material
from gigawatch.ledger.repute import SourceCount, SourceStanding
from gigawatch.ledger.settle import Settled, settle
from gigawatch.ledger.status import History, Milestone, find_history
from gigawatch.ledger.status.milestone import by_time
from gigawatch.model import Candidate, Check, Fact


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken as it stands: the standings of publishers, the facts of things that the portion does not hold whole
    with the candidate that each keeps, and the ends of such things.
    """

    standings: Mapping[str, SourceStanding]
    facts: Mapping[str, tuple[Fact, Candidate]]
    things: frozenset[str]
    losses: Sequence[Milestone] = ()


@dataclass(frozen=True, slots=True)
class Portion:
    """The ledger of a portion. `sums` are the claims that stand as parts in a sum that fits."""

    facts: frozenset[Fact]
    candidates: frozenset[Candidate]
    findings: frozenset[Check]
    milestones: frozenset[Milestone]
    counts: frozenset[SourceCount]
    sums: frozenset[str]


def settle_portion(material: Material, taken: Taken) -> Portion:
    """Settle the things that the material holds whole; what it says of others is only good for a comparison."""
    settled, sources = settle(align(gather_evidence(material), material), taken.standings)
    history = find_history(material)
    held = [item for item in settled if item.fact.subject not in taken.things]
    inquiry = Inquiry([*held, *_take(settled, taken)], material, _with_losses(history, taken))
    findings = frozenset(check for find in CHECKS.values() for check in find(inquiry))
    return Portion(
        frozenset(item.fact for item in held),
        frozenset(candidate for item in held for candidate in item.candidates),
        findings,
        frozenset(history.milestones),
        frozenset(count for count in sources.counts if count.thing not in taken.things),
        frozenset(part.claim for found in inquiry.decompositions if found.fits for part in found.parts),
    )


def _take(settled: Iterable[Settled], taken: Taken) -> Iterator[Settled]:
    """The facts taken as they stand, each with what the material holds of its statements."""
    groups = {item.fact.id: item.evidence for item in settled}
    told = {evidence.claim: evidence for group in groups.values() for evidence in group}
    for key, (fact, kept) in taken.facts.items():
        winner = told.get(kept.claim)
        if winner is not None:
            winner = replace(
                winner,
                subject=fact.subject,
                valid_on=fact.valid_on,
                valid_on_inferred=fact.valid_on_inferred,
                status=fact.status,
                perimeter=fact.perimeter,
                place=fact.place,
            )
            rest = tuple(e for e in groups.get(key, ()) if e.claim != winner.claim)
            yield Settled(fact, (kept,), (winner, *rest))


def _with_losses(history: History, taken: Taken) -> History:
    """The history with the ends that are taken as they stand."""
    others = {step.entity for step in taken.losses}
    own = (m for m in history.milestones if m.entity not in others or m.status not in LOSSES)
    ordered = sorted({*own, *taken.losses}, key=lambda m: (m.entity, *by_time(m)))
    return History(tuple(ordered), history.abstentions)

"""What a check is given: the settled facts and the material they came from, grouped once for all checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gigawatch.ledger.check.figure import Figure, Figures, figure_of, span_of
from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.material import Material
from gigawatch.ledger.part.decompose import decompose
from gigawatch.ledger.part.decomposition import Decomposition
from gigawatch.ledger.part.kin import Kin
from gigawatch.ledger.settle import Settled
from gigawatch.ledger.status import History, Milestone, find_history
from gigawatch.ledger.wording import Words
from gigawatch.model import Check, Entity, EntityKind, QuantityClaim, Severity

LOSSES = ("closed", "cancelled", "suspended")


@dataclass(frozen=True)
class Inquiry:
    """The settled facts under inquiry, with indexes that a check may use instead of a search of its own.

    Where only some of a ledger is under inquiry, `told` is the history, `ends` the steps of all things that end
    something, `sums` the decompositions found before, `beyond` the claims of other documents that figures are of.
    """

    settled: Sequence[Settled]
    material: Material
    told: History | None = None
    ends: Sequence[Milestone] | None = None
    sums: Sequence[Decomposition] | None = None
    beyond: Mapping[str, QuantityClaim] = field(default_factory=dict)

    @cached_property
    def history(self) -> History:
        """The steps of every thing and the stops left open."""
        return self.told if self.told is not None else find_history(self.material)

    @property
    def entities(self) -> Mapping[str, Entity]:
        """Every thing by id."""
        return self.material.entities

    def is_place(self, thing: str | None) -> bool:
        """True where the thing of an id is a place."""
        known = self.entities.get(thing or "")
        return known is not None and known.kind is EntityKind.PLACE

    @cached_property
    def by_claim(self) -> Mapping[str, tuple[Settled, Evidence]]:
        """The settled fact and the statement of each claim or cell."""
        return {evidence.claim: (item, evidence) for item in self.settled for evidence in item.evidence}

    @cached_property
    def figures(self) -> Figures:
        """Every figure with its printed precision, by document and by thing, measure and period."""
        evidence = {claim: told for claim, (_, told) in self.by_claim.items()}
        return Figures(evidence, self.material, self.beyond)

    def about(self, figure: Figure) -> str:
        """What a finding about a figure is about: its fact, or the claim itself where its thing is unknown."""
        found = self.by_claim.get(figure.id)
        return found[0].fact.id if found else figure.id

    def figure(self, evidence: Evidence) -> Figure:
        """The figure of a statement."""
        return self.figures.by_id.get(evidence.claim) or figure_of(evidence)

    @cached_property
    def _stops(self) -> Mapping[str, Sequence[Milestone]]:
        """The closures, cancellations and suspensions of each thing and of the wholes and places it belongs to."""
        groups: dict[str, list[Milestone]] = defaultdict(list)
        for step in self.history.milestones if self.ends is None else self.ends:
            if step.status in LOSSES and step.admitted:
                for whole in self.above(step.entity):
                    groups[whole].append(step)
        return groups

    def losses(self, subject: str, since: str, until: str) -> Iterator[Milestone]:
        """What was closed, ended or stopped of a thing or its parts between two periods, ends included."""
        first, last = span_of(since), span_of(until)
        for step in self._stops.get(subject, ()):
            when = span_of(step.valid_on or step.known_on)
            if first and last and when and first[0] <= when[1] and when[0] <= last[1]:
                yield step

    def above(self, entity: str) -> tuple[str, ...]:
        """A thing with all that it belongs to: its wholes, its place, its owner, and what they belong to."""
        return (entity, *sorted(self.kin.above(entity)))

    @cached_property
    def by_subject(self) -> Mapping[str, Sequence[Settled]]:
        """The settled facts of each thing."""
        groups: dict[str, list[Settled]] = defaultdict(list)
        for item in self.settled:
            groups[item.fact.subject].append(item)
        return groups

    @cached_property
    def kin(self) -> Kin:
        """What is a part of what."""
        return Kin(self.entities)

    @cached_property
    def decompositions(self) -> Sequence[Decomposition]:
        """Every stated whole with its stated parts, whether they fit or not."""
        return decompose(self) if self.sums is None else self.sums


def make_check(
    about: str,
    kind: str,
    severity: Severity,
    words: Words,
    evidence: Iterable[str] = (),
    suggestion: Words | None = None,
) -> Check:
    """A finding from its words; the claims it rests on are kept in the order of their ids."""
    claims = tuple(sorted(set(evidence)))
    if suggestion is None:
        return Check(about, kind, severity, words.en, words.zh, claims)
    return Check(about, kind, severity, words.en, words.zh, claims, suggestion.en, suggestion.zh)

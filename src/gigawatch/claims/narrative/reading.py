"""All narrative readers over one document, each kind on its own words, in the order of the text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from gigawatch.claims.narrative.agreement import find_agreements
from gigawatch.claims.narrative.claim import Finding, claim
from gigawatch.claims.narrative.event import find_events
from gigawatch.claims.narrative.gathering import Gathering, claim_gatherings, find_gatherings
from gigawatch.claims.narrative.participant import find_participants
from gigawatch.claims.narrative.pledge import Declaration, claim_declarations, find_declarations, find_pledges
from gigawatch.claims.narrative.release import find_releases
from gigawatch.claims.narrative.statement import find_statements, scientists
from gigawatch.claims.narrative.story import Story
from gigawatch.claims.narrative.superlative import find_superlatives
from gigawatch.claims.sentence import Sentence
from gigawatch.model import Document, Kind, NarrativeClaim


def read_narratives(document: Document, sentences: Sequence[Sentence], kinds: Collection[Kind]) -> list[NarrativeClaim]:
    """The claims of the given kinds, quantities excepted, that a document makes, in the order of its text."""
    reading = _Reading(Story(document, sentences))
    claims = [
        claim(reading.story, kind, finding) for kind in kinds if kind != Kind.QUANTITY for finding in reading.find(kind)
    ]
    unique = {found.id: found for found in claims if found.surface}
    return sorted(unique.values(), key=lambda found: (found.start, found.end, found.kind))


class _Reading:
    """One document's readers; what several need (conferences, declarations, statements) is read once."""

    def __init__(self, story: Story) -> None:
        self.story = story

    @cached_property
    def gatherings(self) -> list[Gathering]:
        return find_gatherings(self.story)

    @cached_property
    def declarations(self) -> list[Declaration]:
        return find_declarations(self.story)

    @cached_property
    def statements(self) -> list[Finding]:
        return list(find_statements(self.story, self.gatherings))

    def find(self, kind: Kind) -> Iterable[Finding]:
        """The findings of one kind."""
        if kind is Kind.EVENT:
            return self._events()
        if kind is Kind.AGREEMENT:
            return find_agreements(self.story, self.gatherings)
        if kind is Kind.PLEDGE:
            return find_pledges(self.story, self.declarations)
        if kind is Kind.STATEMENT:
            return self.statements
        return find_superlatives(self.story, self.gatherings)

    def _events(self) -> Iterable[Finding]:
        yield from claim_gatherings(self.story, self.gatherings, self._participants())
        yield from claim_declarations(self.gatherings, self.declarations)
        yield from find_releases(self.story, self.gatherings)
        yield from find_events(self.story, self.gatherings)

    def _participants(self) -> dict[str, dict[str, list[str]]]:
        """Participants of each conference; signers and speakers count where there is only one conference."""
        alone = len(self.gatherings) == 1
        signers = [name for d in self.declarations for name in d.signatories] if alone else []
        speakers = scientists(self.statements) if alone else []
        return {g.name: find_participants(self.story, g, signers, speakers) for g in self.gatherings}

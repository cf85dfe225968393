"""What the ledger is settled from: documents, claims, table cells, things and the names that tie them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from gigawatch.model import Claim, Document, Entity, Mention, Observation


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that bears on the ledger. `copies` gives the leading document of each near-copy.

    `mentions` are by claim or observation id and role: thing (what the value is of), subject, place.
    """

    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    observations: Mapping[str, Observation]
    entities: Mapping[str, Entity]
    mentions: Mapping[tuple[str, str], Mention]
    copies: Mapping[str, str]

    def entity_of(self, claim: str, role: str) -> Entity | None:
        """The thing that a claim or observation names in a role."""
        mention = self.mentions.get((claim, role))
        return self.entities.get(mention.entity) if mention else None

    def as_of(self, day: date) -> Material:
        """Only what was published by `day`; an undated document or cell was not known then."""
        return self._only(lambda document: document.published is not None and document.published <= day, day)

    def believed_on(self, day: date) -> Material:
        """Only the documents that this workspace held on `day`."""
        return self._only(lambda document: document.kept is not None and document.kept <= day, None)

    def _only(self, keep: Callable[[Document], bool], day: date | None) -> Material:
        documents = {key: document for key, document in self.documents.items() if keep(document)}
        claims = {key: claim for key, claim in self.claims.items() if claim.document in documents}
        observations = {
            key: cell for key, cell in self.observations.items() if day is None or _published_by(cell.vintage, day)
        }
        copies = {copy: leader for copy, leader in self.copies.items() if leader in documents}
        return replace(self, documents=documents, claims=claims, observations=observations, copies=copies)


def _published_by(vintage: str | None, day: date) -> bool:
    return vintage is not None and vintage <= day.isoformat()

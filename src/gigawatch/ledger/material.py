"""What the ledger is settled from: documents, claims, table cells, things and the names that tie them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from gigawatch.model import Claim, Document, Entity, Mention, Observation
from gigawatch.quantity import last_day


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
        """Only what was published by `day`; an undated document or cell was not known then.

        A cell dated by a year or a month only counts as known at its end.
        """
        return self._only(
            lambda document: document.published is not None and document.published <= day,
            lambda cell: cell.vintage is not None and (last_day(cell.vintage) or date.max) <= day,
        )

    def believed_on(self, day: date) -> Material:
        """Only the documents and tables that this workspace held on `day`; tables that ship count as always held."""
        return self._only(
            lambda document: document.kept is not None and document.kept <= day,
            lambda cell: cell.kept is None or cell.kept <= day,
        )

    def _only(self, keep: Callable[[Document], bool], keep_cell: Callable[[Observation], bool]) -> Material:
        documents = {key: document for key, document in self.documents.items() if keep(document)}
        return replace(
            self,
            documents=documents,
            claims={key: claim for key, claim in self.claims.items() if claim.document in documents},
            observations={key: cell for key, cell in self.observations.items() if keep_cell(cell)},
            copies=self._lead_again(documents),
        )

    def _lead_again(self, documents: Mapping[str, Document]) -> Mapping[str, str]:
        """The leaders among the documents that are left: where a leader is gone, its earliest copy leads the others."""
        left: dict[str, list[str]] = {}
        for copy, leader in self.copies.items():
            if copy in documents:
                left.setdefault(leader, []).append(copy)
        leads = {leader: leader if leader in documents else min(own, key=self._age) for leader, own in left.items()}
        return {copy: leads[leader] for leader, own in left.items() for copy in own if copy != leads[leader]}

    def _age(self, document: str) -> tuple[date, str]:
        return self.documents[document].published or date.max, document

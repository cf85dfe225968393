"""What the ledger is settled from: documents, claims, table cells, things and the names that tie them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date

from gigawatch.ledger.review import PAIRS, Review, Ruling, stand
from gigawatch.ledger.review.copying import spread_rejections
from gigawatch.ledger.review.reading import NOTHING
from gigawatch.ledger.wording import Words
from gigawatch.model import Claim, Document, Entity, Judgement, Mention, Observation, last_day

OWN_TABLES = "tables/"  # a workspace's own tables; the subjects of those that ship are not resolved


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that bears on the ledger. `copies` gives the leading document of each near-copy.

    `mentions` are by claim or observation id and role: thing (what the value is of), subject, place. After persons'
    judgements `claims` read as corrected, what was rejected stands in `rejected` and in no other table, and `stated` is
    the material as the sources have it. `namings` are the judgements on names where these were resolved again for an
    earlier day; None: those of the build.
    """

    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    observations: Mapping[str, Observation]
    entities: Mapping[str, Entity]
    mentions: Mapping[tuple[str, str], Mention]
    copies: Mapping[str, str]
    review: Review = NOTHING
    rejected: Mapping[str, Claim | Observation] = field(default_factory=dict)
    stated: Material | None = None
    namings: tuple[Judgement, ...] | None = None

    def entity_of(self, claim: str, role: str) -> Entity | None:
        """The thing that a claim or observation names in a role."""
        mention = self.mentions.get((claim, role))
        return self.entities.get(mention.entity) if mention else None

    def as_of(self, day: date) -> Material:
        """What a build of nothing but what was published by `day` gives; all judgements of persons count.

        An undated document or cell was not known then; a cell dated by a year or a month only counts as known at its
        end. Names mean what those documents alone let them mean. Where nothing falls away, it is this material itself.
        """
        return self._at(
            lambda document: document.published is not None and document.published <= day,
            lambda cell: cell.vintage is not None and (last_day(cell.vintage) or date.max) <= day,
            stand(self.review.judgements),
        )

    def believed_on(self, day: date) -> Material:
        """What a build of nothing but the documents, tables and judgements that this workspace held on `day` gives.

        Tables that ship count as always held.
        """
        return self._at(
            lambda document: document.kept is not None and document.kept <= day,
            lambda cell: cell.kept is None or cell.kept <= day,
            stand(self.review.judgements, day),
        )

    def reviewed(self, found: Review) -> Material:
        """The material as persons' judgements have it read; the rejected claims and cells set beside it."""
        if not found.rulings:
            return replace(self, review=found)
        found = replace(found, rulings=spread_rejections(found.rulings, self.documents, self.claims, self.copies))
        claims = found.correct(self.claims)
        out = {key for key in found.rulings if found.is_rejected(key)}
        return replace(
            self,
            claims={key: claim for key, claim in claims.items() if key not in out},
            observations=_without(self.observations, out),
            review=found,
            rejected={key: table[key] for table in (claims, self.observations) for key in sorted(out) if key in table},
            stated=self,
        )

    def ruling(self, key: str) -> Ruling | None:
        """What persons decided on a claim or table cell."""
        return self.review.rulings.get(key)

    def tell_corrections(self, key: str) -> Words | None:
        """Who corrected a claim, from what, when and why; None when nobody did."""
        ruling = self.ruling(key)
        return ruling.tell_corrections((self.stated or self).claims.get(key)) if ruling else None

    def every_claim(self) -> Mapping[str, Claim]:
        """The claims that count and those that a person rejected: all that a page may have to show."""
        out = {key: item for key, item in self.rejected.items() if not isinstance(item, Observation)}
        return {**self.claims, **out} if out else self.claims

    def every_cell(self) -> Mapping[str, Observation]:
        """The table cells that count and those that a person rejected."""
        out = {key: item for key, item in self.rejected.items() if isinstance(item, Observation)}
        return {**self.observations, **out} if out else self.observations

    def knows(self, key: str) -> bool:
        """True for the id of a claim or table cell, one that was rejected included."""
        return any(key in table for table in (self.claims, self.observations, self.rejected))

    def _at(
        self, keep: Callable[[Document], bool], keep_cell: Callable[[Observation], bool], judged: Review
    ) -> Material:
        """What is left of the sources, their names resolved again, under the judgements that count."""
        stated = self.stated or self
        left = stated._only(keep, keep_cell)
        is_whole = (len(left.documents), len(left.observations)) == (len(stated.documents), len(stated.observations))
        if is_whole and len(judged.judgements) == len(self.review.judgements):
            return self
        return left._resolved(judged).reviewed(judged)

    def _resolved(self, found: Review) -> Material:
        """The material with its names resolved again, by its own documents and under these judgements."""
        from gigawatch.resolve import resolve

        own = [cell for cell in self.observations.values() if cell.table.startswith(OWN_TABLES)]
        claims = found.correct(self.claims)
        again = resolve(self.documents, claims.values(), own, pairs_of(stand(found.judgements).judgements))
        namings = tuple(again.judgements.values())
        return replace(self, entities=again.entities, mentions=again.mentions, namings=namings)

    def _only(self, keep: Callable[[Document], bool], keep_cell: Callable[[Observation], bool]) -> Material:
        documents = {key: document for key, document in self.documents.items() if keep(document)}
        return replace(
            self,
            documents=documents,
            claims={key: claim for key, claim in self.claims.items() if claim.document in documents},
            observations={key: cell for key, cell in self.observations.items() if keep_cell(cell)},
            copies=self._copies_among(documents),
        )

    def _copies_among(self, documents: Mapping[str, Document]) -> Mapping[str, str]:
        """The near-copies among the documents that are left; where a leader of some is gone, they are found again."""
        left = {copy: leader for copy, leader in self.copies.items() if copy in documents}
        if all(leader in documents for leader in left.values()):
            return left
        from gigawatch.intake import find_copies

        return find_copies(list(documents.values()))


def _without(cells: Mapping[str, Observation], out: Set[str]) -> Mapping[str, Observation]:
    """The cells that are not among those left out; the same table where none of them is."""
    return {key: cell for key, cell in cells.items() if key not in out} if any(key in cells for key in out) else cells


def pairs_of(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements in force on names, which resolving goes by."""
    return [j for j in judgements if j.verdict in PAIRS and j.holds]

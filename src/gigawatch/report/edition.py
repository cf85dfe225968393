"""Editions of conferences as the documents tell them: each with its claims by kind and its facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass, field

from gigawatch.ledger import Ledger
from gigawatch.model import Entity, EntityKind, Fact, Kind, NarrativeClaim
from gigawatch.quantity.telling import first_year
from gigawatch.resolve.event import name_event

CONFERENCE = "conference"


@dataclass(slots=True)
class Edition:
    """One conference: the thing it is, and what documents assert about it."""

    event: Entity
    conferences: list[NarrativeClaim] = field(default_factory=list)
    releases: list[NarrativeClaim] = field(default_factory=list)
    declarations: list[NarrativeClaim] = field(default_factory=list)
    agreements: list[NarrativeClaim] = field(default_factory=list)
    pledges: list[NarrativeClaim] = field(default_factory=list)
    statements: list[NarrativeClaim] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    @property
    def year(self) -> str:
        """The year of the edition, or empty."""
        return str(self.event.data.get("year") or "")

    @property
    def weight(self) -> tuple[int, str]:
        """How much is told about it: editions with a declaration and pledges come first."""
        kinds: tuple[Sized, ...] = (
            self.conferences, self.releases, self.declarations, self.pledges, self.statements, self.facts,
        )  # fmt: skip
        return sum(len(kind) for kind in kinds), self.year


def find_editions(ledger: Ledger) -> list[Edition]:
    """Every edition of a known conference series that documents or tables speak of, oldest first."""
    editions: dict[str, Edition] = {}
    claims = sorted(_narratives(ledger), key=lambda claim: (claim.document, claim.start))
    for claim in claims:
        if _is_type(claim, CONFERENCE):
            _add(editions, claim, str(claim.data.get("name") or ""), ledger)
    for entity in ledger.entities.values():
        if entity.kind is EntityKind.EVENT and entity.data.get("series"):
            editions.setdefault(entity.id, Edition(entity))
    for claim in claims:
        _sort_in(editions, claim, ledger)
    for fact in ledger.facts.values():
        if fact.subject in editions:
            editions[fact.subject].facts.append(fact)
    found = [edition for edition in editions.values() if edition.year and edition.weight[0]]
    return sorted(found, key=lambda edition: edition.year)


def _narratives(ledger: Ledger) -> Iterable[NarrativeClaim]:
    return (c for c in ledger.material.claims.values() if isinstance(c, NarrativeClaim))


def _is_type(claim: NarrativeClaim, kind: str) -> bool:
    return claim.kind is Kind.EVENT and claim.data.get("type") == kind


def _add(editions: dict[str, Edition], claim: NarrativeClaim, name: str, ledger: Ledger) -> None:
    document = ledger.material.documents[claim.document]
    published = str(document.published.year) if document.published else None
    event = name_event(name, first_year(str(claim.data.get("date") or "")) or published).entity
    if event is not None and event.data.get("series"):
        known = ledger.entities.get(event.id, event)
        editions.setdefault(event.id, Edition(known)).conferences.append(claim)


def _sort_in(editions: dict[str, Edition], claim: NarrativeClaim, ledger: Ledger) -> None:
    """A claim that names its conference belongs to it, else to the conference its document is about."""
    edition = _named(editions, claim, ledger) or _of_document(editions.values(), claim.document)
    if edition is None:
        return
    shelf = {
        Kind.AGREEMENT: edition.agreements,
        Kind.PLEDGE: edition.pledges,
        Kind.STATEMENT: edition.statements,
    }.get(claim.kind)
    if _is_type(claim, "release"):
        shelf = edition.releases
    if _is_type(claim, "declaration"):
        shelf = edition.declarations
    if shelf is not None:
        shelf.append(claim)


def _named(editions: dict[str, Edition], claim: NarrativeClaim, ledger: Ledger) -> Edition | None:
    name = str(claim.data.get("event") or "")
    if not name:
        return None
    document = ledger.material.documents[claim.document]
    year = first_year(str(claim.data.get("date") or "")) or (str(document.published.year) if document.published else "")
    event = name_event(name, year or None).entity
    return editions.get(event.id) if event else None


def _of_document(editions: Iterable[Edition], document: str) -> Edition | None:
    found = [e for e in editions if any(claim.document == document for claim in e.conferences)]
    return found[0] if len(found) == 1 else None


def main_edition(editions: Sequence[Edition]) -> Edition | None:
    """The edition that the documents tell most about."""
    return max(editions, key=lambda edition: edition.weight, default=None)

"""What documents tell of a region besides quantities: pledges, statements, superlatives, agreements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gigawatch.chain import Region
from gigawatch.ledger import Ledger
from gigawatch.model import Kind, NarrativeClaim


def newest_day(ledger: Ledger) -> date | None:
    """The day on which the newest document was published; None where none is dated."""
    return max((d.published for d in ledger.material.documents.values() if d.published), default=None)


@dataclass(frozen=True, slots=True)
class Tale:
    """One narrative claim with the day its document was published (ISO)."""

    claim: NarrativeClaim
    published: str | None

    @property
    def id(self) -> str:
        """The claim's id: where its words are found."""
        return self.claim.id

    def text(self, key: str) -> str | None:
        """A field of the claim that is text."""
        value = self.claim.data.get(key)
        return value if isinstance(value, str) and value else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A field of the claim that lists texts."""
        value = self.claim.data.get(key)
        return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()


def find_tales(ledger: Ledger, kind: Kind, region: Region | None = None) -> list[Tale]:
    """The narrative claims of a kind in documents that speak of a region (in all without one), near-copies left out."""
    documents = ledger.material.documents
    found = [
        Tale(claim, _day(documents[claim.document].published))
        for claim in ledger.material.claims.values()
        if isinstance(claim, NarrativeClaim)
        and claim.kind is kind
        and claim.document not in ledger.material.copies
        and (region is None or claim.document in region.documents)
    ]
    return sorted(found, key=lambda tale: (tale.published or "", tale.claim.document, tale.claim.start))


def _day(published: object) -> str | None:
    return str(published) if published else None

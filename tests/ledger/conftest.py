from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from gigawatch.ledger import Material
from gigawatch.model import Document, Entity, EntityKind, Kind, Mention, NarrativeClaim, QuantityClaim
from gigawatch.resolve import resolve

PLACE = Entity("place-yibin", EntityKind.PLACE, "Yibin", {"en": "Yibin", "zh": "宜宾"}, None, {"kind": "prefecture"})
BASE = Entity("site-catl", EntityKind.SITE, "CATL, Yibin", {}, None, {"owner": "org-catl", "place": "place-yibin"})
SICHUAN = Entity(
    "site-sichuan", EntityKind.SITE, "Sichuan Times, Yibin", {}, "site-catl", {"owner": "org-s", "place": "place-yibin"}
)
GEELY = Entity(
    "site-geely", EntityKind.SITE, "Times Geely, Yibin", {}, "site-catl", {"owner": "org-g", "place": "place-yibin"}
)
PHASES = tuple(
    Entity(f"phase-{n}", EntityKind.PHASE, f"Sichuan Times, Yibin, phase {n}", {}, "site-sichuan", {"ordinals": [n]})
    for n in (1, 2, 3)
)
ENTITIES = (PLACE, BASE, SICHUAN, GEELY, *PHASES)


class Desk:
    """Hand-written documents and claims of synthetic sources, gathered into the ledger's material."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.claims: dict[str, QuantityClaim | NarrativeClaim] = {}
        self.mentions: dict[tuple[str, str], Mention] = {}
        self.copies: dict[str, str] = {}
        self.entities = {entity.id: entity for entity in ENTITIES}

    def document(
        self, name: str, text: str, published: str, publisher: str = "", kept: str = "", language: str = "en"
    ) -> str:
        day = date.fromisoformat(published)
        held = date.fromisoformat(kept) if kept else max(day, date(2026, 1, 1))
        self.documents[name] = Document(
            name, f"{name}.md", "00", text, language, name, None, publisher or None, day, held, None
        )
        return name

    def claim(self, document: str, words: str, thing: Entity = BASE, **fields: object) -> str:
        text = self.documents[document].text
        start = text.index(words)
        key = f"claim-{document}-{start}"
        values: dict[str, object] = {
            "measure": "capacity",
            "unit": "GWh/yr",
            "status": "planned",
            "lang": "en",
            "confidence": 1.0,
            "reader": "test/1",
        } | fields
        self.claims[key] = QuantityClaim(
            id=key, document=document, surface=words, start=start, end=start + len(words), **values
        )
        self.mentions[(key, "thing")] = Mention(key, "thing", thing.name, thing.id)
        self.entities[thing.id] = thing
        return key

    def event(self, document: str, words: str, thing: Entity = BASE, **data: object) -> str:
        text = self.documents[document].text
        start = text.index(words)
        key = f"claim-event-{document}-{start}"
        self.claims[key] = NarrativeClaim(
            kind=Kind.EVENT,
            document=document,
            lang="en",
            surface=words,
            start=start,
            end=start + len(words),
            id=key,
            confidence=1.0,
            reader="test/1",
            data=data,
        )
        self.mentions[(key, "thing")] = Mention(key, "thing", thing.name, thing.id)
        return key

    def material(self) -> Material:
        return Material(self.documents, self.claims, {}, self.entities, self.mentions, self.copies)

    def resolved(self) -> Material:
        """The material with what its claims name found by resolving, as a build does, and not by hand."""
        found = resolve(self.documents, self.claims.values(), ())
        return Material(self.documents, self.claims, {}, found.entities, found.mentions, self.copies)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def sites() -> Callable[[str], Entity]:
    by_name = {"base": BASE, "sichuan": SICHUAN, "geely": GEELY, "city": PLACE}
    by_name |= {f"phase {n}": phase for n, phase in enumerate(PHASES, start=1)}
    return by_name.__getitem__

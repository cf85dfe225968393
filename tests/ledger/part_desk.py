"""A desk for part-of: synthetic plants of one firm, and statements of them in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from gigawatch.ledger import Ledger, Material, make_ledger
from gigawatch.model import Check, Document, Entity, EntityKind, Mention, QuantityClaim

CITY = Entity("place-c", EntityKind.PLACE, "Ceetown", {"en": "Ceetown", "zh": "丙市"}, None, {"kind": "prefecture"})
FIRM = Entity("org-f", EntityKind.ORGANISATION, "Firm", {"en": "Firm", "zh": "甲公司"}, None, {"kind": "cell maker"})
VENTURE = Entity("org-v", EntityKind.ORGANISATION, "Venture", {}, "org-f", {"relation": "joint venture"})
BASE = Entity("site-b", EntityKind.SITE, "Firm, Ceetown", {}, None, {"owner": "org-f", "place": "place-c"})
JOINT = Entity("site-v", EntityKind.SITE, "Venture, Ceetown", {}, "site-b", {"owner": "org-v", "place": "place-c"})
EAST = Entity("site-e", EntityKind.SITE, "East works", {}, "site-b", {"owner": "org-f", "place": "place-c"})
RIVAL = Entity("site-r", EntityKind.SITE, "Rival, Ceetown", {}, None, {"owner": "org-r", "place": "place-c"})


def phase(*ordinals: int, whole: Entity = BASE, **data: object) -> Entity:
    """A phase, or a set of phases, of a plant."""
    name = f"{whole.name}, phase {'-'.join(map(str, ordinals))}"
    key = f"phase-{whole.id}-{'-'.join(map(str, ordinals))}"
    return Entity(key, EntityKind.PHASE, name, {}, whole.id, {**whole.data, "ordinals": list(ordinals), **data})


@dataclass
class PartDesk:
    """Synthetic documents whose words are written as they are stated: `{}` of a text stands for each amount."""

    entities: list[Entity] = field(default_factory=lambda: [CITY, FIRM, VENTURE, BASE, JOINT, EAST, RIVAL])
    documents: dict[str, Document] = field(default_factory=dict)
    claims: dict[str, QuantityClaim] = field(default_factory=dict)
    mentions: dict[tuple[str, str], Mention] = field(default_factory=dict)

    def write(self, text: str, *amounts: tuple[Entity | None, float, dict[str, object]], on: str = "2024-09-01") -> str:
        """Keep a text with its amounts as claims of a planned capacity, unless their fields say otherwise."""
        name = f"d{len(self.documents)}"
        pieces, written = text.split("{}"), ""
        for piece, (thing, value, fields) in zip(pieces, amounts, strict=False):
            written += piece
            surface = str(fields.get("surface", f"{value:g} GWh"))
            self._claim(name, thing, value, fields, surface, len(written))
            written += surface
        self.documents[name] = Document(
            name, f"{name}.md", "00", written + pieces[-1], "en", name, None, None, date.fromisoformat(on)
        )
        return name

    def _claim(
        self, name: str, thing: Entity | None, value: float, fields: dict[str, object], surface: str, start: int
    ) -> None:
        key = f"claim-{name}-{start}"
        values = {"measure": "capacity", "unit": "GWh/yr", "status": "planned", "lang": "en", "confidence": 1.0}
        values |= {"reader": "test/1", "period": "2024"} | {k: v for k, v in fields.items() if k != "surface"}
        self.claims[key] = QuantityClaim(
            id=key, document=name, value=value, surface=surface, start=start, end=start + len(surface), **values
        )
        if thing is not None:
            self.mentions[(key, "thing")] = Mention(key, "thing", thing.name, thing.id)
            if thing.id not in {entity.id for entity in self.entities}:
                self.entities.append(thing)

    def material(self) -> Material:
        """Everything written, as the ledger's material."""
        return Material(self.documents, self.claims, {}, {e.id: e for e in self.entities}, self.mentions, {})

    def ledger(self) -> Ledger:
        """The ledger of everything written."""
        return make_ledger(self.material())

    def backwards(self) -> Ledger:
        """The ledger of the same in the opposite order."""
        found = self.material()
        turned = {
            name: dict(reversed(getattr(found, name).items()))
            for name in ("documents", "claims", "entities", "mentions")
        }
        return make_ledger(replace(found, **turned))


def of_kind(ledger: Ledger, *kinds: str) -> list[Check]:
    """The findings of some kinds."""
    return [check for group in ledger.findings.values() for check in group if check.kind in kinds]


def words_of(checks: Sequence[Check]) -> str:
    """Their English texts in a row."""
    return " | ".join(check.text for check in checks)

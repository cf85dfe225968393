"""A synthetic city of the tests: made-up firms and figures, told by hand-written claims on synthetic documents."""

from __future__ import annotations

from datetime import date

from gigawatch.ledger import Ledger, Material, make_ledger
from gigawatch.model import Document, Entity, EntityKind, Mention, Observation, QuantityClaim
from gigawatch.resolve import resolve

CITY = Entity(
    "place-city", EntityKind.PLACE, "River City", {"en": "River City", "zh": "江城"}, None, {"kind": "prefecture"}
)
FIRM = Entity("org-firm", EntityKind.ORGANISATION, "Alpha Cells", {"en": "Alpha Cells", "zh": "甲电池"})
OTHER = Entity("org-other", EntityKind.ORGANISATION, "Beta Cells", {"en": "Beta Cells", "zh": "乙电池"})
PLANT = Entity(
    "site-plant", EntityKind.SITE, "Alpha Cells, River City", {"en": "Alpha Cells, River City", "zh": "甲电池（江城）"},
    None, {"owner": "org-firm", "place": "place-city"},
)  # fmt: skip
PHASE = Entity(
    "phase-one", EntityKind.PHASE, "Alpha Cells, River City, phase 1",
    {"en": "Alpha Cells, River City, phase 1", "zh": "甲电池（江城）一期"}, "site-plant", {"ordinals": [1]},
)  # fmt: skip
RIVAL = Entity(
    "site-rival", EntityKind.SITE, "Beta Cells, River City", {"en": "Beta Cells, River City", "zh": "乙电池（江城）"},
    None, {"owner": "org-other", "place": "place-city"},
)  # fmt: skip
ENTITIES = (CITY, FIRM, OTHER, PLANT, PHASE, RIVAL)


class QuestionDesk:
    """Statements laid down one by one; `material` and `ledger` are what they make."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.claims: dict[str, QuantityClaim] = {}
        self.cells: dict[str, Observation] = {}
        self.mentions: dict[tuple[str, str], Mention] = {}

    def say(
        self, words: str, value: float, thing: Entity = PLANT, on: str | None = "2022-07-25", **fields: object
    ) -> str:
        """One document of one sentence that holds one figure; its claim's id."""
        held = date.fromisoformat(str(fields.pop("kept", "2026-01-01")))
        lang, publisher = str(fields.pop("lang", "en")), str(fields.pop("publisher", "Example News"))
        key = f"doc-{len(self.documents)}"
        day = date.fromisoformat(on) if on else None
        text = f"By our desk. {words} is the figure." if lang == "en" else f"本报讯。数字为{words}。"
        url = f"https://{key}.example.org/"
        self.documents[key] = Document(key, f"{key}.md", key, text, lang, key, url, publisher, day, held)
        claim = f"claim-{key}"
        start = text.index(words)
        values: dict[str, object] = {"measure": "capacity", "unit": "GWh/yr", "status": "operating", "period": "2022"}
        self.claims[claim] = QuantityClaim(
            document=key, lang=lang, value=value, surface=words, start=start, end=start + len(words), id=claim,
            confidence=1.0, reader="test/1", **(values | fields),
        )  # fmt: skip
        self.mentions[(claim, "thing")] = Mention(claim, "thing", thing.names[lang], thing.id)
        return claim

    def count(self, subject: Entity, measure: str, value: float, period: str, vintage: str, source: str = "") -> str:
        """One cell of a synthetic table; its id."""
        key = f"obs-{len(self.cells)}"
        self.cells[key] = Observation(
            id=key, table="tables/synthetic.csv", row=len(self.cells) + 1, subject=subject.name, measure=measure,
            period=period, value=value, unit="GWh", source=source or "https://example.org/t", vintage=vintage,
        )  # fmt: skip
        self.mentions[(key, "thing")] = Mention(key, "thing", subject.name, subject.id)
        return key

    def material(self) -> Material:
        entities = {entity.id: entity for entity in ENTITIES}
        return Material(dict(self.documents), dict(self.claims), dict(self.cells), entities, dict(self.mentions), {})

    def ledger(self) -> Ledger:
        return make_ledger(self.material())

    def resolved(self) -> Ledger:
        """The ledger with what the claims name found by resolving, as a build does, and not by hand."""
        found = resolve(self.documents, self.claims.values(), self.cells.values())
        material = Material(self.documents, self.claims, self.cells, found.entities, found.mentions, {})
        return make_ledger(material)

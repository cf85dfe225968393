"""What a report is made from: the ledger, the index, the chain and the outlook of one edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gigawatch.chain import ChainReport, find_region
from gigawatch.ledger import Age, Difference, Ledger
from gigawatch.model import Entity, EntityKind
from gigawatch.outlook import Outlook
from gigawatch.outlook.carbon import Carbon
from gigawatch.outlook.odds import Odds
from gigawatch.outlook.shift import Shift
from gigawatch.outlook.technology import Technology
from gigawatch.report.block import Content
from gigawatch.report.constant import constants
from gigawatch.report.house.house import House
from gigawatch.report.own.text import OwnText
from gigawatch.report.record.former import Former
from gigawatch.report.scope import Scope, Subject

if TYPE_CHECKING:
    from gigawatch.report.located import Plant

Row = Mapping[str, object]
Draft = tuple[Content, tuple[str, ...]]
LANGUAGES = ("en", "zh")
OWN = Scope()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One edition's inputs.

    `region` is the entity id (or a name) of the place or company that the report is about; one that no source names is
    known by its name alone. `scope` says of which kind it is, and whether the report is the brief of one page.
    `changes` is what differs from the last kept edition of the ledger, None where none is kept.
    `edition` is the content hash of the inputs; `dated` the newest publication date among them (ISO), so that the same
    inputs give the same report on every day. The publication's ledger also holds the published constants that pages
    compute with, as cells. `house` is how the report looks, `texts` are the analyst's own words, `former` the editions
    handed in before it, the oldest first. Titles, left out sections, texts and former editions are of the workspace's
    own report in full: any other has but the look. `drafts` holds the report once it is composed, by language, with
    what its author was told: report and site are made from one.
    """

    ledger: Ledger
    name: str
    name_zh: str
    region: str
    edition: str
    dated: str
    indicators: Sequence[Row] = ()
    readings: Sequence[Row] = ()
    scores: Sequence[Row] = ()
    coverage: Sequence[Row] = ()
    ages: Sequence[Age] = ()
    chain: ChainReport | None = None
    outlook: Outlook | None = None
    odds: Odds | None = None
    shifts: Sequence[Shift] = ()
    carbon: Carbon | None = None
    technology: Technology | None = None
    scope: Scope = OWN
    changes: Difference | None = None
    house: House = field(default_factory=House)
    texts: Sequence[OwnText] = ()
    former: tuple[Former, ...] = ()
    drafts: dict[str, Draft] = field(default_factory=dict, init=False, repr=False, compare=False)
    _plants: list[tuple[Plant, ...]] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.scope.is_usual:
            for name, value in (("house", self.house.for_others()), ("texts", ()), ("former", ())):
                object.__setattr__(self, name, value)
        material = self.ledger.material
        cells = {**constants(), **material.observations}
        entities = dict(material.entities)
        if self.region not in entities:
            region = find_region(self.ledger, self.region)
            object.__setattr__(self, "region", region.id)
            entities.setdefault(region.id, Entity(region.id, EntityKind(region.kind), region.names["en"], region.names))
        made = replace(material, observations=cells, entities=entities)
        object.__setattr__(self, "ledger", replace(self.ledger, material=made))

    @property
    def plants(self) -> Sequence[Plant]:
        """The outermost plants of the ledger, by id; found when first asked for."""
        from gigawatch.report.located import find_plants

        if not self._plants:
            self._plants.append(tuple(find_plants(self.ledger)))
        return self._plants[0]

    @property
    def is_spoken_of(self) -> bool:
        """True where some kept source says something of the region or of what lies in it."""
        inside = self.ledger.within(self.region)
        return any(mention.entity in inside for mention in self.ledger.material.mentions.values())

    @property
    def is_silent(self) -> bool:
        """True for a report on another place of which no kept source speaks: what holds of every place stays out."""
        return self.scope.subject is Subject.REGION and not self.is_spoken_of

    def title(self, lang: str) -> str:
        """The name of the workspace, or of the place or company that the report is about, in a language."""
        if self.scope.subject is not Subject.WORKSPACE:
            return self.ledger.label(self.region, lang)
        return self.name_zh if lang == "zh" and self.name_zh else self.name

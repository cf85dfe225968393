"""What resolving finds: things, the names that mean them, the judgement on each, and what need not be asked twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from gigawatch.model import Document, Entity, EntityKind, Judgement, Mention, Verdict, make_id
from gigawatch.resolve.acting import Speakers, acts
from gigawatch.resolve.agreement import agree_on, sooner
from gigawatch.resolve.another_name import AnotherName
from gigawatch.resolve.naming import SURE, Naming
from gigawatch.resolve.organisation import Firms, is_firm_name
from gigawatch.resolve.plant import link_of, part_of_site, wholes_of
from gigawatch.resolve.subject import find_subject


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a site a claim names: the chain link beside the owner's main one, and the phases or the plant of
    a row.
    """

    link: str | None
    ordinals: tuple[int, ...]
    is_row: bool = False


@dataclass(slots=True)
class Memory:
    """What was found out once and is asked again for every claim that says the same; names repeat."""

    subjects: dict[tuple[str, str | None, str | None], Naming] = field(default_factory=dict)
    plants: dict[tuple[str, str, str | None, tuple[int, ...], bool], Entity | None] = field(default_factory=dict)
    acting: dict[tuple[str, str], bool] = field(default_factory=dict)
    judged: set[tuple[str, str | None, str, str]] = field(default_factory=set)


@dataclass(slots=True)
class Resolution:
    """Things by id, the names that mean them by (claim, role), and the judgement on each name."""

    firms: Firms
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: dict[tuple[str, str], Mention] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    sayings: list[AnotherName] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)

    def add(self, entity: Entity) -> None:
        """Take a thing and the wholes it belongs to; of several descriptions of a thing what all of them agree on."""
        known = self.entities.get(entity.id)
        if known is None:
            self.entities[entity.id] = entity
            for whole in wholes_of(entity):
                self.add(whole)
        elif known is not entity:
            self.entities[entity.id] = agree_on(known, entity)

    def add_plant(self, owner: Entity, place: Entity, part: Part) -> Entity | None:
        """The plant of an owner at a place that a part names, with the wholes it belongs to."""
        link = link_of(owner, part.link)
        key, known = (owner.id, place.id, link, part.ordinals, part.is_row), self.memory.plants
        if key not in known:
            plants = part_of_site(owner, place, link, part.ordinals, is_row=part.is_row)
            for plant in plants:
                self.add(plant)
            known[key] = plants[0] if plants else None
        return known[key]

    def mention(self, claim: str, role: str, surface: str, entity: Entity) -> None:
        """Keep that a claim's name in a role means a thing."""
        self.add(entity)
        self.mentions[(claim, role)] = Mention(claim, role, surface, entity.id)

    def name(self, surface: str | None, rule: Callable[[str], Naming]) -> Entity | None:
        """What a name means by a rule, judged; None where there is no name or it means nothing."""
        if not surface:
            return None
        naming = rule(surface)
        self.judge(surface, naming)
        return naming.entity

    def name_subject(self, surface: str | None, year: str | None, place: Entity | None) -> Entity | None:
        """A subject is an event, an organisation, or the industry of a place; the first that fits."""
        if not surface:
            return None
        key, known = (surface, year, place.id if place else None), self.memory.subjects
        if key not in known:
            known[key] = find_subject(self.firms, surface, year, place)
        self.judge(surface, known[key])
        return known[key].entity

    def may_own(self, subject: Entity, surface: str, document: Document, speakers: Speakers) -> bool:
        """False for a name that no vocabulary knows and that only speaks, or never acts, in the document."""
        if subject.kind is not EntityKind.ORGANISATION or subject.data:
            return True
        if any(is_firm_name(name) for name in self.firms.names_of(surface)):
            return True
        key, acting = (document.id, surface), self.memory.acting
        if key in speakers:
            return False
        if key not in acting:
            acting[key] = acts(surface, document)
        return acting[key]

    def judge(self, surface: str, naming: Naming) -> None:
        """One judgement for each name: it means this thing, or it is not clear what it means."""
        entity = naming.entity
        told = (surface, entity.id if entity else None, naming.rule, naming.reason)
        if told in self.memory.judged:
            return
        self.memory.judged.add(told)
        verdict = Verdict.SAME if entity is not None and naming.score >= SURE else Verdict.UNSURE
        right = entity.id if entity else None
        key = make_id("judgement", surface, right, naming.rule)
        judgement = Judgement(key, surface, right, verdict, naming.rule, None, naming.reason, naming.score)
        self.judgements[key] = sooner(self.judgements.get(key), judgement)

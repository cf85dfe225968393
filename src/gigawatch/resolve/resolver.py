"""Resolving: for every claim and table cell, the thing it speaks of, and a judgement for each name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from gigawatch.model import (
    Claim,
    Document,
    Entity,
    EntityKind,
    Judgement,
    Kind,
    Mention,
    NarrativeClaim,
    Observation,
    QuantityClaim,
    Verdict,
    make_id,
)
from gigawatch.resolve.agreement import agree_on, sooner
from gigawatch.resolve.another_name import AnotherName, find_other_names, tie_other_names
from gigawatch.resolve.event import name_event
from gigawatch.resolve.naming import NOTHING, SURE, Naming
from gigawatch.resolve.ordinal import read_list_before, read_plant_number
from gigawatch.resolve.organisation import NONE, Firms, Joined, is_firm_name
from gigawatch.resolve.plant import link_of, part_of_site, wholes_of
from gigawatch.resolve.scene import SITED_MEASURES, Scene, names_in, owners_of, read_scene
from gigawatch.resolve.where import name_place, name_there
from gigawatch.resolve.whole import WORLD, name_whole
from gigawatch.vocab import OrganisationKind, find_links, places

EVENT_MEASURES = ("projects", "investment", "contract_value", "other")
NO_PLANTS = (
    *(OrganisationKind.ASSOCIATION, OrganisationKind.GOVERNMENT, OrganisationKind.RESEARCH),
    *(OrganisationKind.DATA_PROVIDER, OrganisationKind.INVESTOR, OrganisationKind.EVENT),
)
OF_MARKETS = ("price",)
SURVEYORS = (OrganisationKind.DATA_PROVIDER, OrganisationKind.RESEARCH)
ACTS = (
    r"(?:plans?|will|builds?|is building|has|have|signed|invests?|operates?|runs|produces?|opened|announced|broke|aims"
    r"|intends|completed|started|began|makes|supplies)\b"
)
YEAR, DAY, WINDOW = 4, 10, 80


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a site a claim speaks of: the chain links and the phases, or the plant of a row, that it names."""

    links: list[str]
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


def resolve(
    documents: Mapping[str, Document],
    claims: Iterable[Claim],
    cells: Iterable[Observation],
    judgements: Sequence[Judgement] = (),
) -> Resolution:
    """What every claim and table cell speaks of; one whose subject is not clear speaks of nothing known.

    `judgements` are persons', on pairs of names or things: they overrule the rules.
    """
    if not judgements:
        return apply_rules(documents, claims, cells)
    from gigawatch.resolve.overrule import overrule

    read, table = list(claims), list(cells)
    return overrule(apply_rules(documents, read, table), judgements, documents, read, table)


def apply_rules(
    documents: Mapping[str, Document],
    claims: Iterable[Claim],
    cells: Iterable[Observation],
    met: Joined = NONE,
) -> Resolution:
    """What every claim and table cell speaks of by the rules alone; `met` are new firms' names as joined before."""
    read, listed = list(claims), list(cells)
    resolution = Resolution(Firms(_surfaces(read, listed), met))
    speakers = _speakers(read)
    scene = read_scene(resolution.firms, read)
    for claim in read:
        if isinstance(claim, QuantityClaim):
            _resolve_quantity(resolution, claim, documents[claim.document], speakers, scene)
        elif claim.kind is Kind.EVENT:
            _resolve_event(resolution, claim, documents[claim.document])
            _date_event(resolution, claim)
    for cell in listed:
        _resolve_cell(resolution, cell)
    resolution.sayings = list(find_other_names(documents.values()))
    _tie_other_names(resolution)
    return resolution


def _tie_other_names(resolution: Resolution) -> None:
    """Tie what a source says to be another name of a phase to that phase."""
    plants, judgements = tie_other_names(resolution.entities, resolution.sayings)
    for plant in plants:
        resolution.add(plant)
        resolution.entities[plant.id] = plant
    resolution.judgements.update({judgement.id: judgement for judgement in judgements})


def _surfaces(claims: Iterable[Claim], cells: Iterable[Observation]) -> Iterator[str]:
    """Every name that may be a firm's."""
    for claim in claims:
        if isinstance(claim, QuantityClaim) or claim.kind is Kind.EVENT:
            yield from names_in(claim)
    yield from (cell.subject for cell in cells)


def _speakers(claims: Iterable[Claim]) -> frozenset[tuple[str, str]]:
    """Who speaks in which document: a person who speaks of a figure does not own it."""
    told = ((c.document, c.speaker if isinstance(c, QuantityClaim) else c.data.get("speaker")) for c in claims)
    return frozenset((document, str(speaker)) for document, speaker in told if speaker)


def _date_event(resolution: Resolution, claim: NarrativeClaim) -> None:
    """Keep when an edition opened: the earliest day that a document names."""
    name, date = claim.data.get("name"), str(claim.data.get("date") or "").partition("/")[0]
    if claim.data.get("type") != "conference" or not name or len(date) < DAY:
        return
    event = name_event(str(name), date[:YEAR]).entity
    if event is not None:
        resolution.add(event)
        known = resolution.entities[event.id]
        opened = min(date, str(known.data.get("opened") or date))
        resolution.entities[event.id] = replace(known, data={**known.data, "opened": opened})


def _resolve_quantity(
    resolution: Resolution,
    claim: QuantityClaim,
    document: Document,
    speakers: frozenset[tuple[str, str]],
    scene: Scene,
) -> None:
    told = scene.tell(claim, resolution.firms)
    place = _name(resolution, told.place, partial(name_there, text=document.text))
    year = str(document.published.year) if document.published else ""
    subject = _name_subject(resolution, told.subject, (claim.period or year)[:YEAR], place)
    if subject is not None and subject.kind is EntityKind.EVENT and claim.measure not in EVENT_MEASURES:
        subject = place  # an event signs and sums; what is made, sold or built is its place's
    if subject is not None and not _may_own(resolution, subject, told.subject or "", document, speakers):
        subject = None
    if claim.measure in OF_MARKETS and subject is not None and subject.data.get("kind") in SURVEYORS:
        subject = place or WORLD  # who surveys a price does not ask it
    is_sited = claim.measure in SITED_MEASURES and claim.unit != "%"
    before = document.text[max(0, claim.start - WINDOW) : claim.start]
    part = _part(claim.object, claim.phase, claim.lang, before) if is_sited else None
    _tie(resolution, claim.id, told.subject, told.place, subject, place, part)


@lru_cache(maxsize=65_536)
def _part(told: str | None, phase: str | None, lang: str, before: str = "") -> Part:
    """The chain links and the phases that a claim names; of a list of phases `before` it, all."""
    links = [mention.code for mention in find_links(told or "", lang)]
    number = read_plant_number(phase)
    if number is not None:
        return Part(links, (number,), is_row=True)
    return Part(links, read_list_before(before, phase) if phase else ())


def _may_own(
    resolution: Resolution, subject: Entity, surface: str, document: Document, speakers: frozenset[tuple[str, str]]
) -> bool:
    """False for a name that no vocabulary knows and that only speaks, or never acts, in the document."""
    if subject.kind is not EntityKind.ORGANISATION or subject.data or is_firm_name(surface):
        return True
    key = (document.id, surface)
    if key in speakers:
        return False
    acting = resolution.memory.acting
    if key not in acting:
        acting[key] = _acts(surface, document)
    return acting[key]


def _acts(surface: str, document: Document) -> bool:
    """True where a document says that the bearer of a name does something, and writes it inside a sentence."""
    acts = re.search(rf"{re.escape(surface)} {ACTS}", document.text)
    inside = re.search(rf"[a-z,;:’'\"“)] {re.escape(surface)}\b", document.text)
    return acts is not None and (inside is not None or " " in surface)


def _resolve_event(resolution: Resolution, claim: NarrativeClaim, document: Document) -> None:
    """A step of a project: its thing is the site of the first organisation named, at the place named."""
    owners, where = owners_of(claim), claim.data.get("place")
    first = owners[0] if owners else None
    subject = _name(resolution, first, resolution.firms.name)
    place = _name(resolution, str(where) if where else None, partial(name_there, text=document.text))
    if subject is not None and place is not None:
        told = str(claim.data.get("object") or claim.surface)
        part = _part(told, str(claim.data.get("phase") or claim.surface), claim.lang)
        _tie(resolution, claim.id, first, str(where), subject, place, part)


def _resolve_cell(resolution: Resolution, cell: Observation) -> None:
    subject = _name_subject(resolution, cell.subject, cell.period[:YEAR], None)
    _tie(resolution, cell.id, cell.subject, None, subject, None, None)


def _tie(
    resolution: Resolution,
    claim: str,
    subject_surface: str | None,
    place_surface: str | None,
    subject: Entity | None,
    place: Entity | None,
    part: Part | None,
) -> None:
    """Write the mentions of a claim: its subject, its place, and the thing that its value is of.

    A place alone is no subject: a plant somewhere is not the region's total.
    """
    if place is not None:
        _mention(resolution, claim, "place", place_surface or "", place)
    if subject is None:
        return
    _mention(resolution, claim, "subject", subject_surface or "", subject)
    is_owner = subject.kind is EntityKind.ORGANISATION and subject.data.get("kind") not in NO_PLANTS
    if part is not None and place is not None and is_owner:
        subject = _add_plant(resolution, subject, place, part) or subject
    _mention(resolution, claim, "thing", subject_surface or "", subject)


def _add_plant(resolution: Resolution, owner: Entity, place: Entity, part: Part) -> Entity | None:
    link = link_of(owner, part.links)
    key, known = (owner.id, place.id, link, part.ordinals, part.is_row), resolution.memory.plants
    if key not in known:
        plants = part_of_site(owner, place, link, part.ordinals, is_row=part.is_row)
        for plant in plants:
            resolution.add(plant)
        known[key] = plants[0] if plants else None
    return known[key]


def _mention(resolution: Resolution, claim: str, role: str, surface: str, entity: Entity) -> None:
    resolution.add(entity)
    resolution.mentions[(claim, role)] = Mention(claim, role, surface, entity.id)


def _name_subject(resolution: Resolution, surface: str | None, year: str | None, place: Entity | None) -> Entity | None:
    """A subject is an event, an organisation, or the industry of a place; the first that fits."""
    if not surface:
        return None
    key, known = (surface, year, place.id if place else None), resolution.memory.subjects
    if key not in known:
        known[key] = _find_subject(resolution.firms, surface, year, place)
    naming = known[key]
    _judge(resolution, surface, naming)
    return naming.entity


def _find_subject(firms: Firms, surface: str, year: str | None, place: Entity | None) -> Naming:
    naming = name_event(surface, year)
    if naming.entity is None:
        naming = name_whole(surface, place)
    return naming if naming.entity is not None else _organisation_or_place(firms, surface, place)


def _organisation_or_place(firms: Firms, surface: str, place: Entity | None) -> Naming:
    """A known organisation, else a place that agrees with the place of the figure, else what the name may be."""
    organisation = firms.name(surface)
    if organisation.score >= SURE:
        return organisation
    spot = name_place(surface, place.id if place else None)
    if spot.entity is not None and _agree(spot.entity, place):
        return spot
    return organisation if spot.entity is None or organisation.rule == "rule:new-firm" else NOTHING


def _agree(spot: Entity, place: Entity | None) -> bool:
    """True where a place named as the subject holds the figure's place, or lies in it."""
    return place is None or places().within(spot.id, place.id) or places().within(place.id, spot.id)


def _name(resolution: Resolution, surface: str | None, rule: Callable[[str], Naming]) -> Entity | None:
    if not surface:
        return None
    naming = rule(surface)
    _judge(resolution, surface, naming)
    return naming.entity


def _judge(resolution: Resolution, surface: str, naming: Naming) -> None:
    """One judgement for each name: it means this thing, or it is not clear what it means."""
    entity = naming.entity
    told = (surface, entity.id if entity else None, naming.rule, naming.reason)
    if told in resolution.memory.judged:
        return
    resolution.memory.judged.add(told)
    verdict = Verdict.SAME if entity is not None and naming.score >= SURE else Verdict.UNSURE
    right = entity.id if entity else None
    key = make_id("judgement", surface, right, naming.rule)
    judgement = Judgement(key, surface, right, verdict, naming.rule, None, naming.reason, naming.score)
    resolution.judgements[key] = sooner(resolution.judgements.get(key), judgement)

"""Resolving: for every claim and table cell, the thing it speaks of, and a judgement for each name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

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
from gigawatch.resolve.event import name_event
from gigawatch.resolve.name import NOTHING, Naming, name_organisation, name_place
from gigawatch.resolve.site import site_of, wholes_of

SITED_MEASURES = ("capacity", "investment", "jobs", "area", "vehicles")
EVENT_MEASURES = ("projects", "investment", "contract_value", "other")
SURE = 0.9
YEAR, DAY = 4, 10


@dataclass(slots=True)
class Resolution:
    """Things by id, the names that mean them by (claim, role), and the judgement on each name."""

    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: dict[tuple[str, str], Mention] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)

    def add(self, entity: Entity) -> None:
        """Take a thing and the wholes it belongs to; the first description of a thing stays."""
        if entity.id not in self.entities:
            self.entities[entity.id] = entity
            for whole in wholes_of(entity):
                self.entities.setdefault(whole.id, whole)


def resolve(documents: Mapping[str, Document], claims: Iterable[Claim], cells: Iterable[Observation]) -> Resolution:
    """What every claim and table cell speaks of."""
    resolution = Resolution()
    for claim in claims:
        _resolve_claim(resolution, claim, documents[claim.document])
    for cell in cells:
        _resolve_cell(resolution, cell)
    return resolution


def _date_event(resolution: Resolution, claim: NarrativeClaim) -> None:
    """Keep when an edition opened, as the first document to the day says it."""
    name, date = claim.data.get("name"), str(claim.data.get("date") or "").partition("/")[0]
    if claim.data.get("type") != "conference" or not name or len(date) < DAY:
        return
    event = name_event(str(name), date[:YEAR]).entity
    if event is not None:
        resolution.add(event)
        known = resolution.entities[event.id]
        dated = {"opened": date, **known.data}
        resolution.entities[event.id] = replace(known, data=dated)


def _resolve_claim(resolution: Resolution, claim: Claim, document: Document) -> None:
    year = str(document.published.year) if document.published else None
    if isinstance(claim, QuantityClaim):
        named = None if claim.subject == claim.speaker else claim.subject
        subject = _name_subject(resolution, named, (claim.period or year or "")[:4])
        place = _name(resolution, claim.place, name_place)
        if subject is not None and subject.kind is EntityKind.EVENT and claim.measure not in EVENT_MEASURES:
            subject = None  # an event signs and sums; what is made, sold or built is its place's
        _tie(resolution, claim.id, claim.subject, claim.place, subject, place, _is_sited(claim.measure, claim.unit))
    elif claim.kind is Kind.EVENT:
        _resolve_event(resolution, claim)
        _date_event(resolution, claim)


def _resolve_event(resolution: Resolution, claim: NarrativeClaim) -> None:
    """A step of a project: its thing is the site of the first organisation named, at the place named."""
    owners, where = claim.data.get("organisations"), claim.data.get("place")
    first = str(owners[0]) if isinstance(owners, list) and owners else None
    subject = _name(resolution, first, name_organisation)
    place = _name(resolution, str(where) if where else None, name_place)
    if subject is not None and place is not None:
        _tie(resolution, claim.id, first, str(where), subject, place, is_sited=True)


def _resolve_cell(resolution: Resolution, cell: Observation) -> None:
    subject = _name_subject(resolution, cell.subject, cell.period[:4])
    _tie(resolution, cell.id, cell.subject, None, subject, None, is_sited=False)


def _is_sited(measure: str, unit: str) -> bool:
    return measure in SITED_MEASURES and unit != "%"


def _tie(
    resolution: Resolution,
    claim: str,
    subject_surface: str | None,
    place_surface: str | None,
    subject: Entity | None,
    place: Entity | None,
    is_sited: bool,
) -> None:
    """Write the mentions of a claim: its subject, its place, and the thing that its value is of."""
    if subject is not None:
        _mention(resolution, claim, "subject", subject_surface or "", subject)
    if place is not None:
        _mention(resolution, claim, "place", place_surface or "", place)
    thing = subject or place
    if is_sited and subject is not None and place is not None and subject.kind is EntityKind.ORGANISATION:
        thing = _add_site(resolution, subject, place) or subject
    if thing is not None:
        _mention(resolution, claim, "thing", subject_surface or place_surface or "", thing)


def _add_site(resolution: Resolution, owner: Entity, place: Entity) -> Entity | None:
    sites = site_of(owner, place)
    for site in sites:
        resolution.add(site)
    return sites[0] if sites else None


def _mention(resolution: Resolution, claim: str, role: str, surface: str, entity: Entity) -> None:
    resolution.add(entity)
    resolution.mentions[(claim, role)] = Mention(claim, role, surface, entity.id)


def _name_subject(resolution: Resolution, surface: str | None, year: str | None) -> Entity | None:
    """A subject is an event, an organisation, or the industry of a place; the first that fits."""
    if not surface:
        return None
    for naming in (name_event(surface, year), _organisation_or_place(surface)):
        if naming.entity is not None:
            _judge(resolution, surface, naming)
            return naming.entity
    _judge(resolution, surface, NOTHING)
    return None


def _organisation_or_place(surface: str) -> Naming:
    organisation = name_organisation(surface)
    if organisation.score >= SURE:
        return organisation
    place = name_place(surface)
    if place.entity is not None and organisation.rule in ("rule:new", "rule:none"):
        return place
    return organisation if organisation.entity is not None else place


def _name(resolution: Resolution, surface: str | None, rule: Callable[[str], Naming]) -> Entity | None:
    if not surface:
        return None
    naming = rule(surface)
    _judge(resolution, surface, naming)
    return naming.entity


def _judge(resolution: Resolution, surface: str, naming: Naming) -> None:
    """One judgement for each name: it means this thing, or it is not clear what it means."""
    entity = naming.entity
    verdict = Verdict.SAME if entity is not None and naming.score >= SURE else Verdict.UNSURE
    right = entity.id if entity else None
    key = make_id("judgement", surface, right, naming.rule)
    resolution.judgements[key] = Judgement(key, surface, right, verdict, naming.rule, None, naming.reason, naming.score)

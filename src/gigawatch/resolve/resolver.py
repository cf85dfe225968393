"""Resolving: for every claim and table cell, the thing it speaks of, and a judgement for each name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from gigawatch.claims.phase_list import is_told_each
from gigawatch.model import (
    Claim,
    Document,
    Entity,
    EntityKind,
    Judgement,
    Kind,
    NarrativeClaim,
    Observation,
    QuantityClaim,
)
from gigawatch.resolve.acting import Speakers, find_speakers
from gigawatch.resolve.another_name import find_other_names, tie_other_names
from gigawatch.resolve.event import name_event
from gigawatch.resolve.ordinal import read_list_before, read_ordinals, read_plant_number
from gigawatch.resolve.organisation import NONE, Firms, Joined, TwoNames, find_two_names
from gigawatch.resolve.own_plant import tells_plant
from gigawatch.resolve.plant import WHOLE
from gigawatch.resolve.resolution import Part, Resolution
from gigawatch.resolve.scene import Scene, held_in, names_in, read_scene
from gigawatch.resolve.where import name_there
from gigawatch.resolve.whole import WORLD
from gigawatch.vocab import OrganisationKind, find_first_links

EVENT_MEASURES = ("projects", "investment", "contract_value", "area", "other")
NO_PLANTS = (
    *(OrganisationKind.ASSOCIATION, OrganisationKind.GOVERNMENT, OrganisationKind.RESEARCH),
    *(OrganisationKind.DATA_PROVIDER, OrganisationKind.INVESTOR, OrganisationKind.EVENT),
)
OF_MARKETS = ("price",)
SURVEYORS = (OrganisationKind.DATA_PROVIDER, OrganisationKind.RESEARCH)
HELD, SEVERAL, JOINED = "held", "; ", " and "
YEAR, DAY, WINDOW = 4, 10, 80


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
    resolution = read_names(documents, claims, cells, met)
    tie_sayings(resolution)
    return resolution


def read_names(
    documents: Mapping[str, Document], claims: Iterable[Claim], cells: Iterable[Observation], met: Joined = NONE
) -> Resolution:
    """What claims and cells speak of, with the sayings of other names, by which nothing is tied yet.

    Where all names are `met`, it depends on each document alone: documents resolved apart give together what they give
    at once, things and judgements that several of them tell of being agreed on.
    """
    read, listed = list(claims), list(cells)
    told = tell_names(documents, read, listed)
    resolution = Resolution(Firms(told.surfaces, met, holders=told.holders, pairs=told.pairs))
    speakers = find_speakers(read)
    scene = read_scene(resolution.firms, read)
    for claim in read:
        if isinstance(claim, QuantityClaim):
            _resolve_quantity(resolution, claim, documents[claim.document], speakers, scene)
        elif claim.kind is Kind.EVENT:
            _resolve_event(resolution, claim, documents[claim.document], scene)
            _date_event(resolution, claim)
    for cell in listed:
        _resolve_cell(resolution, cell)
    resolution.sayings = list(find_other_names(documents.values()))
    return resolution


@dataclass(frozen=True, slots=True)
class Told:
    """The names that may be firms', those that hold a part of a firm, and the pairs that documents give together."""

    surfaces: frozenset[str]
    holders: frozenset[str]
    pairs: frozenset[TwoNames]


def tell_names(documents: Mapping[str, Document], claims: Sequence[Claim], cells: Iterable[Observation]) -> Told:
    """The names of firms in documents with their claims, and in cells."""
    pairs = frozenset(find_two_names(_firms_told(documents, claims)))
    return Told(frozenset(_surfaces(claims, cells)), _holders(claims), pairs)


def tie_sayings(resolution: Resolution) -> None:
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


def _firms_told(
    documents: Mapping[str, Document], claims: Iterable[Claim]
) -> Iterator[tuple[str, str, Collection[str]]]:
    """Each document with claims: its id, its text and the names in it that may be firms'."""
    told: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if isinstance(claim, QuantityClaim) or claim.kind is Kind.EVENT:
            told[claim.document].update(names_in(claim))
    yield from ((key, documents[key].text, names) for key, names in told.items())


def _holders(claims: Iterable[Claim]) -> frozenset[str]:
    """The names that hold a part of a firm."""
    return frozenset(c.subject for c in claims if isinstance(c, QuantityClaim) and c.subject and held_in(c))


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
    speakers: Speakers,
    scene: Scene,
) -> None:
    if (held := held_in(claim)) is not None and claim.subject:
        _resolve_stake(resolution, claim, claim.subject, held)
        return
    told = scene.tell(claim, resolution.firms)
    where = None if _is_of_several_sites(told.subject, told.place) else told.place
    place = resolution.name(where, partial(name_there, text=document.text))
    year = str(document.published.year) if document.published else ""
    subject = resolution.name_subject(told.subject, (claim.period or year)[:YEAR], place)
    if subject is not None and subject.kind is EntityKind.EVENT and claim.measure not in EVENT_MEASURES:
        subject = place  # an event signs and sums; what is made, sold or built is its place's
    if subject is not None and not resolution.may_own(subject, told.subject or "", document, speakers):
        subject = None
    if claim.measure in OF_MARKETS and subject is not None and subject.data.get("kind") in SURVEYORS:
        subject = place or WORLD  # who surveys a price does not ask it
    before = document.text[max(0, claim.start - WINDOW) : claim.start]
    is_sited = tells_plant(claim, document.text)
    part = _part(claim.object, claim.phase, claim.lang, before) if is_sited else None
    _tie(resolution, claim.id, told.subject, where, subject, place, part)


def _is_of_several_sites(subject: str | None, place: str | None) -> bool:
    """True for what several sites have, which is at none of them: in several places, or of three owners or more.

    Two owners may be partners, whose plant is one.
    """
    return SEVERAL in (place or "") or (subject or "").count(JOINED) > 1


def _resolve_stake(resolution: Resolution, claim: QuantityClaim, holder: str, held: str) -> None:
    """A part of a firm: its thing is the holder, and what is held is mentioned as `held`."""
    subject = resolution.name(holder, resolution.firms.name)
    firm = resolution.name(held, resolution.firms.name)
    if firm is not None and firm != subject:
        resolution.mention(claim.id, HELD, held, firm)
    _tie(resolution, claim.id, holder, None, subject, None, None)


@lru_cache(maxsize=65_536)
def _part(told: str | None, phase: str | None, lang: str, before: str = "") -> Part:
    """The chain link and the phases that a claim names; of a list of phases `before` it, all."""
    links = find_first_links(told or "", lang, beside=WHOLE)
    link = links[0] if len(links) == 1 else None
    number = read_plant_number(phase)
    if number is not None:
        return Part(link, (number,), is_row=True)
    listed = read_ordinals if is_told_each(before, lang) else partial(read_list_before, before)
    return Part(link, listed(phase) if phase else ())


def _resolve_event(resolution: Resolution, claim: NarrativeClaim, document: Document, scene: Scene) -> None:
    """A step of a project: its thing is the site of the first organisation named, at the place named, else the one
    owner and spot that its document tells. A conference owns no plant: what is signed there is no step of its own."""
    told = scene.tell_event(claim, resolution.firms)
    if name_event(told.subject or "", None).entity is not None:
        return
    subject = resolution.name(told.subject, resolution.firms.name)
    place = resolution.name(told.place, partial(name_there, text=document.text))
    if subject is not None and place is not None:
        words = str(claim.data.get("object") or claim.surface)
        part = _part(words, str(claim.data.get("phase") or claim.surface), claim.lang)
        _tie(resolution, claim.id, told.subject, told.place, subject, place, part)


def _resolve_cell(resolution: Resolution, cell: Observation) -> None:
    subject = resolution.name_subject(cell.subject, cell.period[:YEAR], None)
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
        resolution.mention(claim, "place", place_surface or "", place)
    if subject is None:
        return
    resolution.mention(claim, "subject", subject_surface or "", subject)
    is_owner = subject.kind is EntityKind.ORGANISATION and subject.data.get("kind") not in NO_PLANTS
    if part is not None and place is not None and is_owner:
        subject = resolution.add_plant(subject, place, part) or subject
    resolution.mention(claim, "thing", subject_surface or "", subject)

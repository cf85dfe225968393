"""The page of a thing: a company, place, site, project or event, with its facts, steps, parts, wholes and mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from gigawatch.ledger import Age, Milestone
from gigawatch.ledger.lookup import fold_name
from gigawatch.ledger.status.delay import find_delay
from gigawatch.model import PLANTS, Document, Entity, Mention
from gigawatch.site.fact import tell_facts
from gigawatch.site.history import draw_history, find_pictured
from gigawatch.site.page import Page, Site
from gigawatch.site.plan import thing_path
from gigawatch.vocab import organisations
from gigawatch.vocab.organisation import names_of

MENTIONS_ON_A_PAGE = 300
MOST_NAMES = 12  # of those that are only written in documents


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A document that names a thing: under which names, in how many claims, and the first of them."""

    document: Document
    surfaces: tuple[str, ...]
    claims: int
    first: str


@dataclass(frozen=True, slots=True)
class Kin:
    """Things that a thing belongs to or that belong to it, by how they do."""

    wholes: tuple[Entity, ...]
    parts: tuple[Entity, ...]
    owner: Entity | None
    place: Entity | None
    owned: tuple[Entity, ...]
    within: tuple[Entity, ...]

    def lines(self) -> Iterator[tuple[str, tuple[Entity, ...]]]:
        """Each way in which there are any, by the key of its words."""
        lines = {
            "part_of": self.wholes,
            "owner": (self.owner,) if self.owner else (),
            "place": (self.place,) if self.place else (),
            "parts_of": self.parts,
            "owns": self.owned,
            "lies_here": self.within,
        }
        return ((key, things) for key, things in lines.items() if things)


def thing_pages(site: Site, lang: str) -> Iterator[Page]:
    """The pages of every thing that has no picture."""
    known = gather_known(site)
    for entity in site.ledger.entities.values():
        if entity.id not in known.pictured:
            yield from pages_of(site, lang, entity, known)


def pictured_pages(site: Site, lang: str) -> Iterator[Page]:
    """The pages of the things that have a picture of their history."""
    known = gather_known(site)
    for entity in sorted(known.pictured):
        yield from pages_of(site, lang, site.ledger.entities[entity], known)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of all things: where claims name each, its age, what it is called, which have a picture."""

    mentions: Mapping[str, list[Mention]]
    ages: Mapping[str, Age]
    called: Mapping[str, list[str]]
    pictured: frozenset[str]


def gather_known(site: Site) -> Known:
    """What the pages of single things need to know of all, gathered once."""
    return site.keep("known", lambda: _gather(site))


def _gather(site: Site) -> Known:
    called: dict[str, list[str]] = defaultdict(list)
    for name, things in sorted(site.ledger.lookup.called.items()):
        for one in things:
            called[one].append(name)
    return Known(
        _gather_mentions(site), {age.entity: age for age in site.publication.ages}, called, find_pictured(site)
    )


def pages_of(site: Site, lang: str, entity: Entity, known: Known) -> Iterator[Page]:
    """The page of one thing, in parts."""
    named = find_mentions(site, known.mentions.get(entity.id, ()))
    also = find_other_names(site, entity, known.called.get(entity.id, ()), named, lang)
    yield from _pages(site, lang, entity, (named, also), known.ages.get(entity.id), known.pictured)


def _pages(
    site: Site,
    lang: str,
    entity: Entity,
    names: tuple[tuple[Mentioned, ...], list[tuple[str, str]]],
    age: Age | None,
    pictured: Container[str],
) -> Iterator[Page]:
    mentioned, also = names
    parts = site.plan.facts.get(entity.id, ()) or ((),)
    for number, facts in enumerate(parts, start=1):
        values = {
            "entity": entity,
            "told": tell_facts(site, site.voices[lang], facts),
            "number": number,
            "parts": tuple(thing_path(entity.id, n) for n in range(1, len(parts) + 1)),
            "also": also,
            "kin": find_kin(site, entity, lang),
            "steps": find_steps(site, entity),
            "delays": find_delays(site, entity, lang),
            "standing": site.ledger.headline(entity.id),
            "age": age,
            "history": draw_history(site, lang, entity) if number == 1 and entity.id in pictured else None,
            "signed": site.signed.get(entity.id, ()) if number == 1 else (),
            "mentioned": leave_quoted(site, entity, mentioned) if number == 1 else (),
            "most_mentions": MENTIONS_ON_A_PAGE,
            "mentions_title": "mentions.also" if entity.kind in PLANTS and facts else "mentions",
        }
        yield Page(thing_path(entity.id, number), "thing.html", site.ledger.label(entity.id, lang), values, "things")


def _gather_mentions(site: Site) -> Mapping[str, list[Mention]]:
    """For every thing, where claims that count name it."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in site.ledger.material.mentions.values():
        if mention.claim in site.ledger.material.claims:
            found[mention.entity].append(mention)
    return found


def find_mentions(site: Site, mentions: Iterable[Mention]) -> tuple[Mentioned, ...]:
    """The documents that name a thing, newest first."""
    material = site.ledger.material
    by_document: dict[str, dict[str, str]] = defaultdict(dict)
    for mention in mentions:
        by_document[material.claims[mention.claim].document][mention.claim] = mention.surface
    found = []
    for document, surfaces in by_document.items():
        names = tuple(name for name, _ in Counter(surfaces.values()).most_common() if name)
        first = min(surfaces, key=lambda claim: material.claims[claim].start)
        found.append(Mentioned(material.documents[document], names, len(surfaces), first))
    return tuple(sorted(found, key=_newest, reverse=True))


def leave_quoted(site: Site, entity: Entity, mentioned: tuple[Mentioned, ...]) -> tuple[Mentioned, ...]:
    """The documents that name a thing; of a plant, whose facts quote nearly all of them, those that none quotes."""
    if entity.kind not in PLANTS:
        return mentioned
    claims, facts = site.ledger.material.every_claim(), chain.from_iterable(site.plan.facts.get(entity.id, ()))
    told = (one.claim for fact in facts for one in site.ledger.candidates[fact.id])
    quoted = {claims[claim].document for claim in told if claim in claims}
    return tuple(one for one in mentioned if one.document.id not in quoted)


def find_other_names(
    site: Site, entity: Entity, called: Iterable[str], mentioned: Iterable[Mentioned], lang: str
) -> list[tuple[str, str]]:
    """The other names of a thing with their language (empty: not known): those of other languages, those that it is
    `called` by, those that the vocabulary has of a firm, and, of a firm, place or event, those under which documents
    name it, the most frequent first; not the name of another thing, such as the conference that a place stands in for.
    """
    shown = site.ledger.label(entity.id, lang)
    found = {name: code for code, name in entity.names.items()}
    counts = (
        Counter(name for one in mentioned for name in one.surfaces) if entity.kind not in PLANTS else Counter[str]()
    )
    things = site.keep("words of names", lambda: _by_words(site))
    written = [
        name
        for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if not things.get(_words(name), frozenset()) - {entity.id}
    ]
    known = {fold_name(shown)}
    names: list[tuple[str, str]] = []
    known_firm = organisations().get(entity.id)
    listed = names_of(known_firm) if known_firm is not None else ()
    for name in (*found, entity.name, *called, *listed, *written[:MOST_NAMES]):
        if fold_name(name) not in known:
            known.add(fold_name(name))
            names.append((name, found.get(name, "")))
    return names


def _by_words(site: Site) -> Mapping[frozenset[str], frozenset[str]]:
    """The ids of things by the words of each of their names, whose order differs: `2024 Battery Conference`."""
    found: dict[frozenset[str], frozenset[str]] = {}
    for name, things in site.ledger.lookup.by_name.items():
        found[_words(name)] = found.get(_words(name), frozenset()) | things
    return found


def _words(name: str) -> frozenset[str]:
    return frozenset(fold_name(name).split())


def find_kin(site: Site, entity: Entity, lang: str) -> Kin:
    """What a thing belongs to and what belongs to it, in the order of names in a language."""
    entities, kin = site.ledger.entities, site.kindred(lang)
    return Kin(
        wholes=tuple(_wholes(entities, entity)),
        parts=kin["part_of"].get(entity.id, ()),
        owner=entities.get(str(entity.data.get("owner"))),
        place=entities.get(str(entity.data.get("place"))),
        owned=kin["owner"].get(entity.id, ()),
        within=kin["place"].get(entity.id, ()),
    )


def find_steps(site: Site, entity: Entity) -> list[Milestone]:
    """The dated steps of a thing, each status of a day once."""
    steps: dict[tuple[str, str | None, bool], Milestone] = {}
    for step in site.ledger.milestones.get(entity.id, ()):
        steps.setdefault((step.status, step.valid_on, step.admitted), step)
    return list(steps.values())


class Moved(NamedTuple):
    """What a delay moved, in words, and the claim of an earlier source that promised the former date, where one did."""

    text: str
    promised_by: str | None


def find_delays(site: Site, entity: Entity, lang: str) -> Mapping[str, Moved]:
    """What each claim of a delay of a thing moved, by claim."""
    claims = (step.claim for step in site.ledger.milestones.get(entity.id, ()))
    found = ((claim, find_delay((claim,), site.ledger)) for claim in claims)
    moved = ((claim, delay) for claim, delay in found if delay is not None)
    return {claim: Moved(delay.tell_dates().of(lang), delay.promised_by) for claim, delay in moved}


def _wholes(entities: Mapping[str, Entity], entity: Entity) -> Iterator[Entity]:
    seen = {entity.id}
    whole = entities.get(entity.part_of or "")
    while whole is not None and whole.id not in seen:
        seen.add(whole.id)
        yield whole
        whole = entities.get(whole.part_of or "")


def _newest(mentioned: Mentioned) -> tuple[str, str]:
    published = mentioned.document.published
    return (published.isoformat() if published else "", mentioned.document.id)

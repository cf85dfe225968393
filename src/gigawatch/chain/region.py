"""The region that a page is about: a place or an organisation, with everything that lies in it or belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gigawatch.chain.phrase import say
from gigawatch.ledger import Ledger
from gigawatch.ledger.naming import settle_region
from gigawatch.model import Entity, EntityKind, Fact
from gigawatch.vocab import organisations, places


@dataclass(frozen=True, slots=True)
class Region:
    """A place or a group: its id, kind and names, the ids of all that lies in it, and the documents on it."""

    id: str
    kind: str
    names: Mapping[str, str]
    members: frozenset[str]
    documents: frozenset[str]

    def label(self, lang: str) -> str:
        """The region's name in a language."""
        return self.names.get(lang) or next(iter(self.names.values()), self.id)


def find_region(ledger: Ledger, name: str) -> Region:
    """The place or organisation of this id or name; InputError when nobody knows it, or the name is not of one thing.

    One that the vocabulary knows and no claim speaks of is a region with nothing in it.
    """
    one = settle_region(ledger, name)
    if one not in ledger.entities:
        return _unspoken(one)
    best = ledger.entities[one]
    members = frozenset(_members(ledger, best))
    names = {"en": best.name, **dict(best.names)}
    return Region(best.id, best.kind.value, names, members, frozenset(_documents(ledger, members)))


def _unspoken(one: str) -> Region:
    place = places().get(one)
    known = place or organisations().get(one)
    assert known is not None
    kind = EntityKind.PLACE if place else EntityKind.ORGANISATION
    names = {lang: known.label(lang) for lang in ("en", "zh")}
    return Region(known.id, kind.value, names, frozenset({known.id}), frozenset())


def is_spoken_of(ledger: Ledger, region: str) -> bool:
    """True where a kept source or table says something of a region or of what lies in it."""
    found = find_region(ledger, region)
    if found.documents:
        return True
    return any(f.subject in found.members or f.place in found.members for f in ledger.facts.values())


def tell_unspoken(ledger: Ledger, region: str, lang: str, published_by: date | None = None) -> str:
    """That no source (published by a day, where one is given) speaks of a region, in a sentence; with the regions that
    a place lies in, since names recur.
    """
    found = find_region(ledger, region)
    around = ("，" if lang == "zh" else ", ").join(place.label(lang) for place in places().ancestors(found.id))
    note = say("note", lang, text=around) if around else ""
    if published_by is not None:
        return say("unspoken_by", lang, region=found.label(lang), around=note, day=published_by.isoformat())
    return say("unspoken", lang, region=found.label(lang), around=note)


def facts_of(ledger: Ledger, region: Region, measure: str) -> list[Fact]:
    """The facts of a measure whose subject or place is the region or lies in it, oldest first."""
    facts = ledger.select(measure=measure)
    return [f for f in facts if f.subject in region.members or f.place in region.members]


def _members(ledger: Ledger, entity: Entity) -> Iterator[str]:
    inside = ledger.within(entity.id)
    yield from inside
    if entity.kind is EntityKind.ORGANISATION:
        for site in ledger.sites():
            if site.data.get("owner") in inside:
                yield from ledger.within(site.id)


def _documents(ledger: Ledger, members: frozenset[str]) -> Iterator[str]:
    """Documents with a claim about the region, near-copies left out."""
    material = ledger.material
    for mention in material.mentions.values():
        claim = material.claims.get(mention.claim)
        if claim is not None and mention.entity in members and claim.document not in material.copies:
            yield claim.document

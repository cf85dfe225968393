"""What tells one plant from another, read from a description: whose it is, where, which part, how large, when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from gigawatch.model import Entity, EntityKind
from gigawatch.resolve.description import Description
from gigawatch.resolve.naming import fold, organisation_entity, place_entity
from gigawatch.resolve.ordinal import read_ordinals
from gigawatch.resolve.organisation import Firms
from gigawatch.resolve.plant import home_of, lift_place
from gigawatch.resolve.where import CHAIN, find_chain
from gigawatch.vocab import OrganisationRelation, Place, find_links, organisations, places, plants, ventures

PARTIES = re.compile(r"\s*(?:/|,|;|、|，|；|\+|\band\b|&|与|和|及)\s*")
EXPANSION = re.compile(
    r"\bexpan(?:sion|d)|\benlarge|\bsecond stage\b|\badditional\b|扩建|扩产|追加|增资", re.IGNORECASE
)
BRACKETED = re.compile(r"\s*[(（][^()（）]*[)）]$")
NOBODY = re.compile(
    r"\b(?:venture|carmaker|automaker|makers?'|subsidiary|firm|company)\b|子公司|合资|公司的|车企", re.IGNORECASE
)
PLANT_NUMBER = re.compile(
    r"\b(?:plant|factory|facility|unit|line)\s+(?:no\.?\s*)?(?P<after>\d|one|two|three|four)\b"
    r"|\bno\.?\s*(?P<number>\d)\b"
    r"|\b(?P<before>first|second|third|fourth)\s+(?:[\w-]+\s+){0,4}?(?:plant|factory|facility|gigafactory|line|unit)\b"
    r"|(?P<han>[一二三四12345])\s*(?:号|號)?(?:工厂|工廠|厂|廠|线)",
    re.IGNORECASE,
)
NUMBERS = {
    "one": 1,
    "first": 1,
    "一": 1,
    "two": 2,
    "second": 2,
    "二": 2,
    "three": 3,
    "third": 3,
    "三": 3,
    "four": 4,
    "fourth": 4,
    "四": 4,
}
TRAILING = re.compile(r"\b(?:[A-Z][a-z]+)\s+(?P<n>[1-4]|One|Two|Three|Four)$")
WHOLE = "cell"


@dataclass(frozen=True, slots=True)
class Trait:
    """A described plant: ids of its owners' home firms, the firms they belong to, place and part.

    `spot` is the lifted place, `exact` the most specific known one, `zone` the folded words of a finer one that no
    gazetteer knows, `region` the province or state. `ordinals` are phases, `numbers` the plants of a row of them.
    """

    kind: EntityKind
    owners: frozenset[str]
    related: frozenset[str]
    spot: str | None
    exact: str | None
    zone: str
    region: str | None
    ordinals: tuple[int, ...]
    numbers: frozenset[int]
    links: frozenset[str]
    is_expansion: bool


def read_trait(one: Description, firms: Firms) -> Trait:
    """The traits of a described plant."""
    owners = [home_of(entity) for name in owner_names(one) if (entity := firms.name(name).entity) is not None]
    exact, zone = _exact(one)
    spot = _lift(exact) or _only_plant(one, owners, exact)
    if spot is None and zone and exact is not None:
        spot = f"{exact}/{zone}"
    told = f"{one.object or ''} {one.surface}"
    return Trait(
        kind=one.kind,
        owners=_venture_of(frozenset(owner.id for owner in owners)),
        related=frozenset(key for owner in owners for key in _related(owner)),
        spot=spot,
        exact=exact,
        zone=zone,
        region=_region(exact),
        ordinals=() if one.kind is EntityKind.SITE else read_ordinals(one.phase or "") or read_ordinals(one.surface),
        numbers=frozenset() if one.kind is EntityKind.SITE else _numbers(f"{one.phase or ''} {one.surface}", one.phase),
        links=frozenset(mention.code for mention in find_links(told, "zh")),
        is_expansion=EXPANSION.search(told) is not None,
    )


def _venture_of(owners: frozenset[str]) -> frozenset[str]:
    """The joint venture that several owners are the partners of, in their stead; else the owners."""
    if len(owners) < 2:
        return owners
    found = [venture.organisation for venture in ventures().values() if owners == _homes(venture.partners)]
    return frozenset(found) if len(found) == 1 else owners


@cache
def _homes(partners: tuple[str, ...]) -> frozenset[str]:
    known = (organisations().get(partner) for partner in partners)
    return frozenset(home_of(organisation_entity(partner)).id for partner in known if partner is not None)


def _only_plant(one: Description, owners: list[Entity], exact: str | None) -> str | None:
    """The place of the plant that a description names, or of the one known plant of its owner in a country or state."""
    named = plants().find(one.surface)
    if named is not None:
        return _lift(named.place)
    known = {plant.place for owner in owners for plant in plants().of(owner.id)} if exact else set()
    inside = {place for place in known if place and exact and places().within(place, exact)}
    return _lift(min(inside)) if len(inside) == 1 else None


def owner_names(one: Description) -> tuple[str, ...]:
    """The names of a plant's owners: as told, each party of a list by itself, or those in the plant's own name."""
    if one.owner is None:
        return tuple(mention.surface for mention in organisations().scan(one.surface))
    owner = BRACKETED.sub("", one.owner)
    if organisations().find(owner) is not None:
        return (owner,)
    if NOBODY.search(owner):
        return tuple(mention.surface for mention in organisations().scan(owner))
    parties = [party for party in PARTIES.split(owner) if party]
    is_list = len(parties) > 1 and any(organisations().find(party) is not None for party in parties)
    return tuple(parties) if is_list else (owner,)


def _related(owner: Entity) -> frozenset[str]:
    """The firms above an owner; a joint venture is no part of its partners."""
    if owner.data.get("relation") == OrganisationRelation.JOINT_VENTURE.value:
        return frozenset()
    return frozenset(parent.id for parent in organisations().ancestors(owner.id)) | (
        {owner.part_of} if owner.part_of else frozenset()
    )


def _exact(one: Description) -> tuple[str | None, str]:
    """The most specific known place of a description, and the words before it that no gazetteer knows."""
    chain = [part for part in CHAIN.split(one.place) if part] if one.place else []
    if not chain:
        inside = places().scan(one.surface)
        return (inside[0].entry.id, "") if inside else (None, "")
    found = find_chain(chain, None)
    unknown = [part for part in chain if not _is_known(part, found)]
    return (found.id if found else None), fold(unknown[0]) if unknown and unknown[0] == chain[0] else ""


def _is_known(part: str, within: Place | None) -> bool:
    """True for a name that some gazetteer place bears at, around or inside a place."""
    known = places().find(part, within.id if within else None)
    if known is None or within is None:
        return known is not None
    return places().within(known.id, within.id) or places().within(within.id, known.id)


def _lift(exact: str | None) -> str | None:
    place = places().get(exact) if exact else None
    lifted = lift_place(place_entity(place)) if place else None
    return lifted.id if lifted else None


def _region(exact: str | None) -> str | None:
    if exact is None:
        return None
    chain = [place for place in (places().get(exact), *places().ancestors(exact)) if place]
    kinds = {place.kind.value: place.id for place in reversed(chain)}
    return kinds.get("province") or kinds.get("country")


def _numbers(text: str, phase: str | None) -> frozenset[int]:
    found = set()
    for match in PLANT_NUMBER.finditer(text):
        word = next(filter(None, match.groups())).lower()
        found.add(NUMBERS.get(word) or (int(word) if word.isdigit() else 0))
    for told in filter(None, (phase, text.strip())):
        trailing = TRAILING.search(told)
        if trailing:
            word = trailing.group("n").lower()
            found.add(NUMBERS.get(word) or int(word))
    return frozenset(found - {0})

"""What tells one plant from another, read from a description: whose it is, where, which part, how large, when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gigawatch.model import EntityKind
from gigawatch.resolve.description import Description
from gigawatch.resolve.form import adds_to_another, read_forms
from gigawatch.resolve.naming import fold, place_entity
from gigawatch.resolve.ordinal import read_ordinals
from gigawatch.resolve.organisation import Firms
from gigawatch.resolve.party import called_by, holders_of, is_venture, owners_in, partners_in, related_to
from gigawatch.resolve.plant import DISTRICT, lift_place
from gigawatch.resolve.where import CHAIN, CLOSE_BY, ZONE_ZH, find_chain, seek
from gigawatch.vocab import Place, PlaceKind, find_links, places, plants, towns

PLANT_NUMBER = re.compile(
    r"\b(?:plant|factory|facility|unit|line)\s+(?:no\.?\s*)?(?P<after>\d|one|two|three|four)\b"
    r"|\bno\.?\s*(?P<number>\d)\b"
    r"|\b(?P<before>first|second|third|fourth)\s+(?:[\w-]+\s+){0,4}?(?:plant|factory|facility|gigafactory|line|unit|building)\b"
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
CURRENCY = re.compile(r"\b(?:US|CA?|AU?|NZ|HK)\$")
TRAILING = re.compile(r"\b(?:[A-Z][a-z]+)\s+(?P<n>[1-4]|One|Two|Three|Four)$")
WHOLE = "cell"
WIDE = (PlaceKind.COUNTRY, PlaceKind.PROVINCE)
PARK = re.compile(
    r"(?:[东南西北中]部)?(?:经济|工业|工業|高新|产业|產業|科技|技术|出口|加工|開發|开发)+(?:园区|園區|园|園|区|區)$"
    r"|\s+(?:(?:North|South|East|West)(?:ern)?\s+)?(?:Industrial|Economic|Industry|Technology|Development|Free|Science)"
    r"(?:\s+\w+)*\s+(?:Park|Zone|Estate|Area)(?:\s+[IVX\d]+)?$"
)


@dataclass(frozen=True, slots=True)
class Trait:
    """A described plant: ids of its owners' home firms, the firms they belong to, place and part.

    `spot` is the lifted place, `exact` the most specific known one, `zone` the folded words of a finer one that no
    gazetteer knows, `region` the province or state, `district` the urban district of China where one is named; a
    development zone may lie in several. `ordinals` are phases, `numbers` the plants of a row of them; `forms` what they
    make, `partners` the other parties told. `holders` are the partners of the owners that are joint ventures, `called`
    the owners' names as told, folded.
    """

    kind: EntityKind
    owners: frozenset[str]
    related: frozenset[str]
    spot: str | None
    exact: str | None
    zone: str
    region: str | None
    district: str | None
    ordinals: tuple[int, ...]
    numbers: frozenset[int]
    links: frozenset[str]
    forms: frozenset[tuple[str, str]]
    partners: frozenset[str]
    holders: frozenset[str]
    called: frozenset[str]
    is_expansion: bool
    is_venture: bool


def read_trait(one: Description, firms: Firms) -> Trait:
    """The traits of a described plant."""
    owners = owners_in(one, firms)
    exact, zone = _exact(one)
    spot = _lift(exact) or _named_plant(one)
    region = _region(exact)
    if spot is None and zone and exact is not None:
        spot = f"{region if towns().is_county(exact) else exact}/{zone}"
    told = f"{one.object or ''} {one.surface}"
    return Trait(
        kind=one.kind,
        owners=owners,
        related=related_to(owners),
        spot=spot,
        exact=exact,
        zone=zone,
        region=region,
        district=_district(exact),
        ordinals=() if one.kind is EntityKind.SITE else read_ordinals(one.phase or "") or read_ordinals(one.surface),
        numbers=frozenset() if one.kind is EntityKind.SITE else _numbers(f"{one.phase or ''} {one.surface}", one.phase),
        links=frozenset(mention.code for mention in find_links(told, "zh")),
        forms=read_forms(told),
        partners=partners_in(one, firms) - owners,
        holders=holders_of(owners),
        called=called_by(one),
        is_venture=len(owners) > 1 or is_venture(owners),
        is_expansion=adds_to_another(told),
    )


def _named_plant(one: Description) -> str | None:
    """The place of the known plant that a description names: Northvolt Ett."""
    named = plants().find(one.surface)
    return _lift(named.place) if named is not None else None


def _exact(one: Description) -> tuple[str | None, str]:
    """The most specific known place of a description, and the words before it that no gazetteer knows."""
    chain = [part for part in CHAIN.split(one.place) if part] if one.place else []
    if not chain:
        inside = places().scan(CURRENCY.sub("", one.surface))
        return (inside[0].entry.id, "") if inside else (None, "")
    if CLOSE_BY.search(chain[0]):
        return _around(CLOSE_BY.sub("", chain[0]), chain[1:]), ""
    found = find_chain(chain, None) or find_chain([PARK.sub("", chain[0]), *chain[1:]], None)
    if found is not None and PARK.search(chain[0]) and not _is_known(chain[0], found):
        found = _town_of(PARK.sub("", chain[0]), found) or found
    county = _county_behind(chain, found) if one.kind is not EntityKind.SITE else None
    if county is not None:
        return county, fold(chain[0])
    unknown = [part for part in chain if not _is_known(part, found)]
    return (found.id if found else None), fold(unknown[0]) if unknown and unknown[0] == chain[0] else ""


def _county_behind(chain: list[str], found: Place | None) -> str | None:
    """The county that a park is told to lie in, where the gazetteer has the park under the whole prefecture."""
    behind = find_chain(chain[1:], None) if found is not None and len(chain) > 1 else None
    if found is None or behind is None or behind.id == found.id or _lift(found.id) == _lift(behind.id):
        return None
    whole = _lift(found.id)
    return behind.id if whole is not None and _lift(behind.id) and places().within(behind.id, whole) else None


def _town_of(name: str, within: Place) -> Place | None:
    """The town that a park bears the name of, in the country or state told behind it: 河静经济开发区, Vietnam."""
    town = seek(name, within) if name and within.kind in WIDE else None
    return town if town is not None and town.kind not in WIDE else None


def _around(near: str, region: list[str]) -> str | None:
    """The state or country of what is only near a town."""
    told = find_chain(region, None) if region else None
    if told is not None:
        return told.id
    town = find_chain([near], None)
    return town.parent if town is not None else None


def _is_known(part: str, within: Place | None) -> bool:
    """True for a name that some gazetteer place bears at, around or inside a place.

    A town of that name in another state is none of them: it leaves the name unknown here.
    """
    if within is None:
        return places().find(part) is not None
    if seek(part, within) is not None or _is_around(part, within):
        return True
    found = (seek(part, region) for region in places().ancestors(within.id))
    return any(place is not None and _may_be_there(place, within) for place in found)


def _may_be_there(place: Place, within: Place) -> bool:
    """True for a place around another one, or one that is told beside a town."""
    return within.kind not in WIDE or places().within(within.id, place.id)


def _is_around(part: str, within: Place) -> bool:
    known = places().find(part, within.id)
    return known is not None and places().within(within.id, known.id)


def _lift(exact: str | None) -> str | None:
    place = places().get(exact) if exact else None
    if exact and towns().is_county(exact):
        return None
    lifted = lift_place(place_entity(place)) if place else None
    return lifted.id if lifted else None


def _district(exact: str | None) -> str | None:
    place = places().get(exact) if exact else None
    is_district = place is not None and place.country == "CN" and place.name_zh.endswith(DISTRICT)
    return exact if is_district and place is not None and not ZONE_ZH.search(place.name_zh) else None


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

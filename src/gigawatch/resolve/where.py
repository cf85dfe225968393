"""Places as texts name them: a name alone, a chain from the town upwards, or a name that holds a place's."""

from __future__ import annotations

import re
from functools import lru_cache

from gigawatch.model import Entity, EntityKind, make_id
from gigawatch.resolve.naming import NOTHING, SURE, Naming, fold, place_entity
from gigawatch.resolve.nearby import FAR_KM, are_neighbours
from gigawatch.resolve.organisation.wording import language_of
from gigawatch.resolve.romanise import find_romanised
from gigawatch.vocab import Place, PlaceKind, find_around, places, towns
from gigawatch.vocab.town import COUNTY, KIND_ZH

APART = re.compile(r"[;；]")
BRACKETS = ("(", "（")
CHAIN = re.compile(r"\s*[,，、>/]\s*")
AROUND = re.compile(
    r"^(?:the )?(?:(?:north|south|east|west|central|mid)(?:ern|-?east(?:ern)?|-?west(?:ern)?)?"
    r"|greater|lower|upper)\s+(?=[A-Z])"
    r"|^(?:the )?(?:port|state|province|region|municipality|commune|prefecture|district) of\s+"
    r"|\s+(?:area|region|province|prefecture|state|municipality)$"
    r"|(?<=[\u4e00-\u9fff]{2})(?:[东南西北中]{1,2}部|港|大区)$"
)
CLOSE_BY = re.compile(r"^(?:near|outside|close to|around)\s+|(?:近郊|郊区|附近|周边|周围)$", re.IGNORECASE)
CHINA = "CN"
ZONE_ZH = re.compile(
    r"(?:新区|新城|高新城|片区|港区|园|开发区|经开区|高新区|产业园|工业园|园区|高新技术产业开发区|经济技术开发区|镇|街道|乡)$"
)


@lru_cache(maxsize=65_536)
def name_place(surface: str, hint: str | None = None) -> Naming:
    """The place that a name means, near `hint` (the id of a country or region) when the name is ambiguous."""
    for part in APART.split(surface):
        known = places().find(part.strip(), hint)
        if known is not None:
            return Naming(place_entity(known), "rule:gazetteer", 1.0, f"{part.strip()!r} in the gazetteer")
        chained = find_chain(CHAIN.split(part.strip()), hint)
        if chained is not None:
            return Naming(place_entity(chained), "rule:chain", 0.95, f"{chained.label('en')}, of {part.strip()!r}")
    inside = [mention for mention in places().scan(surface) if _leads(surface, mention.start, mention.end)]
    if inside:
        return Naming(place_entity(inside[0].entry), "rule:contains", 0.7, f"contains {inside[0].surface!r}")
    return NOTHING


def name_there(surface: str, text: str) -> Naming:
    """The place that a name means in a text: a small town is looked for in the states and countries named there."""
    known = name_place(surface)
    town = find_around(surface, text) if known.entity is None else None
    if town is None:
        return known
    return Naming(place_entity(town), "rule:around", SURE, f"{town.label('en')}, in a region that the text names")


def find_chain(parts: list[str], hint: str | None) -> Place | None:
    """The most specific place of a chain; parts that no gazetteer knows are passed over.

    Of several places of the largest part's name the one counts in which most of the others lie: Covington, Georgia.
    """
    told = [*reversed(places().rejoin([part for part in parts if part]))]
    start = places().get(hint) if hint else None
    if start is not None:
        depth, found = _descend(told, start)
        return found if depth else None
    for number, part in enumerate(told):
        starts = _starts(part)
        tries = [_descend(told[number + 1 :], place) for place in starts]
        if tries:
            return max(tries, key=lambda found: found[0])[1] or starts[0]
    return None


def _starts(part: str) -> list[Place]:
    """The places that a name may mean where nothing lies around it."""
    for name in dict.fromkeys((part, AROUND.sub("", part), KIND_ZH.sub("", part))):
        named = places().named(name)
        if named:
            return named
    found = towns().find_anywhere(part) or places().find(part)  # several places in a row: 加拿大安大略省
    return [found] if found else []


def seek(part: str, within: Place) -> Place | None:
    """The place of a name inside another one, under any name; None where none or several may be meant."""
    if is_county(part, within):
        return towns().find(part, within.id)
    for name in dict.fromkeys((part, AROUND.sub("", part))):
        known = _find_inside(name, within)
        if known is not None:
            return known
    if within.country == CHINA:
        return find_romanised(part, within.id)
    return towns().find(AROUND.sub("", part), within.id)


def _find_inside(name: str, within: Place) -> Place | None:
    """The gazetteer's place of a name in another one; what bears its name inside it comes first: Jilin, Jilin."""
    known = places().find(name, within.id)
    if known is None or not places().within(known.id, within.id):
        return None
    if known.id == within.id:
        return next((one for one in places().named(name) if one.parent == within.id), known)
    return known


def _seek_around(part: str, within: Place) -> Place | None:
    """The one place of a name in the country, where the name beside it is not of what it lies in: Göd, Budapest."""
    if within.country is None or within.kind is PlaceKind.COUNTRY:
        return None
    country = places().get(f"place-{within.country.lower()}")
    found = [place for place in places().named(part) if place.country == within.country]
    if country is None or len(found) > 1:
        return None
    return found[0] if found else None


def is_county(part: str, within: Place) -> bool:
    """True for a name made like a county's of the United States, which is no town of that name."""
    return within.country == "US" and COUNTY.search(part) is not None


def _descend(parts: list[str], best: Place) -> tuple[int, Place | None]:
    """How many of the parts lie in one another below a place, and the last of them; the place itself at least."""
    depth, found = 0, best
    for part in parts:
        known = seek(part, found) or _seek_beside(part, found)
        if known is not None and known.id != found.id:
            depth, found = depth + 1, known
    return depth, found


def _seek_beside(part: str, town: Place) -> Place | None:
    """The suburb or zone of a name beside a town, which does not hold it: Kwinana, Perth; 贵安新区, 贵阳."""
    around = places().get(town.parent or "")
    if around is None or town.kind in (PlaceKind.COUNTRY, PlaceKind.PROVINCE):
        return None
    known = seek(part, around)
    if known is None or not places().within(known.id, around.id) or known.id == around.id:
        return None
    is_zone = ZONE_ZH.search(known.name_zh) is not None and known.parent == around.id
    return known if is_zone or are_neighbours(known.id, town.id, FAR_KM) else None


def name_spot(surface: str, context: str | None) -> Naming:
    """The very place that a name means within its context; one that no gazetteer knows is a place of its own there."""
    chain = [*CHAIN.split(surface), *(CHAIN.split(context) if context else [])]
    wider = find_chain(chain[1:], None) if len(chain) > 1 else None
    known = seek(chain[0], wider) or _seek_around(chain[0], wider) if wider else find_alone(chain[0])
    if known is not None:
        return Naming(place_entity(known), "rule:gazetteer", 1.0, f"{chain[0]!r} in the gazetteer")
    zone = Entity(
        make_id("place", fold(chain[0]), wider.id if wider else None),
        EntityKind.PLACE,
        chain[0],
        {language_of(chain[0]): chain[0]},
        wider.id if wider else None,
        {"kind": "zone", "country": wider.country if wider else None},
    )
    return Naming(zone, "rule:new-place", 0.6, "a place that the gazetteer does not know")


def find_alone(name: str) -> Place | None:
    """The place of a name that stands by itself."""
    return next(iter(_starts(name)), None) or find_romanised(name, None)


def _leads(surface: str, start: int, end: int) -> bool:
    """True where a name is the place's own, not a person's or a firm's that bears it.

    `Jing Maoming` is a person, not Maoming; `BTR (Jiangsu) Materials` a firm, not Jiangsu.
    """
    is_bracketed = surface[:start].rstrip().endswith(BRACKETS) and any(char.isalnum() for char in surface[end:])
    return not is_bracketed and not re.search(r"[A-Z][\w'-]* $", surface[:start])

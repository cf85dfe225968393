"""Plants: base, site, project and phase of an owner at a place, each a part of the one before it.

A site company's or division's plant is its parent's: phase I of Sichuan Times in Yibin is phase I of CATL in Yibin. The
plant of a joint venture is its own, inside the base of the partner it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gigawatch.model import Entity, EntityKind, make_id
from gigawatch.resolve.company import OF_THE_PARENT, as_parent, company_at
from gigawatch.resolve.naming import organisation_entity, place_entity
from gigawatch.resolve.ordinal import name_phase, name_plant
from gigawatch.vocab import OrganisationRelation, cities_of_rank, label, organisations, places

FINE = ("prefecture", "county", "city")
PREFECTURE, PROVINCE, ZONE, DISTRICT = "prefecture", "province", "zone", "区"
SUBSIDIARY = OrganisationRelation.SUBSIDIARY.value
WHOLE, VEHICLE = "cell", "vehicle"
CHINA, CITY = "CN", "city"
FEDERATIONS = (CHINA, "US", "CA", "AU", "IN", "MX", "BR")
ROW = "row"  # marks a plant that is told by its number among its owner's plants at a place
UNITS = ("县", "市", "旗", "州", "盟")


def lift_place(place: Entity) -> Entity | None:
    """The city that a district or zone lies in, or the place itself; None for a country or province.

    A county or county-level city is a place of its own; so is a municipality, which has a province's rank, and the
    city that is a state or country by itself, under either rank.
    """
    rank = cities_of_rank().get(place.id)
    city = places().get(rank) if rank is not None else None
    if city is not None:
        return place_entity(city)
    if place.data.get("kind") == ZONE:
        wider = places().get(place.part_of or "")
        return lift_place(place_entity(wider)) if wider else None
    if place.data.get("kind") not in FINE:
        return place if _is_municipality(place) else None
    if place.names.get("zh", "").endswith(DISTRICT):
        return _city_of(place) or place
    return _unit_of(place) if place.data.get("country") == CHINA else place


def _namesake_of(region: Entity) -> Entity | None:
    """The one city in a region that bears its name: who builds in Porto builds in the town, not in the district.

    A state of a federation is told for itself.
    """
    if region.data.get("kind") != PROVINCE or region.data.get("country") in FEDERATIONS:
        return None
    alike = [one for one in places().named(region.name) if one.parent == region.id and one.kind == CITY]
    return place_entity(alike[0]) if len(alike) == 1 else None


def _unit_of(place: Entity) -> Entity:
    """The county or city of China that a place is, or that a town, park or new town of it lies in."""
    above = (place, *map(place_entity, places().ancestors(place.id)))
    return next((p for p in above if p.data.get("kind") == PREFECTURE or _is_unit(p)), place)


def _is_unit(place: Entity) -> bool:
    return place.names.get("zh", "").endswith(UNITS) and place.data.get("kind") in FINE


def _city_of(place: Entity) -> Entity | None:
    """The prefecture or municipality that a county lies in."""
    above = map(place_entity, places().ancestors(place.id))
    return next((p for p in above if p.data.get("kind") == PREFECTURE or _is_municipality(p)), None)


def _is_municipality(place: Entity) -> bool:
    return place.data.get("kind") == PROVINCE and place.names.get("zh", "").endswith("市")


def home_of(owner: Entity) -> Entity:
    """The firm whose plants an owner's plants are: the parent of a site company or division, else the owner."""
    if owner.data.get("relation") not in [relation.value for relation in OF_THE_PARENT]:
        return owner
    parent = organisations().get(owner.part_of or "")
    return home_of(organisation_entity(parent)) if parent is not None else owner


def site_of(owner: Entity, place: Entity) -> list[Entity]:
    """The site of an owner at a place, then the bases it belongs to; empty where the place is a country or
    province, unless a city in it bears the province's name.

    A district of Yibin is Yibin. A site in a county is a part of its owner's base in the prefecture. The site of a
    subsidiary is a part of its parent's there, which is no plant of its own before a source tells of it.
    """
    spot = lift_place(place) or _namesake_of(place)
    if spot is None:
        return []
    owner = as_parent(owner, spot)
    owners = [owner, *_parents(owner)]
    sites = [_site(one, spot) for one in owners]
    city = _city_of(spot)
    if city is not None:
        sites.append(_site(owners[-1], city))
    linked = [_with_whole(site, whole) for site, whole in zip(sites, [*sites[1:], None], strict=True)]
    return linked[: _count_own(owners)] if city is None else linked


def _count_own(owners: Sequence[Entity]) -> int:
    """How many owners there are up to the first that is a subsidiary of the next; all of them where none is."""
    held = (n for n, one in enumerate(owners, start=1) if one.data.get("relation") == SUBSIDIARY)
    return next(held, len(owners))


def part_of_site(
    owner: Entity, place: Entity, link: str | None, ordinals: tuple[int, ...], *, is_row: bool = False
) -> list[Entity]:
    """The phase or project of an owner at a place, then all it is a part of; its site where neither is told.

    `link` is the chain link that the project makes, None for the owner's main one. With `is_row` the number is not of a
    phase but of a plant in a row of plants. A phase belongs to the firm that the
    plant is in the end: it has one id whether the parent or its site company is named.
    """
    spot = lift_place(place) or _namesake_of(place)
    if spot is None or (link is None and not ordinals):
        return site_of(owner, place)
    home = home_of(owner)
    sites = site_of(company_at(home, spot), spot)
    chain = [_project(home, spot, link, sites[0])] if link else []
    if ordinals:
        make = _plant_in_row if is_row else _phase
        chain.insert(0, make(home, spot, link, ordinals, (*chain, *sites)[0]))
    return [*chain, *sites]


def link_of(owner: Entity, link: str | None) -> str | None:
    """The chain link that sets a project apart from its owner's other plants; None for a plant of its main kind.

    Vehicles set a plant apart only of who makes some: those told of a cell plant are what its cells go into.
    """
    works_in = owner.data.get("works_in")
    if not isinstance(works_in, list) or WHOLE not in works_in:
        return None
    return None if link == VEHICLE and VEHICLE not in works_in else link


def wholes_of(entity: Entity) -> Iterator[Entity]:
    """The organisations or regions that a known organisation or place belongs to, nearest first."""
    if entity.kind is EntityKind.ORGANISATION:
        yield from _parents(entity)
    if entity.kind is EntityKind.PLACE:
        here = places().get(entity.part_of or "")
        if here is not None:
            yield place_entity(here)
            yield from (place_entity(one) for one in places().ancestors(here.id))


def _parents(owner: Entity) -> list[Entity]:
    parent = organisations().get(owner.part_of or "")
    if parent is None:
        return []
    return [organisation_entity(one) for one in (parent, *organisations().ancestors(parent.id))]


def _site(owner: Entity, place: Entity) -> Entity:
    names = {
        "en": f"{owner.names.get('en', owner.name)}, {place.names.get('en', place.name)}",
        "zh": f"{owner.names.get('zh', owner.name)}（{place.names.get('zh', place.name)}）",
    }
    data = {"owner": owner.id, "place": place.id}
    return Entity(make_id("site", owner.id, place.id), EntityKind.SITE, names["en"], names, None, data)


def _project(home: Entity, spot: Entity, link: str, site: Entity) -> Entity:
    names = {
        "en": f"{site.names['en']}: {label('link', link, 'en')}",
        "zh": f"{site.names['zh']}{label('link', link, 'zh')}项目",
    }
    data = {"owner": home.id, "place": spot.id, "link": link}
    return Entity(make_id("project", home.id, spot.id, link), EntityKind.PROJECT, names["en"], names, site.id, data)


def _phase(home: Entity, spot: Entity, link: str | None, ordinals: tuple[int, ...], whole: Entity) -> Entity:
    names = {
        "en": f"{whole.names['en']}, {name_phase(ordinals, 'en')}",
        "zh": f"{whole.names['zh']}{name_phase(ordinals, 'zh')}",
    }
    data = {"owner": home.id, "place": spot.id, "link": link, "ordinals": list(ordinals)}
    identity = make_id("phase", home.id, spot.id, link, *ordinals)
    return Entity(identity, EntityKind.PHASE, names["en"], names, whole.id, data)


def _plant_in_row(home: Entity, spot: Entity, link: str | None, ordinals: tuple[int, ...], whole: Entity) -> Entity:
    number = ordinals[0]
    names = {
        "en": f"{whole.names['en']}, {name_plant(number, 'en')}",
        "zh": f"{whole.names['zh']}{name_plant(number, 'zh')}",
    }
    data = {"owner": home.id, "place": spot.id, "link": link, "ordinals": [number], ROW: True}
    return Entity(
        make_id("plant", home.id, spot.id, link, number), EntityKind.PHASE, names["en"], names, whole.id, data
    )


def _with_whole(site: Entity, whole: Entity | None) -> Entity:
    return Entity(site.id, site.kind, site.name, site.names, whole.id if whole else None, site.data)

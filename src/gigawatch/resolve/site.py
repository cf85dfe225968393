"""Sites: where an owner has a plant. A subsidiary's site belongs to its parent's base at the same place."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.model import Entity, EntityKind, make_id
from gigawatch.resolve.name import organisation_entity, place_entity
from gigawatch.vocab import organisations, places

FINE = ("prefecture", "county", "city")
PREFECTURE = "prefecture"


def site_of(owner: Entity, place: Entity) -> list[Entity]:
    """The site of an owner at a place, then the bases it belongs to; empty where the place is a country or province.

    The place of a site is the prefecture (in China) or the city: a county of Yibin is a part of the Yibin base.
    """
    spot = lift_place(place)
    if spot is None:
        return []
    owners = [owner, *(organisation_entity(parent) for parent in organisations().ancestors(owner.id))]
    sites = [_site(one, spot) for one in owners]
    return [_with_whole(site, whole) for site, whole in zip(sites, [*sites[1:], None], strict=True)]


def lift_place(place: Entity) -> Entity | None:
    """The prefecture that a county lies in, or the place itself; None for a country or province."""
    if place.data.get("kind") not in FINE:
        return None
    above = next((p for p in places().ancestors(place.id) if p.kind.value == PREFECTURE), None)
    return place_entity(above) if above is not None else place


def wholes_of(entity: Entity) -> Iterator[Entity]:
    """The organisations or regions that a known organisation or place belongs to, nearest first."""
    if entity.kind is EntityKind.ORGANISATION:
        yield from (organisation_entity(one) for one in organisations().ancestors(entity.id))
    if entity.kind is EntityKind.PLACE:
        yield from (place_entity(one) for one in places().ancestors(entity.id))


def _site(owner: Entity, place: Entity) -> Entity:
    names = {
        "en": f"{owner.names.get('en', owner.name)}, {place.names.get('en', place.name)}",
        "zh": f"{owner.names.get('zh', owner.name)}（{place.names.get('zh', place.name)}）",
    }
    data = {"owner": owner.id, "place": place.id}
    return Entity(make_id("site", owner.id, place.id), EntityKind.SITE, names["en"], names, None, data)


def _with_whole(site: Entity, whole: Entity | None) -> Entity:
    return Entity(site.id, site.kind, site.name, site.names, whole.id if whole else None, site.data)

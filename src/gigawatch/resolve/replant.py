"""The plant that a plant is, when its owner or place turns out to be another thing."""

from __future__ import annotations

from collections.abc import Mapping

from gigawatch.model import Entity, EntityKind
from gigawatch.resolve.naming import organisation_entity, place_entity
from gigawatch.resolve.plant import ROW, part_of_site, site_of
from gigawatch.vocab import organisations, places

TIES = ("owner", "place")


def tied_to(plant: Entity, tie: str, entities: Mapping[str, Entity]) -> Entity:
    """The owner or the place of a plant: among the things there are, else in the vocabulary."""
    key = str(plant.data.get(tie))
    if key in entities:
        return entities[key]
    firm, spot = organisations().get(key), places().get(key)
    known = organisation_entity(firm) if firm else place_entity(spot) if spot else None
    return known or Entity(key, EntityKind.ORGANISATION if tie == "owner" else EntityKind.PLACE, key)


def replant(plant: Entity, owner: Entity, place: Entity) -> list[Entity]:
    """The site, project or phase like `plant` of an owner at a place, then all it is a part of; empty for no plant."""
    if plant.kind is EntityKind.SITE:
        return site_of(owner, place)
    link, ordinals = plant.data.get("link"), plant.data.get("ordinals")
    numbers = tuple(int(str(number)) for number in ordinals) if isinstance(ordinals, list) else ()
    return part_of_site(owner, place, str(link) if link else None, numbers, is_row=bool(plant.data.get(ROW)))

"""Old ids to new ones: where a firm goes by another id than before, it and its plants are found again.

An id is made from content, so it holds from build to build as long as the content does. When a new source joins two
names, or the vocabulary learns a firm, the firm's id becomes another one, and with it those of its sites, projects and
phases. Names do not change: by them the thing of an old id is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from gigawatch.model import Entity, EntityKind, make_id
from gigawatch.resolve.organisation import Firms

PLANTS = (EntityKind.SITE, EntityKind.PROJECT, EntityKind.PHASE)


def find_rekeys(before: Iterable[Entity], now: Mapping[str, Entity]) -> dict[str, str]:
    """The new id of each thing that was there under another id, by the old one; what is gone for good is left out."""
    gone = [entity for entity in before if entity.id not in now]
    firms = [entity for entity in gone if entity.kind is EntityKind.ORGANISATION]
    moved = _move_firms(firms, now)
    return moved | {entity.id: key for entity in gone if (key := _move_plant(entity, moved)) in now and key is not None}


def _move_firms(firms: Iterable[Entity], now: Mapping[str, Entity]) -> dict[str, str]:
    """The firms of today that bear a name of an old one, or one that means the same firm; none where two do."""
    listed, today = list(firms), [entity for entity in now.values() if _is_firm(entity)]
    naming = Firms(name for entity in (*listed, *today) for name in _names(entity))
    borne: dict[str, set[str]] = defaultdict(set)
    for entity in today:
        for key in (entity.id, *_meant(entity, naming)):
            borne[key].add(entity.id)
    found = {entity.id: {key for meant in _meant(entity, naming) for key in borne.get(meant, ())} for entity in listed}
    return {old: min(keys) for old, keys in found.items() if len(keys) == 1}


def _meant(entity: Entity, naming: Firms) -> set[str]:
    """The firms that the names of a thing mean among all names of then and now."""
    return {named.id for name in _names(entity) if (named := naming.name(name).entity) is not None}


def _move_plant(entity: Entity, moved: Mapping[str, str]) -> str | None:
    owner = moved.get(str(entity.data.get("owner")))
    if entity.kind not in PLANTS or owner is None:
        return None
    place, link = entity.data.get("place"), entity.data.get("link")
    if entity.kind is EntityKind.SITE:
        return make_id("site", owner, place)
    if entity.kind is EntityKind.PROJECT:
        return make_id("project", owner, place, link)
    ordinals = entity.data.get("ordinals")
    return make_id("phase", owner, place, link, *(ordinals if isinstance(ordinals, list) else ()))


def _is_firm(entity: Entity) -> bool:
    return entity.kind is EntityKind.ORGANISATION


def _names(entity: Entity) -> tuple[str, ...]:
    return tuple(dict.fromkeys((entity.name, *entity.names.values())))

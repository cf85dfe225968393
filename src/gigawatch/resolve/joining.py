"""Several things that are one: every mention, site and part of them goes to the one that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gigawatch.model import PLANTS, Entity
from gigawatch.resolve.replant import TIES, replant, tied_to
from gigawatch.resolve.resolution import Resolution


def join_things(found: Resolution, groups: Sequence[Sequence[str]]) -> None:
    """Make one thing of each group of ids: the one that the vocabulary knows, else the one of the smallest id."""
    renamed: dict[str, str] = {}
    for group in groups:
        kept = _choose(found, group)
        found.entities[kept.id] = kept
        renamed |= {one: kept.id for one in group if one != kept.id}
    if not renamed:
        return
    renamed |= _move_sites(found, renamed)
    _rename(found, renamed)


def _choose(found: Resolution, group: Sequence[str]) -> Entity:
    """The thing that is kept, with the names that only the others have; it is no part of what it is one with."""
    things = sorted((found.entities[one] for one in group), key=lambda e: (not e.data, e.part_of in group, e.id))
    names = {lang: name for thing in reversed(things) for lang, name in thing.names.items()}
    wholes = (thing.part_of for thing in things)
    part_of = next((whole for whole in wholes if whole is not None and whole not in group), None)
    return replace(things[0], names=names, part_of=part_of)


def _move_sites(found: Resolution, renamed: dict[str, str]) -> dict[str, str]:
    """The sites of what was joined, each with the site of the thing kept, which is made where there was none."""
    moved = {}
    for site in list(found.entities.values()):
        ties = [str(site.data.get(tie)) for tie in TIES]
        if site.kind in PLANTS and site.id not in renamed and any(tie in renamed for tie in ties):
            tied = (tied_to(site, tie, found.entities) for tie in TIES)
            owner, place = (found.entities.get(renamed.get(one.id, ""), one) for one in tied)
            new = replant(site, owner, place)
            for one in new:
                found.add(one)
            if new and new[0].id != site.id:
                moved[site.id] = new[0].id
    return moved


def _rename(found: Resolution, renamed: dict[str, str]) -> None:
    for named, mention in found.mentions.items():
        if mention.entity in renamed:
            found.mentions[named] = replace(mention, entity=renamed[mention.entity])
    for key, entity in list(found.entities.items()):
        if key in renamed:
            del found.entities[key]
        elif entity.part_of in renamed or any(str(value) in renamed for value in entity.data.values()):
            found.entities[key] = _tied_anew(entity, renamed)


def _tied_anew(entity: Entity, renamed: dict[str, str]) -> Entity:
    part_of = renamed.get(entity.part_of or "", entity.part_of)
    data = {key: renamed.get(value, value) if isinstance(value, str) else value for key, value in entity.data.items()}
    return replace(entity, part_of=None if part_of == entity.id else part_of, data=data)

"""One thing that is two: the name that the rules took for another's becomes a thing of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from gigawatch.model import PLANTS, Entity, EntityKind, Force, Judgement, make_id
from gigawatch.resolve.naming import fold
from gigawatch.resolve.replant import TIES, replant, tied_to
from gigawatch.resolve.resolution import Resolution
from gigawatch.resolve.surface import NAMING_ROLES, Names

PREFIX = {EntityKind.ORGANISATION: "org"}
BY_PERSON = "person"


def part_name(found: Resolution, names: Names, judgement: Judgement) -> Judgement:
    """Part what the rules took for one; the judgement as it came, for it also keeps what is apart from being joined."""
    both = names.find(judgement.left) & names.find(judgement.right or "")
    if len(both) != 1:
        return judgement
    thing = found.entities[next(iter(both))]
    sides = [side for side in (judgement.left, judgement.right or "") if side not in found.entities]
    moved = min(sides, key=lambda side: _claim_on(found, thing, side)) if sides else None
    if moved is not None:
        _move(found, thing, moved)
    return judgement


def _claim_on(found: Resolution, thing: Entity, name: str) -> tuple[float, bool, str]:
    """How good a claim a name has on the thing: the rules' score, whether it is the thing's own name, the name."""
    scores = [j.score or 0.0 for j in _naming_judgements(found, thing, name)]
    is_own = fold(name) in {fold(own) for own in (thing.name, *thing.names.values())}
    return max(scores, default=1.0 if is_own else 0.0), is_own, name


def _naming_judgements(found: Resolution, thing: Entity, name: str) -> Iterator[Judgement]:
    key = fold(name)
    return (j for j in found.judgements.values() if j.is_rule and j.right == thing.id and fold(j.left) == key)


def _move(found: Resolution, thing: Entity, name: str) -> None:
    """Give every mention under the name to a new thing, and to its own sites what is at the other's."""
    key = fold(name)
    own = _new_thing(thing, name)
    found.add(own)
    moved = [m for m in found.mentions.values() if m.entity == thing.id and fold(m.surface) == key]
    for mention in (m for m in moved if m.role in NAMING_ROLES):
        found.mentions[(mention.claim, mention.role)] = replace(mention, entity=own.id)
        about = found.mentions.get((mention.claim, "thing"))
        if about is not None:
            target = _thing_of(found, about.entity, mention.role, thing, own)
            found.mentions[(mention.claim, "thing")] = replace(about, entity=target)
    for judgement in list(_naming_judgements(found, thing, name)):
        found.judgements[judgement.id] = replace(judgement, force=Force.SUPERSEDED, ground=BY_PERSON)


def _new_thing(thing: Entity, name: str) -> Entity:
    """A thing of the same kind that has nothing but its name; a place lies where the other one does."""
    names = {"zh" if re.search(r"[\u4e00-\u9fff]", name) else "en": name}
    if thing.kind is EntityKind.PLACE:
        data = {"kind": "zone", "country": thing.data.get("country")}
        return Entity(make_id("place", fold(name), thing.part_of), thing.kind, name, names, thing.part_of, data)
    return Entity(make_id(PREFIX.get(thing.kind, thing.kind.value), fold(name)), thing.kind, name, names)


def _thing_of(found: Resolution, about: str, role: str, old: Entity, own: Entity) -> str:
    """What a claim's value is of, now that its owner or place is another thing."""
    known = found.entities[about]
    if about == old.id:
        return own.id
    if known.kind not in PLANTS:
        return about
    owner, place = (tied_to(known, tie, found.entities) for tie in TIES)
    plants = replant(known, own, place) if role == "subject" else replant(known, owner, own)
    for plant in plants:
        found.add(plant)
    return plants[0].id if plants else own.id

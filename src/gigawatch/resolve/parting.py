"""One thing that is two: the name that the rules took for another's becomes a thing of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gigawatch.model import PLANTS, Entity, EntityKind, Force, Judgement, make_id
from gigawatch.resolve.naming import fold
from gigawatch.resolve.organisation import name_group
from gigawatch.resolve.replant import TIES, replant, tied_to
from gigawatch.resolve.resolution import Resolution
from gigawatch.resolve.surface import NAMING_ROLES, Names

BY_PERSON = "person"


def part_name(found: Resolution, names: Names, judgement: Judgement) -> Judgement:
    """Part what the rules took for one; the judgement as it came, for it also keeps what is apart from being joined."""
    both = names.find(judgement.left) & names.find(judgement.right or "")
    if len(both) != 1:
        return judgement
    thing = found.entities[next(iter(both))]
    sides = [side for side in (judgement.left, judgement.right or "") if side not in found.entities]
    leaving = _leaving(found, thing, sides)
    if leaving:
        _move(found, thing, leaving)
    return judgement


def _leaving(found: Resolution, thing: Entity, sides: Sequence[str]) -> frozenset[str]:
    """The names that leave a thing: the one of the lesser claim, with those that are one with it in any case.

    A thing has its id from one of its names: that name stays, and the others leave.
    """
    parts = {side: _part_of(found, side, sides) for side in sides}
    listed = sorted(sides, key=lambda side: (_gives_id(thing, parts[side]), _claim_on(found, thing, side)))
    if not listed or not _gives_id(thing, parts[listed[0]]):
        return parts[listed[0]] if listed else frozenset()
    alike, others = found.firms.names_beside(listed[0])
    return (alike | others) - parts[listed[0]]


def _part_of(found: Resolution, side: str, sides: Sequence[str]) -> frozenset[str]:
    """A name alone, or, of a firm that documents name in two scripts, all its names of the one kind."""
    alike, others = found.firms.names_beside(side)
    is_whole = others and all(other == side or fold(other) not in map(fold, alike) for other in sides)
    return alike if is_whole else frozenset({side})


def _gives_id(thing: Entity, part: Iterable[str]) -> bool:
    return thing.kind is EntityKind.ORGANISATION and _new_thing(thing, part).id == thing.id


def _claim_on(found: Resolution, thing: Entity, name: str) -> tuple[float, bool, str]:
    """How good a claim a name has on the thing: the rules' score, whether it is the thing's own name, the name."""
    scores = [j.score or 0.0 for j in _naming_judgements(found, thing, name)]
    is_own = fold(name) in {fold(own) for own in (thing.name, *thing.names.values())}
    return max(scores, default=1.0 if is_own else 0.0), is_own, name


def _naming_judgements(found: Resolution, thing: Entity, name: str) -> Iterator[Judgement]:
    key = fold(name)
    return (j for j in found.judgements.values() if j.is_rule and j.right == thing.id and fold(j.left) == key)


def _move(found: Resolution, thing: Entity, leaving: frozenset[str]) -> None:
    """Give every mention under the names to a new thing, and to its own sites what is at the other's."""
    keys = {fold(name) for name in leaving}
    own = _new_thing(thing, leaving)
    found.add(own)
    moved = [m for m in found.mentions.values() if m.entity == thing.id and fold(m.surface) in keys]
    for mention in (m for m in moved if m.role in NAMING_ROLES):
        found.mentions[(mention.claim, mention.role)] = replace(mention, entity=own.id)
        about = found.mentions.get((mention.claim, "thing"))
        if about is not None:
            target = _thing_of(found, about.entity, mention.role, thing, own)
            found.mentions[(mention.claim, "thing")] = replace(about, entity=target)
    for name in sorted(leaving):
        for judgement in list(_naming_judgements(found, thing, name)):
            found.judgements[judgement.id] = replace(judgement, force=Force.SUPERSEDED, ground=BY_PERSON)
    _name_rest(found, thing, leaving)


def _name_rest(found: Resolution, thing: Entity, left: frozenset[str]) -> None:
    """Leave a new firm and its plants only the names that did not leave."""
    alike, others = found.firms.names_beside(min(left))
    rest = frozenset(name for name in alike | others if fold(name) not in _names_elsewhere(found, thing))
    kept = name_group(rest) if rest else None
    if thing.data or kept is None or kept.id != thing.id:
        return
    found.entities[kept.id] = kept
    for plant in [one for one in found.entities.values() if one.kind in PLANTS and one.data.get("owner") == kept.id]:
        for named in replant(plant, kept, tied_to(plant, "place", found.entities)):
            if named.id in found.entities:
                known = found.entities[named.id]
                found.entities[named.id] = replace(known, name=named.name, names=named.names)


def _names_elsewhere(found: Resolution, thing: Entity) -> frozenset[str]:
    """The names of all other organisations, folded."""
    firms = (one for one in found.entities.values() if one.kind is thing.kind and one.id != thing.id)
    return frozenset(fold(name) for one in firms for name in (one.name, *one.names.values()))


def _new_thing(thing: Entity, names: Iterable[str]) -> Entity:
    """A thing of the same kind that has nothing but its names; a place lies where the other one does."""
    listed = sorted(names, key=lambda name: (fold(name), name))
    if thing.kind is EntityKind.ORGANISATION and (firm := name_group(frozenset(listed))) is not None:
        return firm
    name = listed[0]
    told = {"zh" if re.search(r"[\u4e00-\u9fff]", name) else "en": name}
    if thing.kind is EntityKind.PLACE:
        data = {"kind": "zone", "country": thing.data.get("country")}
        return Entity(make_id("place", fold(name), thing.part_of), thing.kind, name, told, thing.part_of, data)
    return Entity(make_id(thing.kind.value, fold(name)), thing.kind, name, told)


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

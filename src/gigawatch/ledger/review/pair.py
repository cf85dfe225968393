"""The two sides of a judgement on names: what a person wrote, as a text's name or the id of the one thing it means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gigawatch.ledger.near import list_some
from gigawatch.model import PLANTS, EntityKind, InputError, NarrativeClaim, QuantityClaim, Verdict
from gigawatch.vocab.near import hint, pick_near

if TYPE_CHECKING:
    from gigawatch.ledger.material import Material
    from gigawatch.model import Entity
    from gigawatch.resolve import Names

SHORT = 4  # letters of a part of a description, by which the plant that it describes is found


def settle_pair(material: Material, names: tuple[str, str], verdict: Verdict) -> tuple[str, str]:
    """Both sides as a build can apply them: a name as texts write it, or the id of the thing that is shown by a name.

    InputError with the candidates for a name that several things may bear (unless the verdict is `unsure`), with the
    names near it for one that nothing bears, and for things of two kinds as the same: no build could apply these.
    """
    from gigawatch.resolve import Names

    known = Names.of(material.mentions.values(), material.entities)
    left, right = (_settle_side(material, known, name.strip(), verdict) for name in names)
    _require_two(known, names, (left, right))
    if verdict is Verdict.SAME:
        _require_one_kind(material, known, (left, right))
    return left, right


def _settle_side(material: Material, known: Names, name: str, verdict: Verdict) -> str:
    """A name that means one thing stays as it is written; another one becomes the id of what the ledger shows by it."""
    found = known.find(name)
    if len(found) == 1 or (found and verdict is Verdict.UNSURE):
        return name
    if not found and _is_written(material, name):
        return name
    things = sorted(found or _shown(material, name))
    if len(things) == 1:
        return things[0]
    if things:
        told = f"give the id of one: {_tell(material.entities, things)}"
        raise InputError(f"{name!r} means several things", hint=told)
    near = hint(pick_near(name, names_here(material)))
    wanted = "write it as a text does, or give the id of a thing"
    raise InputError(f"nothing here is called {name!r}", hint=f"{near}; {wanted}" if near else wanted)


def _shown(material: Material, name: str) -> Iterable[str]:
    """The things that are shown by a name which no text gives them as theirs: as the vocabulary spells it, by the
    description of their plant in a text, by its owner and place, or by a part of their name.
    """
    from gigawatch.ledger.naming import REGIONS, known_id
    from gigawatch.resolve.naming import fold

    known = {one for kind in REGIONS if (one := known_id(name, kind)) in material.entities and one is not None}
    part = fold(name)
    if known or not part:
        return known
    described = (_described(material, part) or _composed(material, part)) if len(part) >= SHORT else set()
    held = (one for one in material.entities.values() if any(part in fold(told) for told in _names_of(one)))
    return described | {one.id for one in held}


def _described(material: Material, part: str) -> set[str]:
    """The plants that claims tell of under a description, which is no name of a company or place."""
    from gigawatch.resolve.naming import fold

    found = set()
    for claim in material.claims.values():
        told = claim.object if isinstance(claim, QuantityClaim) else None
        thing = material.entity_of(claim.id, "thing") if told and part in fold(told) else None
        if thing is not None and thing.kind in PLANTS:
            found.add(thing.id)
    return found


def _composed(material: Material, whole: str) -> set[str]:
    """The plants in whose stead a name tells their owner and their place: the Northwind Riverton works."""
    from gigawatch.resolve.naming import fold

    def is_told(tie: object) -> bool:
        thing = material.entities.get(str(tie))
        return thing is not None and any(fold(name) in whole for name in _names_of(thing))

    plants = (one for one in material.entities.values() if one.kind is EntityKind.SITE)
    return {one.id for one in plants if is_told(one.data.get("owner")) and is_told(one.data.get("place"))}


def _require_two(known: Names, names: Sequence[str], sides: Sequence[str]) -> None:
    """Refuse one thing by two of its own names; one that a text writes may be joined to its thing or parted from it."""
    from gigawatch.resolve.naming import fold

    things = {known.find(side) for side in sides}
    is_own = all(side in known.ids or fold(side) not in known.written for side in sides)
    if is_own and len(things) == 1 and len(next(iter(things))) == 1:
        one = next(iter(next(iter(things))))
        raise InputError(f"{names[0]!r} and {names[1]!r} are both {one}", hint="name two things")


def _require_one_kind(material: Material, known: Names, names: Sequence[str]) -> None:
    things = [sorted(known.find(name)) for name in names]
    kinds = [material.entities[one[0]].kind for one in things if len(one) == 1]
    if len(kinds) < len(names) or len(set(kinds)) == 1:
        return
    what = ", ".join(f"{name} is of the kind {kind.value}" for name, kind in zip(names, kinds, strict=True))
    raise InputError(f"{what}: they cannot be one thing", hint=_alike(material, [one[0] for one in things], kinds))


def _alike(material: Material, things: Sequence[str], kinds: Sequence[EntityKind]) -> str:
    """The plants of a company or place that is to be one with a plant; else how to see what a name means."""
    wide = next((one for one, kind in zip(things, kinds, strict=True) if kind not in PLANTS), None)
    if wide is not None and any(kind in PLANTS for kind in kinds):
        ties = ("owner", "place")
        held = [e.id for e in material.entities.values() if e.kind in PLANTS and wide in map(e.data.get, ties)]
        own = [one for one in sorted(held) if one not in things]
        if own:
            return f"name a plant of {material.entities[wide].name} by its id: {_tell(material.entities, own)}"
    return "see what a name means with: gigawatch review show NAME"


def _tell(entities: Mapping[str, Entity], ids: Sequence[str]) -> str:
    """Ids with the names of their things."""
    return list_some([f"{one} ({entities[one].name})" for one in ids])


def _is_written(material: Material, name: str) -> bool:
    from gigawatch.resolve.naming import fold

    return fold(name) in {fold(told) for told in names_here(material)}


def _names_of(entity: Entity) -> tuple[str, ...]:
    return entity.name, *entity.names.values()


def names_here(material: Material) -> Iterator[str]:
    """Every name that a text gives to a subject or place, and the names of all things."""
    for entity in material.entities.values():
        yield from _names_of(entity)
    for claim in material.claims.values():
        told = claim.data if isinstance(claim, NarrativeClaim) else {"subject": claim.subject, "place": claim.place}
        owners = told.get("organisations")
        yield from (str(owner) for owner in owners) if isinstance(owners, list) else ()
        yield from (str(told[key]) for key in ("subject", "place") if told.get(key))
    yield from (cell.subject for cell in material.observations.values())

"""Names that mean nothing to the rules, read as the thing that a person says they mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gigawatch.model import (
    PLANTS,
    Claim,
    Document,
    Entity,
    EntityKind,
    Judgement,
    Mention,
    NarrativeClaim,
    Observation,
    QuantityClaim,
    Verdict,
)
from gigawatch.resolve.naming import fold
from gigawatch.resolve.replant import replant
from gigawatch.resolve.resolution import Resolution
from gigawatch.resolve.resolver import apply_rules
from gigawatch.resolve.surface import NAMING_ROLES, Names

Item = Claim | Observation


def read_as(
    found: Resolution,
    judgements: Sequence[Judgement],
    documents: Mapping[str, Document],
    claims: Sequence[Claim],
    cells: Sequence[Observation],
) -> None:
    """Resolve again, under the name of the known thing, every claim and cell that uses a name which means nothing."""
    names = Names.of(found.mentions.values(), found.entities)
    unknown = dict(_unknown(judgements, names))
    if not unknown:
        return
    uses = _find_uses(found, unknown, claims, cells)
    for name, target in unknown.items():
        called = found.entities[target].name
        renamed = {item.id: _rename(item, role, called) for role, item in uses[name]}
        again = apply_rules(documents, _around(claims, renamed), _cells(renamed), found.firms.joined)
        _take_over(found, again, uses[name], target)


def _around(claims: Sequence[Claim], renamed: Mapping[str, Item]) -> list[Claim]:
    """The renamed claims among all of their documents, which tell what a sentence leaves out."""
    affected = {item.document for item in renamed.values() if not isinstance(item, Observation)}
    near = (renamed.get(claim.id, claim) for claim in claims if claim.document in affected)
    return [item for item in near if not isinstance(item, Observation)]


def _cells(renamed: Mapping[str, Item]) -> list[Observation]:
    return [item for item in renamed.values() if isinstance(item, Observation)]


def _unknown(judgements: Sequence[Judgement], names: Names) -> Iterator[tuple[str, str]]:
    """Names that mean nothing, with the one thing that a judgement says they are."""
    for judgement in judgements:
        for one, other in ((judgement.left, judgement.right or ""), (judgement.right or "", judgement.left)):
            known = names.find(other)
            if judgement.verdict is Verdict.SAME and not names.find(one) and len(known) == 1:
                yield fold(one), next(iter(known))


def _find_uses(
    found: Resolution, unknown: Mapping[str, str], claims: Sequence[Claim], cells: Sequence[Observation]
) -> Mapping[str, list[tuple[str, Item]]]:
    uses: dict[str, list[tuple[str, Item]]] = defaultdict(list)
    for item in (*claims, *cells):
        for role in ("subject", "place"):
            surface = _surface(item, role)
            if surface and (item.id, role) not in found.mentions and fold(surface) in unknown:
                uses[fold(surface)].append((role, item))
    return uses


def _surface(item: Item, role: str) -> str | None:
    if isinstance(item, Observation):
        return item.subject if role == "subject" else None
    if isinstance(item, QuantityClaim):
        return item.subject if role == "subject" else item.place
    owners = item.data.get("organisations")
    first = str(owners[0]) if isinstance(owners, list) and owners else None
    where = item.data.get("place")
    return first if role == "subject" else str(where) if where else None


def _rename(item: Item, role: str, name: str) -> Item:
    if isinstance(item, NarrativeClaim):
        owners = item.data.get("organisations")
        rest = owners[1:] if isinstance(owners, list) else []
        changed = {"organisations": [name, *rest]} if role == "subject" else {"place": name}
        return replace(item, data={**item.data, **changed})
    if role == "place" and isinstance(item, QuantityClaim):
        return replace(item, place=name)
    return replace(item, subject=name)


def _take_over(found: Resolution, again: Resolution, items: Sequence[tuple[str, Item]], target: str) -> None:
    """The mentions of the claims that now speak of the thing, under the name that the text gives it.

    What a claim's other name was found to mean stays; only where it meant nothing is it taken as read now.
    """
    for role, item in items:
        mention = again.mentions.get((item.id, role))
        if mention is None or mention.entity != target:
            continue
        for one in NAMING_ROLES:
            told = again.mentions.get((item.id, one))
            if told is not None and (one == role or (item.id, one) not in found.mentions):
                surface = (_surface(item, role) if one == role else None) or told.surface
                _mention(found, again.entities[told.entity], replace(told, surface=surface))
        _take_thing(found, again, item.id)


def _take_thing(found: Resolution, again: Resolution, claim: str) -> None:
    """What a claim's value is of: what was read now, as that of the subject and at the place that the claim has."""
    told, subject = again.mentions.get((claim, "thing")), found.mentions.get((claim, "subject"))
    if told is None or subject is None:
        return
    thing, owner = again.entities[told.entity], found.entities[subject.entity]
    if not all(_mean_the_same(found, again, (claim, role)) for role in NAMING_ROLES):
        thing = _replant(found, thing, owner, found.mentions.get((claim, "place")))
    _mention(found, thing, replace(told, surface=subject.surface, entity=thing.id))


def _mean_the_same(found: Resolution, again: Resolution, key: tuple[str, str]) -> bool:
    one, other = found.mentions.get(key), again.mentions.get(key)
    return (one.entity if one else None) == (other.entity if other else None)


def _replant(found: Resolution, plant: Entity, owner: Entity, spot: Mention | None) -> Entity:
    """The plant like one of an owner at a place; the owner where it is no plant, or the owner has none."""
    if plant.kind not in PLANTS or owner.kind is not EntityKind.ORGANISATION or spot is None:
        return owner
    plants = replant(plant, owner, found.entities[spot.entity])
    for one in plants:
        found.add(one)
    return plants[0] if plants else owner


def _mention(found: Resolution, thing: Entity, mention: Mention) -> None:
    found.add(thing)
    found.mentions[mention.claim, mention.role] = mention

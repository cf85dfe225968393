"""Identifying: which of many descriptions, from any number of sources, speak of the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from gigawatch.model import PLANTS, EntityKind, make_id
from gigawatch.resolve.description import Description
from gigawatch.resolve.event import name_event
from gigawatch.resolve.gathering import is_gathering
from gigawatch.resolve.likeness import SURE, Side, compare_plants
from gigawatch.resolve.naming import fold
from gigawatch.resolve.numbering import name_groups
from gigawatch.resolve.occasion import YEAR, name_by_half, pool_events
from gigawatch.resolve.occasion_place import spot_of
from gigawatch.resolve.organisation import Firms, gather, pair_up
from gigawatch.resolve.party import owner_names
from gigawatch.resolve.pool import pool_names
from gigawatch.resolve.trait import read_trait
from gigawatch.resolve.vague import attach_vague
from gigawatch.resolve.where import name_spot

LARGEST_BLOCK = 250
DAY = 10  # characters of a date that tells its day


def identify(descriptions: Iterable[Description]) -> dict[str, str]:
    """The id of the thing that each description speaks of, by the description's id.

    Two descriptions have the same id where they are taken to speak of the same thing. Plants are compared within blocks
    of one owner or one place, the surest pairs joined first. The order does not matter.
    """
    listed = sorted(descriptions, key=lambda one: one.id)
    sure = {one.surface for one in listed if one.kind is EntityKind.ORGANISATION}
    texts = (text for one in listed for text in _texts(one))
    firms = Firms((name for one in listed for name in _firm_names(one)), texts=texts, sure=sure)
    found = {one.id: _identify_named(one, firms) for one in listed if one.kind not in PLANTS}
    found |= pool_names([one for one in listed if one.kind is EntityKind.PLACE], found)
    found |= pool_events([one for one in listed if one.kind is EntityKind.EVENT], found)
    for kind in PLANTS:
        sides = {one.id: Side(one, read_trait(one, firms)) for one in listed if one.kind is kind}
        found |= _identify_plants(kind, sides)
    return found


def _firm_names(one: Description) -> Iterator[str]:
    if one.kind is EntityKind.ORGANISATION:
        yield one.surface
    if one.kind in PLANTS:
        yield from owner_names(one)
        yield from one.partners


def _texts(one: Description) -> Iterator[str]:
    """The words in which one name may introduce another."""
    yield from filter(None, (one.text, one.surface, one.owner))


def _identify_named(one: Description, firms: Firms) -> str:
    if one.kind is EntityKind.ORGANISATION:
        entity = firms.name(one.surface).entity
        return entity.id if entity else make_id("org", fold(one.surface))
    if one.kind is EntityKind.PLACE:
        entity = name_spot(one.surface, one.place).entity
        return entity.id if entity else make_id("place", fold(one.surface), one.place)
    return _identify_event(one)


def _identify_event(one: Description) -> str:
    """An edition of a series by its year, else what happened at one place on one day, else a name of its own."""
    year = (one.date or one.published or "")[:YEAR]
    entity = name_event(one.surface, year or None).entity
    if entity is not None and entity.data.get("series"):
        return entity.id
    half, spot = name_by_half(one), spot_of(one)
    if half is not None:
        return half
    if one.date and len(one.date) == DAY and spot is not None and not is_gathering(one.surface):
        return make_id("event", one.date, spot)
    return entity.id if entity else make_id("event", fold(one.surface), year)


def _identify_plants(kind: EntityKind, sides: Mapping[str, Side]) -> dict[str, str]:
    pairs = ((one, other, compare_plants(sides[one], sides[other]).score) for one, other in _blocked(sides))
    groups = attach_vague(gather(list(sides), pairs, sure=SURE), sides)
    ids = name_groups(kind, groups, sides)
    return {key: ids[group] for group in groups for key in group}


def _blocked(sides: Mapping[str, Side]) -> Iterator[tuple[str, str]]:
    """Every pair worth comparing: of one owner (or its group) in one region, or at one spot."""
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, side in sides.items():
        for block in _blocks(side):
            blocks[block].append(key)
    seen: set[tuple[str, str]] = set()
    for members in blocks.values():
        for pair in pair_up(members, LARGEST_BLOCK, lambda key: _in_order(sides[key])):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _in_order(side: Side) -> tuple[str, str, tuple[int, ...], str, str]:
    """Plants of one place stand together, then those of one phase and one date."""
    trait, told = side.trait, side.description
    return trait.spot or "", trait.zone, trait.ordinals, told.date or "", told.id


def _blocks(side: Side) -> Iterator[tuple[str, str]]:
    trait = side.trait
    for owner in trait.owners | trait.related | trait.holders:
        yield owner, trait.region or ""
    if trait.spot:
        yield "at", trait.spot

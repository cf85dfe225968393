"""Places that no gazetteer knows, or that stand without their region: the one of that name among the others told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from gigawatch.resolve.description import Description
from gigawatch.resolve.sound import chinese_sounds, latin_sounds
from gigawatch.resolve.where import CHAIN, CHINA, find_alone, find_chain
from gigawatch.vocab import places
from gigawatch.vocab.town import compare_key


def pool_names(told: Sequence[Description], found: Mapping[str, str]) -> dict[str, str]:
    """The ids of places joined: a name without its region, or with a wider one, means the only place of that name."""
    named: dict[str, list[Description]] = defaultdict(list)
    for one in told:
        named[compare_key(CHAIN.split(one.surface)[0])].append(one)
    pooled: dict[str, str] = {}
    for group in named.values():
        ids = {found[one.id] for one in group}
        if len(ids) > 1:
            pooled |= _pool(group, found)
    return pooled | _pool_sounds(told, {**found, **pooled})


def _pool(group: Sequence[Description], found: Mapping[str, str]) -> dict[str, str]:
    """The unknown names of a group that only one place of it fits."""
    wider = {one.id: _region(one) for one in group}
    moved = {}
    for one in group:
        if not _is_open(one, found[one.id]):
            continue
        fitting = {found[o.id] for o in group if found[o.id] != found[one.id] and _fits(wider[one.id], wider[o.id])}
        if len(fitting) == 1:
            moved[one.id] = min(fitting)
    onward = {found[key]: to for key, to in moved.items()}
    return {key: onward.get(to, to) for key, to in moved.items()}


def _pool_sounds(told: Sequence[Description], found: Mapping[str, str]) -> dict[str, str]:
    """The ids of unknown Chinese names of foreign places, each of the only place of its region that sounds like it."""
    heard: dict[str, list[Description]] = defaultdict(list)
    for one in told:
        for sounds in latin_sounds(_name(one)):
            heard[sounds].append(one)
    moved: dict[str, str] = {}
    for one in told:
        near = (
            [o for sounds in chinese_sounds(_name(one)) for o in heard[sounds]] if _is_open(one, found[one.id]) else []
        )
        fitting = {found[other.id] for other in near if _lie_together(_region(one), _region(other))}
        if len(fitting) == 1:
            moved[found[one.id]] = min(fitting)
    return {key: moved[identity] for key, identity in found.items() if identity in moved}


def _name(one: Description) -> str:
    return CHAIN.split(one.surface)[0]


def _lie_together(one: str | None, other: str | None) -> bool:
    """True for two names told in the same region abroad, or in a region and the country around it."""
    region = places().get(one or "")
    if region is None or other is None or region.country == CHINA:
        return False
    return one == other or places().within(region.id, other) or places().within(other, region.id)


def _is_open(one: Description, identity: str) -> bool:
    """True for a place that the gazetteer does not know under this name."""
    return places().get(identity) is None and find_alone(CHAIN.split(one.surface)[0]) is None


def _region(one: Description) -> str | None:
    chain = [*CHAIN.split(one.surface)[1:], *(CHAIN.split(one.place) if one.place else [])]
    region = find_chain(chain, None) if chain else None
    return region.id if region else None


def _fits(wide: str | None, narrow: str | None) -> bool:
    """True where the region of one name is not told, or holds the other's."""
    return wide is None or (narrow is not None and wide != narrow and places().within(narrow, wide))

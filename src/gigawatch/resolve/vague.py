"""Vague descriptions, which name a country or state or no owner: joined to the one plant that fits, or to none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from gigawatch.model import EntityKind
from gigawatch.resolve.likeness import Side, compare_plants, county_holds
from gigawatch.resolve.trait import Trait
from gigawatch.vocab import places, towns


def attach_vague(groups: Sequence[frozenset[str]], sides: Mapping[str, Side]) -> list[frozenset[str]]:
    """Groups with each group of vague descriptions joined to the only definite one that it may mean.

    Where several fit, it is left alone: nothing is guessed.
    """
    definite = {key: group for group in groups if not _is_vague(group, sides) for key in group}
    by_owner: dict[str, set[frozenset[str]]] = defaultdict(set)
    for key, group in definite.items():
        for owner in (*sides[key].trait.owners, *sides[key].trait.related):
            by_owner[owner].add(group)
    joined: dict[frozenset[str], set[str]] = {group: set(group) for group in set(definite.values())}
    left = []
    for group in groups:
        if group in joined:
            continue
        fitting = [other for other in _near(group, by_owner, sides) if _fits(group, other, sides)]
        if len(fitting) == 1:
            joined[fitting[0]] |= group
        else:
            left.append(group)
    return sorted([*map(frozenset, joined.values()), *left], key=min)


def _is_vague(group: frozenset[str], sides: Mapping[str, Side]) -> bool:
    return all(sides[key].trait.spot is None or not sides[key].trait.owners for key in group)


def _near(
    group: frozenset[str], by_owner: Mapping[str, set[frozenset[str]]], sides: Mapping[str, Side]
) -> Sequence[frozenset[str]]:
    owners = {owner for key in group for owner in sides[key].trait.owners | sides[key].trait.related}
    return sorted({other for owner in owners for other in by_owner.get(owner, ())}, key=min)


def _fits(group: frozenset[str], other: frozenset[str], sides: Mapping[str, Side]) -> bool:
    pairs = [(sides[one], sides[two]) for one in group for two in other]
    return all(_may_be(one.trait, two.trait) for one, two in pairs) and all(
        one.trait.kind is EntityKind.SITE or compare_plants(one, two).score > 0 for one, two in pairs
    )


def _may_be(vague: Trait, definite: Trait) -> bool:
    """True where the definite plant lies in the vague one's country or state."""
    if vague.exact is None:
        return False
    if towns().is_county(vague.exact):
        return county_holds(vague.exact, definite)
    return definite.exact is not None and places().within(definite.exact, vague.exact)

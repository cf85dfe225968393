"""The ids of described plants: one for each group of descriptions, made from what the first of them says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from gigawatch.model import EntityKind, make_id
from gigawatch.resolve.likeness import Side
from gigawatch.resolve.naming import fold

LAST = "9"  # stands behind every date


def name_groups(
    kind: EntityKind, groups: Sequence[frozenset[str]], sides: Mapping[str, Side]
) -> dict[frozenset[str], str]:
    """The id of each group; groups that are kept apart never have one id.

    A site is its owner and place. Where no place is known, or another group has both, it is what is said of it too.
    """
    firsts = {group: _first(group, sides) for group in groups}
    plain = {group: _plain_id(kind, side) for group, side in firsts.items()}
    shared = Counter(plain.values())
    ids = {
        group: plain[group] if side.trait.spot and shared[plain[group]] == 1 else _full_id(plain[group], side)
        for group, side in firsts.items()
    }
    assert len(set(ids.values())) == len(ids), "two groups of plants have one id"
    return ids


def _first(group: frozenset[str], sides: Mapping[str, Side]) -> Side:
    """The description that was published first."""
    told = (sides[key] for key in group)
    return min(told, key=lambda side: (side.description.published or LAST, side.description.id))


def _plain_id(kind: EntityKind, side: Side) -> str:
    trait, told = side.trait, side.description
    whose = sorted(trait.owners) or [fold(told.owner or told.surface)]
    where = trait.spot or trait.region or fold(told.place or "")
    if kind is EntityKind.SITE:
        return make_id(kind.value, *whose, where)
    size = (told.investment and told.investment.value, told.capacity and told.capacity.value, told.date)
    return make_id(kind.value, *whose, where, *sorted(trait.links), *trait.ordinals, *size, told.id)


def _full_id(plain: str, side: Side) -> str:
    """The id made longer by all that tells a description from the next."""
    told = side.description
    return make_id(told.kind.value, plain, fold(told.surface), told.document, told.published, told.date, told.id)

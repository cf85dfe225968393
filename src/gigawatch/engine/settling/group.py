"""Groups of things that are settled together: plants with their owners, the groups of firms, one thing's other names.

What is reasoned about one thing alone, or about a plant and its owner, lies in one group; so groups can be settled
apart, and many small ones make a bucket.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gigawatch.ledger.part.kin import SAME_AS
from gigawatch.model import PLANTS, Entity, EntityKind
from gigawatch.vocab import organisations

BUCKET = 20_000  # claims; what is told of one group is never parted, however much it is


@dataclass(slots=True)
class Groups:
    """Sets of things that were joined, each known by one of them."""

    parents: dict[str, str] = field(default_factory=dict)

    def find(self, thing: str) -> str:
        """The one by which the set of a thing is known."""
        parents = self.parents
        parents.setdefault(thing, thing)
        while parents[thing] != thing:
            parents[thing] = parents[parents[thing]]
            thing = parents[thing]
        return thing

    def join(self, one: str, other: str) -> None:
        """Put two things into one set, known by the first of them in order."""
        first, last = sorted((self.find(one), self.find(other)))
        self.parents[last] = first


def share_out(entities: Mapping[str, Entity], claims: Mapping[str, int]) -> dict[str, int]:
    """The bucket of every thing, by how many claims are told of each: whole groups, the largest first."""
    groups = _join(entities)
    sizes: dict[str, int] = {}
    for thing in groups.parents:
        root = groups.find(thing)
        sizes[root] = sizes.get(root, 0) + claims.get(thing, 0)
    filled = [0] * max(1, -(-sum(claims.values()) // BUCKET))
    bucket: dict[str, int] = {}
    for root in sorted(sizes, key=lambda one: (-sizes[one], one)):
        emptiest = filled.index(min(filled))
        bucket[root] = emptiest
        filled[emptiest] += sizes[root]
    return {thing: bucket[groups.find(thing)] for thing in sorted(groups.parents)}


def bucket_of_owner(owner: str, buckets: Mapping[str, int]) -> int | None:
    """The bucket of a firm's group, of which only the head may be known; None where none of it is."""
    chain = (owner, *(one.id for one in organisations().ancestors(owner)))
    return next((buckets[one] for one in chain if one in buckets), None)


def _join(entities: Mapping[str, Entity]) -> Groups:
    groups = Groups()
    for entity in entities.values():
        groups.find(entity.id)
        for other in _tied(entity):
            groups.join(entity.id, other)
    return groups


def _tied(entity: Entity) -> Iterator[str]:
    """What a thing is settled together with."""
    if entity.kind is EntityKind.ORGANISATION:
        yield from (one.id for one in organisations().ancestors(entity.id))
    if entity.part_of is not None and entity.kind in (*PLANTS, EntityKind.ORGANISATION):
        yield entity.part_of
    for key in ("owner", SAME_AS):
        told = entity.data.get(key)
        if isinstance(told, str) and told and entity.kind in PLANTS:
            yield told

"""What a name or id that a person wrote stands for among the things that were resolved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gigawatch.model import Entity, Judgement, Mention, make_id
from gigawatch.resolve.naming import fold

NAMING_ROLES = ("subject", "place")


@dataclass(frozen=True, slots=True)
class Names:
    """Things by id, by the names that texts give them, and by their own names; names without case and punctuation."""

    ids: frozenset[str]
    written: Mapping[str, frozenset[str]]
    own: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, mentions: Iterable[Mention], entities: Mapping[str, Entity]) -> Names:
        """The names that mentions and things have."""
        written: dict[str, set[str]] = defaultdict(set)
        own: dict[str, set[str]] = defaultdict(set)
        for mention in mentions:
            if mention.role in NAMING_ROLES:
                written[fold(mention.surface)].add(mention.entity)
        for entity in entities.values():
            for name in (entity.name, *entity.names.values()):
                own[fold(name)].add(entity.id)
        return cls(frozenset(entities), _frozen(written), _frozen(own))

    def find(self, side: str) -> frozenset[str]:
        """The things that a side of a judgement may mean: the id, else the name as written, else its own."""
        if side in self.ids:
            return frozenset({side})
        key = fold(side)
        return self.written.get(key) or self.own.get(key) or frozenset()


def describe(side: str, entities: Mapping[str, Entity]) -> str:
    """What a side of a judgement is called: the names of a thing where it is an id, else the name itself."""
    thing = entities.get(side)
    return " = ".join(dict.fromkeys((thing.name, *thing.names.values()))) if thing else side


def hash_pair(left: str, right: str, entities: Mapping[str, Entity]) -> str:
    """The evidence of a judgement on two names or things: what they are called.

    The hashes are kept in people's files: the same names must go on giving the same hash.
    """
    return make_id("words", *sorted((describe(left, entities), describe(right, entities))))


def hash_names(judgement: Judgement, entities: Mapping[str, Entity]) -> str:
    """The evidence of a judgement on a pair as it is now."""
    return hash_pair(judgement.left, judgement.right or "", entities)


def _frozen(sets: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(ids) for key, ids in sets.items()}

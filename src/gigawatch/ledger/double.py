"""Counting twice: what a thing covers, and which value already counted covers another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from gigawatch.model import Entity, Fact

TIES = ("place", "owner")


class Reach:
    """What each thing covers: itself, its parts, and what lies in it or is owned by it, at any depth."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._entities = entities
        self._parts: dict[str, list[str]] = defaultdict(list)
        for entity in entities.values():
            for whole in self._wholes(entity.id):
                self._parts[whole].append(entity.id)

    def of(self, thing: str) -> frozenset[str]:
        """Ids of everything that a thing covers, itself included."""
        return frozenset(_walk(thing, lambda one: iter(self._parts.get(one, ()))))

    def above(self, thing: str) -> frozenset[str]:
        """Ids of the wholes that cover a thing, itself left out."""
        return frozenset(_walk(thing, self._wholes)) - {thing}

    def size(self, thing: str) -> int:
        """How many things a thing covers: never fewer than its parts do."""
        return len(self.of(thing))

    def is_in(self, part: str, whole: str) -> bool:
        """True when the whole covers the part."""
        return whole in self.above(part)

    def _wholes(self, thing: str) -> Iterator[str]:
        entity = self._entities.get(thing)
        if entity is not None:
            found = (entity.part_of, *(entity.data.get(tie) for tie in TIES))
            yield from (whole for whole in found if isinstance(whole, str) and whole in self._entities)


class Double:
    """The values counted so far, by everything that they cover."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._covered: dict[str, Fact] = {}
        self._perimeters: dict[str, dict[str | None, Fact]] = defaultdict(dict)

    def find(self, fact: Fact) -> Fact | None:
        """The counted value that covers this one or a part of it; None when it may be added.

        Values of one thing with different perimeters are its parts, and may stand beside each other; the value of
        the thing as a whole stands alone.
        """
        own = self._perimeters.get(fact.subject)
        if own is not None:
            return next(iter(own.values())) if None in own or fact.perimeter in own or fact.perimeter is None else None
        return next((self._covered[one] for one in sorted(self._reach.of(fact.subject)) if one in self._covered), None)

    def add(self, fact: Fact) -> None:
        """Count a value."""
        self._perimeters[fact.subject][fact.perimeter] = fact
        for one in self._reach.of(fact.subject):
            self._covered.setdefault(one, fact)


def _walk(start: str, step: Callable[[str], Iterator[str]]) -> Iterator[str]:
    seen, queue = {start}, [start]
    while queue:
        here = queue.pop()
        yield here
        fresh = [one for one in step(here) if one not in seen]
        seen.update(fresh)
        queue += fresh

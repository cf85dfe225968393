"""The register: what is known of every site, project and phase, by group of owners, gathered in one pass."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gigawatch.ledger.material import Material
from gigawatch.model import PLANTS, Claim, Entity, EntityKind, Interval, NarrativeClaim, QuantityClaim
from gigawatch.quantity import interval_of
from gigawatch.vocab import organisations

SIZES = ("capacity", "investment")
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Size:
    """One stated capacity or sum of money of a thing; `unit` without its `/yr`."""

    unit: str
    interval: Interval
    claim: QuantityClaim
    known_on: str


@dataclass(slots=True)
class Entry:
    """What is known of one thing: the sizes stated, and the claims about it with the day each was published."""

    sizes: list[Size] = field(default_factory=list)
    claims: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Register:
    """Indexes over the material's things; every look-up is by key."""

    material: Material

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """What is known of each sited thing."""
        found: dict[str, Entry] = defaultdict(Entry)
        for claim in self.material.claims.values():
            thing = self.thing_of(claim)
            if thing is None:
                continue
            published = self.material.documents[claim.document].published
            known_on = published.isoformat() if published else ""
            found[thing.id].claims.append((claim.id, known_on))
            if isinstance(claim, QuantityClaim) and claim.measure in SIZES:
                size = Size(claim.unit.removesuffix("/yr"), interval_of(claim.quantity), claim, known_on)
                found[thing.id].sizes.append(size)
        return found

    def thing_of(self, claim: Claim) -> Entity | None:
        """The site, project or phase that a claim is about; a figure's may be that of the step told in its sentence."""
        thing = self.material.entity_of(claim.id, "thing")
        if thing is not None and thing.kind in PLANTS:
            return thing
        return self._told_with(claim) if isinstance(claim, QuantityClaim) and claim.measure in SIZES else None

    def _told_with(self, figure: QuantityClaim) -> Entity | None:
        """The one thing whose steps the sentence of a figure tells."""
        spans = self._sentences.get(figure.document, ())
        at = bisect_right(spans, figure.start, key=lambda span: span[0]) - 1
        if at < 0 or figure.end > spans[at][1]:
            return None
        things = spans[at][2]
        return self.material.entities[next(iter(things))] if len(things) == 1 else None

    @cached_property
    def _sentences(self) -> Mapping[str, Sequence[tuple[int, int, frozenset[str]]]]:
        """The sentences of each document that tell steps, in order, with the things they tell them of."""
        found: dict[str, dict[tuple[int, int], set[str]]] = defaultdict(lambda: defaultdict(set))
        for claim in self.material.claims.values():
            thing = self.material.entity_of(claim.id, "thing") if isinstance(claim, NarrativeClaim) else None
            if thing is not None and thing.kind in PLANTS:
                found[claim.document][(claim.start, claim.end)].add(thing.id)
        return {
            document: [(start, end, frozenset(things)) for (start, end), things in sorted(spans.items())]
            for document, spans in found.items()
        }

    @cached_property
    def parts(self) -> Mapping[str, Sequence[Entity]]:
        """The sited things that are part of each thing, one level down, by id."""
        found: dict[str, list[Entity]] = defaultdict(list)
        for thing in self._sited:
            if thing.part_of is not None:
                found[thing.part_of].append(thing)
        return found

    @cached_property
    def of_group(self) -> Mapping[str, Sequence[Entity]]:
        """The sited things of each group of owners, by the head of the group."""
        found: dict[str, list[Entity]] = defaultdict(list)
        for thing in self._sited:
            owner = self.owner_of(thing)
            if owner is not None:
                found[self.head_of(owner)].append(thing)
        return found

    @cached_property
    def _sited(self) -> Sequence[Entity]:
        return sorted((e for e in self.material.entities.values() if e.kind in PLANTS), key=lambda e: e.id)

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        named = (e for e in self.material.entities.values() if e.kind is EntityKind.ORGANISATION)
        pairs = ((name.casefold(), e.id) for e in named for name in (e.name, *e.names.values()))
        return dict(sorted(pairs, reverse=True))

    def find_owner(self, name: str) -> str | None:
        """The id of an organisation by a name that a text gives it."""
        known = organisations().find(name)
        return known.id if known is not None else self._by_name.get(name.casefold())

    def wholes(self, thing: Entity) -> Iterator[Entity]:
        """A thing and the sited things that it is part of, nearest first."""
        one: Entity | None = thing
        for _ in range(DEEPEST):
            if one is None or one.kind not in PLANTS:
                return
            yield one
            one = self.material.entities.get(one.part_of or "")

    def within(self, thing: Entity) -> list[Entity]:
        """A thing and everything that is part of it, wholes before parts."""
        found, queue, seen = [thing], [thing.id], {thing.id}
        while queue:
            fresh = [part for part in self.parts.get(queue.pop(0), ()) if part.id not in seen]
            found += fresh
            seen |= {part.id for part in fresh}
            queue += [part.id for part in fresh]
        return found

    def owner_of(self, thing: Entity) -> str | None:
        """The owner of a thing, its own or that of what it is part of."""
        return self._said_of(thing, "owner")

    def place_of(self, thing: Entity) -> str | None:
        """The place of a thing, its own or that of what it is part of."""
        return self._said_of(thing, "place")

    def _said_of(self, thing: Entity, key: str) -> str | None:
        return next((str(one.data[key]) for one in self.wholes(thing) if one.data.get(key)), None)

    def lineage(self, owner: str) -> tuple[str, ...]:
        """An organisation and those that control it, nearest first."""
        known = self.material.entities.get(owner)
        if known is None or known.part_of is None:
            return (owner, *(one.id for one in organisations().ancestors(owner)))
        chain = [owner]
        while (known := self.material.entities.get(chain[-1])) and known.part_of and known.part_of not in chain:
            chain.append(known.part_of)
        return tuple(chain)

    def head_of(self, owner: str) -> str:
        """The head of an organisation's group: itself where nobody controls it."""
        return self.lineage(owner)[-1]

    def is_kin(self, one: str, other: str) -> bool:
        """True where one of two organisations is the other, or controls it."""
        return one in self.lineage(other) or other in self.lineage(one)

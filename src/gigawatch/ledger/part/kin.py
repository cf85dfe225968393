"""Kin: which thing is a part of which, which overlap, and which are one thing under two names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from gigawatch.ledger.part.leaving import Reason
from gigawatch.model import PLANTS, Entity
from gigawatch.vocab import OrganisationRelation

SAME_AS = "same_as"
ROW = "row"


class Kin:
    """The part-of relations of all things, indexed once.

    A phase belongs to its project, a project to its site, a site to its base; a base to its place and to its owner; a
    place to its region, a firm to its group. The site of a joint venture belongs to the base of its partner:
    `is_venture` tells it, so that both readings can be kept. A thing whose data names a `same_as` is another name.
    """

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self.entities = entities
        self._parts: dict[str, list[str]] = defaultdict(list)
        self._above: dict[str, frozenset[str]] = {}
        self._hosts: dict[str, tuple[str, ...]] = {}
        self._sets: dict[str, tuple[tuple[str, str | None, frozenset[int]], ...]] = {}
        for key in sorted(entities):
            for whole in self.wholes(key):
                self._parts[whole].append(key)

    def wholes(self, thing: str) -> tuple[str, ...]:
        """The nearest wholes of a thing."""
        entity = self.entities.get(thing)
        return tuple(dict.fromkeys(self._wholes(entity))) if entity is not None else ()

    def parts(self, thing: str) -> tuple[str, ...]:
        """The nearest parts of a thing, phases by their numbers."""
        return tuple(sorted(self._parts.get(thing, ()), key=lambda key: (self.ordinals(key), key)))

    def above(self, thing: str) -> frozenset[str]:
        """Every whole that holds a thing, itself left out."""
        if thing not in self._above:
            self._above[thing] = frozenset(_walk(thing, self.wholes)) - {thing}
        return self._above[thing]

    def below(self, thing: str) -> frozenset[str]:
        """Everything that a thing holds, itself left out."""
        return frozenset(_walk(thing, self.parts)) - {thing}

    def canonical(self, thing: str) -> str:
        """The thing that a name of it stands for: the phase of a project that is another name of the phase."""
        entity = self.entities.get(thing)
        same = entity.data.get(SAME_AS) if entity is not None else None
        return same if isinstance(same, str) and same in self.entities and same != thing else thing

    def ordinals(self, thing: str) -> tuple[int, ...]:
        """The numbers of a phase, or of a set of phases; none for anything else."""
        entity = self.entities.get(thing)
        numbers = entity.data.get("ordinals") if entity is not None else None
        return tuple(int(n) for n in numbers) if isinstance(numbers, list | tuple) else ()

    def numbers_in(self, whole: str, thing: str) -> frozenset[int]:
        """The numbers of the phases of a whole that a thing is or lies in; none where it is of no phase of it."""
        return frozenset(n for _, of, numbers in self._numbered(thing) if of == whole for n in numbers)

    def hosts(self, firm: str) -> tuple[str, ...]:
        """The plants of others that hold every plant known of a firm; none where it has a plant that stands alone."""
        if firm not in self._hosts:
            plants = {one for one in self.below(firm) if self.is_plant(one)}
            own = sorted(one for one in plants if not self.above(one) & plants)
            found = [[host for host in sorted(self.above(one)) if self.is_plant(host)] for one in own]
            are_held = bool(found) and all(found)
            self._hosts[firm] = tuple(dict.fromkeys(h for group in found for h in group)) if are_held else ()
        return self._hosts[firm]

    def is_venture(self, thing: str) -> bool:
        """True for the plant of a joint venture, which stands inside or outside its partner's base."""
        return self._relation(thing) == OrganisationRelation.JOINT_VENTURE.value

    def is_of_firm(self, part: str, whole: str) -> bool:
        """True where a plant inside another is of one firm with it: a joint venture's and a subsidiary's are not."""
        is_same = self._owner(part) == self._owner(whole)
        return is_same or self._relation(part) not in (
            OrganisationRelation.JOINT_VENTURE.value,
            OrganisationRelation.SUBSIDIARY.value,
        )

    def _owner(self, thing: str) -> str | None:
        entity = self.entities.get(thing)
        owner = entity.data.get("owner") if entity is not None else None
        return str(owner) if owner else None

    def _relation(self, thing: str) -> object:
        """How the owner of a plant is tied to the firm above it."""
        owner = self.entities.get(self._owner(thing) or "")
        return owner.data.get("relation") if owner is not None else None

    def overlap(self, one: str, other: str) -> Reason | None:
        """How two things count something twice: `same`, `part` or `phases`; None where they are apart."""
        left, right = self.canonical(one), self.canonical(other)
        if left == right:
            return Reason.SAME
        if right in self.above(left) or left in self.above(right):
            return Reason.PART
        return Reason.PHASES if self._share_phases(left, right) else None

    def is_plant(self, thing: str) -> bool:
        """True for a site, project or phase: a firm or place may stand for a plant that is not told apart."""
        entity = self.entities.get(thing)
        return entity is not None and entity.kind in PLANTS

    def base(self, thing: str) -> str:
        """The outermost plant that a plant is a part of; the thing itself where it is none."""
        entity = self.entities.get(thing)
        while entity is not None and entity.part_of and entity.kind in PLANTS:
            whole = self.entities.get(entity.part_of)
            if whole is None or whole.kind not in PLANTS:
                break
            entity = whole
        return entity.id if entity is not None else thing

    def count_plants(self, things: Iterable[str]) -> int:
        """How many plants some things are or lie in: the plants of a row each, without the base that holds them."""
        rows = {thing: self._row(self.canonical(thing)) for thing in things}
        held = {self.base(row) for row in rows.values() if row}
        bases = {self.base(self.canonical(thing)) for thing, row in rows.items() if not row}
        return len({row for row in rows.values() if row} | (bases - held))

    def _row(self, thing: str) -> str | None:
        """The plant of a row of numbered plants that a thing is or lies in."""
        return next((one for one in (thing, *sorted(self.above(thing))) if self._is_in_row(one)), None)

    def _is_in_row(self, thing: str) -> bool:
        entity = self.entities.get(thing)
        return entity is not None and bool(entity.data.get(ROW))

    def _share_phases(self, one: str, other: str) -> bool:
        """True where two sets of phases of one whole have a number in common, be it those of the wholes above."""
        return any(
            left != right and whole == same and numbers & others
            for left, whole, numbers in self._numbered(one)
            for right, same, others in self._numbered(other)
        )

    def _numbered(self, thing: str) -> tuple[tuple[str, str | None, frozenset[int]], ...]:
        """The sets of phases that a thing is or lies in: id, whole and numbers of each."""
        if thing not in self._sets:
            chain = (one for one in (thing, *sorted(self.above(thing))) if self.ordinals(one))
            self._sets[thing] = tuple((o, self.entities[o].part_of, frozenset(self.ordinals(o))) for o in chain)
        return self._sets[thing]

    def _wholes(self, entity: Entity) -> Iterator[str]:
        if entity.part_of in self.entities and entity.part_of is not None:
            yield entity.part_of
        if entity.kind not in PLANTS:
            return
        holding = list(self._holding(entity))
        for tie in ("place", "owner"):
            held = entity.data.get(tie)
            is_told = any(whole.data.get(tie) == held for whole in holding)
            if isinstance(held, str) and held in self.entities and not is_told:
                yield held

    def _holding(self, entity: Entity) -> Iterator[Entity]:
        """The plants that hold a plant, the nearest first."""
        seen = {entity.id}
        whole = self.entities.get(entity.part_of or "")
        while whole is not None and whole.kind in PLANTS and whole.id not in seen:
            yield whole
            seen.add(whole.id)
            whole = self.entities.get(whole.part_of or "")


def _walk(start: str, step: Callable[[str], Iterable[str]]) -> Iterator[str]:
    seen, queue = {start}, [start]
    while queue:
        here = queue.pop()
        yield here
        fresh = [one for one in step(here) if one not in seen]
        seen.update(fresh)
        queue += fresh

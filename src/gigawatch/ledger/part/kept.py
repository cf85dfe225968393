"""What is counted already: the facts of a sum, found again by what another fact would be counted twice with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from enum import IntEnum

from gigawatch.ledger.nature import is_flow
from gigawatch.ledger.part.kin import Kin
from gigawatch.ledger.part.leaving import Reason
from gigawatch.ledger.perimeter import are_apart, parse_perimeter
from gigawatch.model import PLANTS, EntityKind, Fact


class Division(IntEnum):
    """How a fact divides the world, in the order in which facts are counted: by where, by who, plant by plant, by when.

    A tenant is a firm whose plants are parts of other plants, as those of a joint venture in its partner's base.

    One amount is told of a firm, of the city its plant lies in and of the conference it was signed at: facts of two
    divisions are added only where they are known to be apart. A firm told of a province may be in a city of it.
    """

    PLACE = 0
    FIRM = 1
    PLANT = 2
    TENANT = 3
    OCCASION = 4


DIVISIONS = {
    EntityKind.PLACE: Division.PLACE,
    EntityKind.ORGANISATION: Division.FIRM,
    EntityKind.EVENT: Division.OCCASION,
}


class Kept:
    """The facts counted so far."""

    def __init__(self, kin: Kin) -> None:
        self.facts: list[Fact] = []
        self._kin = kin
        self._by_thing: dict[str, list[Fact]] = defaultdict(list)
        self._phases: dict[str, list[Fact]] = defaultdict(list)
        self._at: dict[str, list[Fact]] = defaultdict(list)
        self._by_division: dict[Division, list[Fact]] = defaultdict(list)

    def add(self, fact: Fact) -> None:
        """Count a fact."""
        thing = self._kin.canonical(fact.subject)
        self.facts.append(fact)
        self._by_thing[thing].append(fact)
        self._by_division[self.division(fact)].append(fact)
        for whole in self._wholes_of_phases(thing):
            self._phases[whole].append(fact)
        for place in self._around(fact):
            self._at[place].append(fact)

    def find(self, fact: Fact) -> tuple[Fact, Reason] | None:
        """The counted fact that overlaps this one, and how; None where it may be added."""
        found = next(self._related(fact), None)
        if found is not None:
            return found, self._kin.overlap(found.subject, fact.subject) or Reason.SAME
        across = next((f for f in self._across(fact) if _may_overlap(f, fact)), None)
        return None if across is None else (across, Reason.ACROSS)

    def division(self, fact: Fact) -> Division:
        """How a fact divides the world."""
        found = DIVISIONS.get(self._kin.entities[fact.subject].kind, Division.PLANT)
        return Division.TENANT if found is Division.FIRM and self._kin.hosts(fact.subject) else found

    def _related(self, fact: Fact) -> Iterator[Fact]:
        """Counted facts of the same thing, of its wholes, or of sets of phases that share one with it."""
        thing = self._kin.canonical(fact.subject)
        above = [thing, *sorted(self._kin.above(thing))]
        yield from (f for one in above for f in self._by_thing.get(one, ()) if not are_facts_apart(f, fact, self._kin))
        phases = (f for whole in self._wholes_of_phases(thing) for f in self._phases.get(whole, ()))
        yield from (f for f in phases if self._kin.overlap(f.subject, thing) is Reason.PHASES)

    def _across(self, fact: Fact) -> Iterator[Fact]:
        """Counted facts of another division that may tell the same."""
        division = self.division(fact)
        if division in (Division.FIRM, Division.TENANT):
            yield from self._of_places(fact)
        if division is Division.TENANT:
            yield from (f for host in self._kin.hosts(fact.subject) for f in self._by_thing.get(host, ()))
        if division is Division.PLANT:
            yield from self._of_towns(fact, self._seat(fact))
        if division is Division.OCCASION:
            yield from self._by_division[Division.FIRM]
            around = self._around(fact)
            for place in around:
                yield from (f for f in self._by_thing.get(place, ()) if self.division(f) is Division.PLACE)
            yield from self._at.get(fact.place or "", ())
            if not around:
                yield from (*self._by_division[Division.PLACE], *self._by_division[Division.PLANT])

    def _of_places(self, fact: Fact) -> Iterator[Fact]:
        """Counted facts of places in which a firm is told to be, has a plant, or (of a flow, or unknown) may be."""
        if fact.place in self._kin.entities:
            spots = self._around(fact)
            yield from self._of_towns(fact, fact.place)
        else:
            plants = [one for one in sorted(self._kin.below(fact.subject)) if self._kin.is_plant(one)]
            if is_flow(fact.measure) or not plants:
                yield from self._by_division[Division.PLACE]
                return
            spots = tuple(dict.fromkeys(place for one in plants for place in sorted(self._kin.above(one))))
        yield from (f for one in spots for f in self._by_thing.get(one, ()) if self.division(f) is Division.PLACE)

    def _of_towns(self, fact: Fact, place: str | None) -> Iterator[Fact]:
        """Counted facts of places inside the one that a firm or plant is told to be in, where it may be as well.

        Where the towns of its plants in that place are known, it is in those only.
        """
        above = self._kin.above
        towns = [told for told in self._by_division[Division.PLACE] if place in above(told.subject)]
        if not towns:
            return
        plants = (one for one in self._kin.below(fact.subject) if self._kin.is_plant(one) and place in above(one))
        homes = {home for plant in plants for home in above(plant) if place in above(home)}
        yield from (told for told in towns if told.subject in homes or not homes)

    def _seat(self, fact: Fact) -> str | None:
        """The smallest place that a plant is known to lie in."""
        above = [one for one in self._kin.above(fact.subject) if self._kin.entities[one].kind is EntityKind.PLACE]
        return max(above, key=lambda one: (len(self._kin.above(one)), one), default=None)

    def _around(self, fact: Fact) -> tuple[str, ...]:
        """The places that a fact lies in: of a plant its own, of a firm or an occasion the one that is told."""
        entity = self._kin.entities[fact.subject]
        start = fact.subject if entity.kind in PLANTS else fact.place
        if entity.kind is EntityKind.PLACE or start is None or start not in self._kin.entities:
            return ()
        return (start, *sorted(self._kin.above(start)))

    def _wholes_of_phases(self, thing: str) -> list[str]:
        numbered = (one for one in (thing, *sorted(self._kin.above(thing))) if self._kin.ordinals(one))
        return [whole for one in numbered if (whole := self._kin.entities[one].part_of)]


def are_facts_apart(wide: Fact, narrow: Fact, kin: Kin) -> bool:
    """True where two facts of one thing, or of a whole and its part, share nothing: other products, links or phases."""
    if are_apart(wide.perimeter, narrow.perimeter):
        return True
    told = parse_perimeter(wide.perimeter).phase
    if told is None:
        return False
    numbers = kin.numbers_in(kin.canonical(wide.subject), kin.canonical(narrow.subject))
    return bool(numbers) and numbers.isdisjoint(map(int, told.split(",")))


def _may_overlap(one: Fact, other: Fact) -> bool:
    return not are_apart(one.perimeter, other.perimeter)

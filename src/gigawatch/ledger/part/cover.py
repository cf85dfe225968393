"""Covers: what a thing amounts to, from its own stated value or from those of its parts, never from both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gigawatch.ledger.part.kin import Kin
from gigawatch.model import Fact, Interval, Quantity, period_order
from gigawatch.quantity import interval_of


class Reason(StrEnum):
    """Why a stated value is not counted; worded in the data file under `left_out_<reason>`."""

    PART = "part"
    WHOLE = "whole"
    SAME = "same"
    PHASES = "phases"
    EARLIER = "earlier"
    PERIMETER = "perimeter"
    STAGE = "stage"
    PERIOD = "period"
    LINK = "link"
    KIND = "kind"
    UNIT = "unit"
    RATE = "rate"
    AMOUNT = "amount"
    RESIGNED = "resigned"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stated value that is not counted, why, and the fact counted in its stead (where one is)."""

    fact: Fact
    reason: Reason
    instead: Fact | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The facts that a thing's amount is counted from, in a stable order; `is_stated`: its own, not those of parts."""

    facts: tuple[Fact, ...] = ()
    is_stated: bool = False


class Cover:
    """The choice of facts for each thing, from facts of one measure, unit and stage.

    A whole's own value is counted in the stead of its parts', unless they exceed it and are no older. Of a thing's
    values the newest counts, or an earlier one that says the same without a hedge; a perimeter (one product of a
    plant) stands beside others. `span` tells the interval of a fact: as stated, or converted to one currency.
    """

    def __init__(self, kin: Kin, facts: Iterable[Fact], span: Callable[[Fact], Interval] | None = None) -> None:
        self.kin = kin
        self._span = span or interval_of_fact
        self.left_out: dict[str, LeftOut] = {}
        self._own: dict[str, list[Fact]] = defaultdict(list)
        self._chosen: dict[str, Choice] = {}
        for fact in self._newest(facts):
            self._own[kin.canonical(fact.subject)].append(fact)

    def choose(self, thing: str) -> Choice:
        """The facts that the amount of a thing is counted from."""
        if thing not in self._chosen:
            self._chosen[thing] = Choice()
            self._chosen[thing] = self._choose(thing)
        return self._chosen[thing]

    def choose_all(self, things: Iterable[str]) -> Choice:
        """The facts that the amount of several things together is counted from, nothing twice."""
        return Choice(self._merge([fact for thing in things for fact in self.choose(thing).facts]))

    def amount(self, choice: Choice) -> Interval | None:
        """The sum of every value that the hedges allow; None of nothing, which is not zero."""
        return add(self._span(fact) for fact in choice.facts)

    def _choose(self, thing: str) -> Choice:
        own = self._pick(self._own.get(self.kin.canonical(thing), ()))
        below = Choice(self._merge([f for part in self.kin.parts(thing) for f in self.choose(part).facts]))
        if not own:
            return below
        if not below.facts:
            return Choice(own, True)
        return self._prefer(Choice(own, True), below)

    def _prefer(self, own: Choice, below: Choice) -> Choice:
        """The whole or its parts: the whole, unless it covers only a product of it, or newer parts exceed it."""
        whole, parts = self.amount(own), self.amount(below)
        assert whole is not None
        assert parts is not None
        if all(fact.perimeter for fact in own.facts):
            return below
        is_exceeded = parts.low > whole.high and _when(below.facts) >= _when(own.facts)
        won, lost, reason = (below, own, Reason.WHOLE) if is_exceeded else (own, below, Reason.PART)
        for fact in lost.facts:
            self._leave(fact, reason, won.facts[0])
        return won

    def _pick(self, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """A thing's value as a whole, else those of its products; of two names of it the newest."""
        wholes = sorted((f for f in facts if f.perimeter is None), key=_age)
        rest = sorted((f for f in facts if f.perimeter is not None), key=lambda f: f.id)
        if not wholes:
            return tuple(rest)
        for fact in wholes[:-1]:
            self._leave(fact, Reason.SAME, wholes[-1])
        for fact in rest:
            self._leave(fact, Reason.PERIMETER, wholes[-1])
        return (wholes[-1],)

    def _newest(self, facts: Iterable[Fact]) -> list[Fact]:
        kept: dict[tuple[str, str | None], Fact] = {}
        for fact in sorted(facts, key=_age):
            key = (fact.subject, fact.perimeter)
            before = kept.get(key)
            if before is not None and _says_more_exactly(before, fact):
                self._leave(fact, Reason.SAME, before)
                continue
            if before is not None:
                self._leave(before, Reason.EARLIER, fact)
            kept[key] = fact
        return list(kept.values())

    def _merge(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        """Facts of several things that may be added, wholes first: what overlaps a wider one is left out."""
        kept = Kept(self.kin)
        unique = {fact.id: fact for fact in facts}
        for fact in sorted(unique.values(), key=self._order):
            rival = kept.find(fact)
            if rival is None:
                kept.add(fact)
            else:
                how = self.kin.overlap(fact.subject, rival.subject) or Reason.SAME.value
                self._leave(fact, Reason(how), rival)
        return tuple(sorted(kept.facts, key=lambda f: f.id))

    def _order(self, fact: Fact) -> tuple[int, int, str]:
        """Wholes before parts, wide sets of phases before single ones."""
        return len(self.kin.above(self.kin.canonical(fact.subject))), -len(self.kin.ordinals(fact.subject)), fact.id

    def _leave(self, fact: Fact, reason: Reason, instead: Fact) -> None:
        self.left_out.setdefault(fact.id, LeftOut(fact, reason, instead))


class Kept:
    """The facts counted so far, found again by what they would be counted twice with."""

    def __init__(self, kin: Kin) -> None:
        self.facts: list[Fact] = []
        self._kin = kin
        self._by_thing: dict[str, list[Fact]] = defaultdict(list)
        self._phases: dict[str, list[Fact]] = defaultdict(list)

    def add(self, fact: Fact) -> None:
        """Count a fact."""
        thing = self._kin.canonical(fact.subject)
        self.facts.append(fact)
        self._by_thing[thing].append(fact)
        for whole in self._wholes_of_phases(thing):
            self._phases[whole].append(fact)

    def find(self, fact: Fact) -> Fact | None:
        """The counted fact that overlaps this one; None where it may be added."""
        thing = self._kin.canonical(fact.subject)
        own = self._by_thing.get(thing, ())
        wider = (f for whole in sorted(self._kin.above(thing)) for f in self._by_thing.get(whole, ()))
        phases = (f for whole in self._wholes_of_phases(thing) for f in self._phases.get(whole, ()))
        found = (
            *(f for f in own if f.perimeter == fact.perimeter or f.perimeter is None or fact.perimeter is None),
            *(f for f in wider if f.perimeter is None),
            *(f for f in phases if self._kin.overlap(f.subject, thing) == "phases"),
        )
        return found[0] if found else None

    def _wholes_of_phases(self, thing: str) -> list[str]:
        numbered = (one for one in (thing, *sorted(self._kin.above(thing))) if self._kin.ordinals(one))
        return [whole for one in numbered if (whole := self._kin.entities[one].part_of)]


def interval_of_fact(fact: Fact) -> Interval:
    """Every value that a fact's words allow."""
    return interval_of(Quantity(fact.value, fact.unit, fact.qualifier, fact.high))


def add(intervals: Iterable[Interval]) -> Interval | None:
    """The sum of intervals, open ends kept open; None of none."""
    found = list(intervals)
    return sum(found[1:], found[0]) if found else None


def _says_more_exactly(before: Fact, after: Fact) -> bool:
    """True where a later value repeats an exact one with a hedge."""
    alike = (before.value, before.unit) == (after.value, after.unit)
    return alike and before.qualifier is None and before.high is None and after.qualifier is not None


def _age(fact: Fact) -> tuple[tuple[date, date, str], str, str]:
    return period_order(fact.valid_on, fact.known_on), fact.known_on or "", fact.id


def _when(facts: Iterable[Fact]) -> date:
    return max(period_order(fact.valid_on, fact.known_on)[0] for fact in facts)

"""Covers: what a thing amounts to, from its own stated value or from those of its parts, never from both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gigawatch.ledger.part.kept import Kept, are_facts_apart
from gigawatch.ledger.part.kin import Kin
from gigawatch.ledger.part.leaving import LeftOut, Reason
from gigawatch.ledger.part.newest import age_of, find_newest
from gigawatch.ledger.stage import Stage, stage_of
from gigawatch.model import Fact, Interval, Quantity, period_order
from gigawatch.quantity import interval_of

CAPACITY = "capacity"
Terms = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """The facts that a thing's amount is counted from, in a stable order; `is_stated`: its own, not those of parts."""

    facts: tuple[Fact, ...] = ()
    is_stated: bool = False


class Cover:
    """The choice of facts for each thing, from facts of one measure and stage.

    A whole's own value is counted in the stead of its parts', unless they exceed it and are no older, or one part that
    runs exceeds it alone; a value that covers less than its thing is counted where it is more than the parts it may
    hold. Of a thing's values the newest counts, or an earlier one that says the same without a hedge. `span` tells the
    interval of a fact: as stated, or converted to one currency. `terms` are the facts (by id) that a stated sum makes
    terms of others. Without `adds` (shares, prices) nothing is summed: a thing has its own value or none.
    """

    def __init__(
        self,
        kin: Kin,
        facts: Iterable[Fact],
        span: Callable[[Fact], Interval] | None = None,
        terms: Terms | None = None,
        *,
        adds: bool = True,
    ) -> None:
        self.kin = kin
        self._span = span or interval_of_fact
        self._terms = terms or {}
        self._adds = adds
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
        if not self._adds:
            return Choice(own if len(own) == 1 else (), bool(own))
        below = self._merge([f for part in self.kin.parts(thing) for f in self.choose(part).facts])
        rivals = tuple(f for f in below if any(not are_facts_apart(o, f, self.kin) for o in own))
        if not own or not rivals:
            return Choice(_ordered((*own, *below)), bool(own) and not below)
        won = self._prefer(own, rivals)
        rest = [f for f in below if f not in rivals]
        return Choice(_ordered((*won, *rest)), won is own and not rest)

    def _prefer(self, own: tuple[Fact, ...], parts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        """A thing's own value, unless newer parts exceed it or, where it covers less than the thing, are more."""
        whole, below = add(map(self._span, own)), add(map(self._span, parts))
        assert whole is not None
        assert below is not None
        is_partial = all(fact.perimeter for fact in own)
        is_exceeded = below.low > whole.high and (_when(parts) >= _when(own) or self._is_lasting(own, parts, whole))
        is_less = is_partial and below.low > whole.low
        if is_exceeded or is_less:
            self._leave_all(own, Reason.PERIMETER if is_partial else Reason.WHOLE, parts[0])
            return parts
        self._leave_all(parts, Reason.PART, own[0])
        return own

    def _is_lasting(self, own: Sequence[Fact], parts: Sequence[Fact], whole: Interval) -> bool:
        """True where one part alone that runs can make more than the whole is said to: capacity built does not go."""
        runs = all(f.measure == CAPACITY and stage_of(f.status) is Stage.BUILT for f in (*own, *parts))
        return runs and any(self._span(part).low > whole.high for part in parts)

    def _pick(self, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """A thing's value as a whole, of two names of it the newest; else those that share nothing, large first."""
        wholes = sorted((f for f in facts if f.perimeter is None), key=age_of)
        if wholes:
            self._leave_all(wholes[:-1], Reason.SAME, wholes[-1])
            self._leave_all([f for f in facts if f.perimeter is not None], Reason.PERIMETER, wholes[-1])
            return (wholes[-1],)
        picked: list[Fact] = []
        for fact in sorted(facts, key=lambda f: (-self._span(f).low, f.id)):
            rival = next((f for f in picked if not are_facts_apart(f, fact, self.kin)), None)
            if rival is None:
                picked.append(fact)
            else:
                self._leave(fact, Reason.PERIMETER, rival)
        return _ordered(picked)

    def _newest(self, facts: Iterable[Fact]) -> list[Fact]:
        kept, left = find_newest(facts)
        for one in left:
            self.left_out.setdefault(one.fact.id, one)
        return kept

    def _merge(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        """Facts of several things that may be added, wholes first: what overlaps a wider one is left out.

        A term of a stated sum is left out beside the whole of that sum, and only there.
        """
        unique = {fact.id: fact for fact in facts}
        lost: frozenset[str] = frozenset()
        while True:
            kept, left = self._add_up(unique, lost)
            more = {w.id for w, _ in left.values() if w.id in left and left[w.id][1] is Reason.ACROSS} - lost
            if not more:
                break
            lost |= more
        for key, (instead, reason) in left.items():
            self._leave(unique[key], reason, instead)
        return _ordered(kept)

    def _add_up(
        self, facts: Mapping[str, Fact], lost: frozenset[str]
    ) -> tuple[list[Fact], dict[str, tuple[Fact, Reason]]]:
        """The facts that are added and those that are not; the wholes of sums in `lost` do not count themselves."""
        kept = Kept(self.kin)
        left: dict[str, tuple[Fact, Reason]] = {}
        for fact in sorted(facts.values(), key=lambda f: (kept.division(f), *self._order(f))):
            wholes = sorted(w for w in self._terms.get(fact.id, ()) if w in facts and w not in lost)
            found = (facts[wholes[0]], Reason.PART) if wholes else kept.find(fact)
            if found is None:
                kept.add(fact)
            else:
                left[fact.id] = found
        return kept.facts, left

    def _order(self, fact: Fact) -> tuple[int, int, bool, float, str]:
        """Wholes before parts, wide sets of phases before single ones, the whole of a thing before less of it."""
        above, numbers = self.kin.above(self.kin.canonical(fact.subject)), self.kin.ordinals(fact.subject)
        return len(above), -len(numbers), fact.perimeter is not None, -self._span(fact).low, fact.id

    def _leave_all(self, facts: Iterable[Fact], reason: Reason, instead: Fact) -> None:
        for fact in facts:
            self._leave(fact, reason, instead)

    def _leave(self, fact: Fact, reason: Reason, instead: Fact) -> None:
        self.left_out.setdefault(fact.id, LeftOut(fact, reason, instead))


def interval_of_fact(fact: Fact) -> Interval:
    """Every value that a fact's words allow."""
    return interval_of(Quantity(fact.value, fact.unit, fact.qualifier, fact.high))


def add(intervals: Iterable[Interval]) -> Interval | None:
    """The sum of intervals, open ends kept open; None of none."""
    found = list(intervals)
    return sum(found[1:], found[0]) if found else None


def _ordered(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=lambda f: f.id))


def _when(facts: Iterable[Fact]) -> date:
    return max(period_order(fact.valid_on, fact.known_on)[0] for fact in facts)

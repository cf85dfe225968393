"""Lessened: plans of a whole told before a part of them was stopped, and what is to be taken off them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf
from typing import TYPE_CHECKING

from gigawatch.claims.scope.stopped import joins_part
from gigawatch.ledger.evidence import SAME
from gigawatch.ledger.part.cover import add, interval_of_fact
from gigawatch.ledger.part.kept import are_facts_apart
from gigawatch.ledger.part.leaving import LeftOut, Reason
from gigawatch.ledger.part.newest import age_of
from gigawatch.ledger.stage import CLOSED, Stage, stage_of
from gigawatch.ledger.status.standing import find_standing
from gigawatch.ledger.wording import as_quantity
from gigawatch.model import Fact, Inference, Interval, QuantityClaim, period_span

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger


@dataclass(frozen=True, slots=True)
class Lessened:
    """A whole's planned value (`fact`, as stated) and the values of its parts that were stopped since it was told."""

    fact: Fact
    stopped: tuple[LeftOut, ...]

    @property
    def since(self) -> str | None:
        """The last day on which the latest of the stops can have been (ISO)."""
        return max((one.since for one in self.stopped if one.since), default=None)

    @property
    def taken(self) -> Interval:
        """What the stopped parts come to."""
        found = add(interval_of_fact(one.fact) for one in self.stopped)
        assert found is not None
        return found

    @property
    def left(self) -> Fact:
        """The value with what is left of it, computed; its id is that of the stated one."""
        told, taken = interval_of_fact(self.fact), self.taken
        high = inf if told.high == inf else max(told.high - taken.low, 0.0)
        low = max(told.low - taken.high, 0.0)
        found = as_quantity(Interval(round(low, 9), round(high, 9)), self.fact.unit)
        return replace(
            self.fact, value=found.value, high=found.high, qualifier=found.bound, inference=Inference.COMPUTED
        )

    def by(self, day: date) -> Lessened | None:
        """What was stopped by a day; None where nothing was."""
        stopped = tuple(one for one in self.stopped if one.is_gone_by(day))
        return Lessened(self.fact, stopped) if stopped else None


def tell_left(lessened: Lessened) -> dict[str, float | str | None]:
    """What is left of a plan as columns: `left_value`, `left_high` and `left_qualifier`, in the unit of its fact."""
    left = lessened.left
    hedge = left.qualifier.value if left.qualifier is not None else None
    return {"left_value": left.value, "left_high": left.high, "left_qualifier": hedge}


def lessened_by(ledger: Ledger, fact: str, valid_on: str | None) -> Lessened | None:
    """What of a planned value was stopped by the end of an ISO period, or at all where none is asked; else None."""
    lessened = ledger.lessened.get(fact)
    span = period_span(valid_on) if valid_on is not None else None
    return lessened if lessened is None or span is None else lessened.by(span[1])


def find_lessened(ledger: Ledger) -> dict[str, Lessened]:
    """The planned values of plants, by fact, of which parts were suspended or cancelled after they were told.

    A part is taken off where its whole was told before the stop was, or where the stopped parts and the others come to
    the whole, and only where all of them together are no more than it: what was told of the whole afterwards, or never
    held the part, stands as it is. What is closed was built, and is no part of a plan that is left.
    """
    stopped: dict[str, list[LeftOut]] = {}
    for one in (*_find_stopped(ledger), *_find_given_up(ledger)):
        own = () if one.reason is Reason.ENDED else (one.fact.subject,)
        for whole in (*own, *sorted(ledger.kin.above(ledger.kin.canonical(one.fact.subject)))):
            if ledger.kin.is_plant(whole):
                stopped.setdefault(whole, []).append(one)
    found = {}
    for whole, parts in stopped.items():
        for plan in ledger.lookup.facts(frozenset({whole}), None):
            if stage_of(plan.status) is Stage.PLANNED and plan.id not in ledger.superseded:
                taken = _taken_off(ledger, plan, parts)
                if taken:
                    found[plan.id] = Lessened(plan, taken)
    return found


def _find_stopped(ledger: Ledger) -> Iterator[LeftOut]:
    """The values that plants had when they were suspended or cancelled, one of each measure and unit."""
    for thing, steps in ledger.milestones.items():
        end = find_standing(steps)
        if end is not None and _is_stopped(end.status):
            groups: dict[tuple[str, str], list[Fact]] = {}
            for fact in ledger.lookup.facts(frozenset({thing}), None):
                if _is_stopped(fact.status) or stage_of(fact.status) is Stage.PLANNED:
                    groups.setdefault((fact.measure, fact.unit), []).append(fact)
            yield from (LeftOut(max(group, key=_tells_best), Reason.ENDED, since=end.time) for group in groups.values())


def _find_given_up(ledger: Ledger) -> Iterator[LeftOut]:
    """The values told as given up of plants that go on: parts of what they were to be."""
    for fact in ledger.facts.values():
        if _is_stopped(fact.status) and ledger.kin.is_plant(fact.subject):
            end = find_standing(ledger.milestones.get(fact.subject, ()))
            if end is None or not _is_stopped(end.status):
                yield LeftOut(fact, Reason.PART, since=fact.known_on)


def _is_stopped(status: str | None) -> bool:
    return stage_of(status) is Stage.ENDED and status != CLOSED


def _tells_best(fact: Fact) -> tuple[object, ...]:
    """What was said to be stopped before what was planned, the whole of a thing before less of it, the newest."""
    return _is_stopped(fact.status), fact.perimeter is None, age_of(fact)


def _taken_off(ledger: Ledger, plan: Fact, parts: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    like = [p for p in parts if (p.fact.measure, p.fact.unit) == (plan.measure, plan.unit)]
    held = {p.fact.id: p for p in like if p.fact.value < plan.value and not are_facts_apart(plan, p.fact, ledger.kin)}
    stopped = _apart([p.fact for p in held.values()], (), ledger)
    taken, whole = add(map(interval_of_fact, stopped)), interval_of_fact(plan)
    if taken is None:
        return ()
    rest = sum(interval_of_fact(fact).low for fact in _apart(_live_parts(ledger, plan), stopped, ledger))
    if rest + taken.low > whole.high * (1 + SAME):
        return ()
    makes_whole = rest > 0 and plan.high is None and abs(rest + taken.low - plan.value) <= SAME * plan.value
    found = (held[fact.id] for fact in stopped)
    return tuple(
        p for p in found if makes_whole or (plan.known_on or "9") < (p.since or "") or _is_told_of(ledger, plan, p.fact)
    )


def _is_told_of(ledger: Ledger, plan: Fact, part: Fact) -> bool:
    """True where one sentence tells a stopped amount as a part of the plan: `10 GWh of its planned 30 GWh`."""
    whole, stopped = (ledger.material.claims.get(ledger.kept(fact.id).claim) for fact in (plan, part))
    if not (isinstance(whole, QuantityClaim) and isinstance(stopped, QuantityClaim)):
        return False
    text = ledger.material.documents[whole.document].text if whole.document == stopped.document else ""
    first, last = sorted((whole, stopped), key=lambda claim: claim.start)
    if first.end >= last.end:  # a part without a unit of its own: its words go on to that of the whole
        return first is stopped
    between = text[first.end : last.start]
    return joins_part(text[: first.start], between, whole.lang, is_part_first=first is stopped)


def _apart(facts: Iterable[Fact], others: Sequence[Fact], ledger: Ledger) -> list[Fact]:
    """Facts of things that share nothing with each other or with others, the largest first."""
    kept: list[Fact] = []
    for fact in sorted(facts, key=lambda f: (-interval_of_fact(f).low, f.id)):
        if all(ledger.kin.overlap(one.subject, fact.subject) is None for one in (*kept, *others)):
            kept.append(fact)
    return kept


def _live_parts(ledger: Ledger, plan: Fact) -> Iterator[Fact]:
    """What the parts of a whole are planned or built to have, each with its newest value."""
    for part in sorted(ledger.kin.below(plan.subject)):
        told = [f for f in ledger.lookup.facts(frozenset({part}), plan.measure) if f.unit == plan.unit]
        live = [f for f in told if stage_of(f.status) in (Stage.PLANNED, Stage.BUILT)]
        if live:
            yield max(live, key=age_of)

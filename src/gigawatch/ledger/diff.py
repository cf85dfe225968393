"""What changed between two states of the ledger: facts added, changed and ended, statuses moved, each with its reason.

A state is the ledger by some clock or a kept edition; both are compared in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from gigawatch.ledger.cause import Between, Cause, Ground, Grounded
from gigawatch.ledger.judged import Judged
from gigawatch.ledger.preceding import Series, find_preceding, list_series
from gigawatch.ledger.renaming import Renaming
from gigawatch.ledger.state import Standing, State, Stated
from gigawatch.model import Fact


class ChangeKind(StrEnum):
    """What happened to a fact or to a thing's status."""

    ADDED = "added"
    CHANGED = "changed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Change(Grounded):
    """One difference: `added`, `changed` or `ended`, the fact before and after, and why (`ground`).

    `cause` is its code, `reason` the same in English words. `on` is the day of the statement, judgement or ageing
    behind it (ISO), None where none is known. `earlier` is the value that was held before at the last time before that
    of an added fact, where it is another one: see `series_of` for what the two have in common.
    """

    kind: str
    fact: str
    before: Fact | None
    after: Fact | None
    ground: Ground
    earlier: Fact | None = None

    @property
    def reason(self) -> str:
        """The cause in English words."""
        return self.ground.cause.tell("en")


@dataclass(frozen=True, slots=True)
class Move(Grounded):
    """A thing whose status is another one, or whose status has aged: before and after, and why."""

    kind: str
    thing: str
    before: Standing | None
    after: Standing | None
    ground: Ground


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs between two states, by id; `renamed` once it is folded: see `fold_renamed`."""

    before: State
    after: State
    facts: tuple[Change, ...]
    things: tuple[Move, ...]
    renamed: tuple[Renaming, ...] = ()

    def narrowed(self, holds: Callable[[Fact], bool], things: frozenset[str]) -> Difference:
        """What of it is of facts that meet a test, then or now, and of some things."""
        told = (self.before.facts, self.after.facts)
        return replace(
            self,
            facts=tuple(c for c in self.facts if any(fact is not None and holds(fact) for fact in (c.before, c.after))),
            things=tuple(move for move in self.things if move.thing in things),
            renamed=tuple(
                one
                for one in self.renamed
                if {one.before, one.after} & things
                or any(holds(state[key].fact) for pair in one.facts for state, key in zip(told, pair, strict=True))
            ),
        )


def compare_states(old: State, new: State, judged: Judged | None = None) -> Difference:
    """What differs between two states; `judged` are persons' judgements, of which those made between the two count."""
    between = Between(old, new, _judged_between(old, new, judged or Judged()))
    series = list_series(old.facts.values())
    facts = (_change(fact, between, series) for fact in sorted(old.facts.keys() | new.facts.keys()))
    things = (_move(thing, between) for thing in sorted(old.standings.keys() | new.standings.keys()))
    return Difference(old, new, tuple(c for c in facts if c is not None), tuple(m for m in things if m is not None))


def _judged_between(old: State, new: State, judged: Judged) -> Judged:
    last = new.held_on.isoformat() if new.held_on else "9999"
    return judged.between(old.held_on.isoformat() if old.held_on else "", last)


def _earlier(stated: Stated, series: Mapping[Series, Sequence[Fact]]) -> Fact | None:
    """The value before, where it is another one."""
    found = find_preceding(stated, series)
    return found if found is not None and _amount(found) != _amount(stated.fact) else None


def _amount(fact: Fact) -> tuple[object, ...]:
    return fact.value, fact.high, fact.qualifier


def _change(fact: str, between: Between, series: Mapping[Series, Sequence[Fact]]) -> Change | None:
    before, after = between.old.facts.get(fact), between.new.facts.get(fact)
    if before is not None and after is not None and _value(before.fact) == _value(after.fact):
        return None
    if after is None:
        assert before is not None
        return Change(ChangeKind.ENDED, fact, before.fact, None, between.find_end(before))
    kind = ChangeKind.ADDED if before is None else ChangeKind.CHANGED
    earlier = None if before else _earlier(after, series)
    ground = between.find_cause(before, after)
    return Change(kind, fact, before.fact if before else None, after.fact, ground, earlier)


def _value(fact: Fact) -> tuple[object, ...]:
    return *_amount(fact), fact.verdict


def _move(thing: str, between: Between) -> Move | None:
    before, after = between.old.standings.get(thing), between.new.standings.get(thing)
    if before is None or after is None or before.status != after.status:
        kind = ChangeKind.ADDED if before is None else ChangeKind.ENDED if after is None else ChangeKind.CHANGED
        return Move(kind, thing, before, after, between.find_move(before, after))
    if before.is_stale != after.is_stale:
        cause = Cause.AGED if after.is_stale else Cause.NEW
        return Move(ChangeKind.CHANGED, thing, before, after, Ground(cause, _day(after)))
    return None


def _day(standing: Standing) -> str | None:
    return standing.stale_on if standing.is_stale else standing.known_on

"""Why a fact changed from one state of the ledger to the next: a closed list of causes, worded in two languages."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

from gigawatch.ledger.judged import Joining, Judged
from gigawatch.ledger.state import Standing, State, Stated
from gigawatch.model import Judgement, Verdict

CAUSES = Path(__file__).parent / "data" / "cause.toml"


class Cause(StrEnum):
    """The ground of a change; `cause.toml` words each in English and Chinese."""

    NEW = "new_statement"
    LATER = "later_vintage"
    RESTATED = "restated"
    CORRECTED = "corrected"
    SOURCE_GONE = "source_gone"
    REGROUPED = "regrouped"
    WEIGHED = "weighed_anew"
    AGED = "aged"
    JOINED = "judged_same"
    PARTED = "judged_not_same"
    WITHDRAWN = "judgement_withdrawn"

    def tell(self, lang: str) -> str:
        """The cause in words."""
        return _words()[self.value]["zh" if lang == "zh" else "en"]


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(CAUSES.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Ground:
    """A cause, the day it rests on (ISO) and the person's judgement behind it, as far as there are any.

    `pair` is the judgement on two names behind what joined or parted things; `judgement` may take it back.
    """

    cause: Cause
    on: str | None = None
    judgement: Judgement | None = None
    pair: Judgement | None = None


class Grounded:
    """What is told with its `ground`: the code of the cause, and the day behind it."""

    __slots__ = ()
    ground: Ground

    @property
    def cause(self) -> Cause:
        """The code of the cause."""
        return self.ground.cause

    @property
    def on(self) -> str | None:
        """The day behind it."""
        return self.ground.on


@dataclass(frozen=True)
class Between:
    """Two states of the ledger and what persons judged in the time between them."""

    old: State
    new: State
    judged: Judged

    def find_cause(self, before: Stated | None, after: Stated) -> Ground:
        """Why a fact is there, or carries another value or verdict.

        A person's judgement on one of its statements comes first, then what became of the statement that it carried.
        What was told of another thing before is no new statement: a person joined or parted them, or it is regrouped.
        """
        judgement = self._judgement(before, after)
        if judgement is not None:
            return _by_person(Cause.CORRECTED, judgement)
        fresh = set(after.statements) - set(before.statements if before is not None else ())
        joining = self._joining(after.fact.subject, fresh)
        if joining is not None:
            return _by_pair(joining)
        moved = {statement for statement in fresh if statement in self._held_before}
        if after.claim in moved:
            return Ground(Cause.REGROUPED)
        if before is None:
            return Ground(Cause.NEW, after.fact.known_on or after.claim_on)
        return self._by_statements(before, after, fresh, moved)

    def _by_statements(self, before: Stated, after: Stated, fresh: set[str], moved: set[str]) -> Ground:
        """By what became of the statement that a fact carried, and by those that came."""
        if before.claim not in after.statements and after.claim not in fresh:
            return Ground(Cause.REGROUPED if before.claim in self._held_now else Cause.SOURCE_GONE)
        if after.claim in fresh:
            return Ground(_by_new_statement(before, after), after.claim_on)
        return Ground(Cause.NEW if fresh - moved else Cause.REGROUPED if moved else Cause.WEIGHED)

    def find_end(self, before: Stated) -> Ground:
        """Why a fact is no longer there: a person's judgement, its sources gone, or its statements elsewhere."""
        judgement = self._judgement(before, None)
        if judgement is not None:
            return _by_person(Cause.CORRECTED, judgement)
        left = {statement for statement in before.statements if statement in self._held_now}
        if not left:
            return Ground(Cause.SOURCE_GONE)
        joining = self._joining(before.fact.subject, left)
        return _by_pair(joining) if joining is not None else Ground(Cause.REGROUPED)

    def find_move(self, before: Standing | None, after: Standing | None) -> Ground:
        """Why a thing stands elsewhere, or no longer at all, told by the claims that showed its status.

        A judgement comes first, then a claim that is new, then one that is gone; where both claims were there before
        and after, a thing that comes or goes has its statements under another thing, and a status that moves is weighed
        anew.
        """
        claims = [one.claim for one in (before, after) if one is not None]
        told = [self.judged.claims[claim] for claim in claims if claim in self.judged.claims]
        if told:
            return _by_person(Cause.CORRECTED, max(told, key=_day))
        if after is not None and not _stood(self.old, after.claim):
            return Ground(Cause.NEW, after.known_on)
        if before is not None and not _stood(self.new, before.claim):
            return Ground(Cause.SOURCE_GONE)
        joining = self._joining_of_move(before, after)
        if joining is not None:
            return _by_pair(joining)
        return Ground(Cause.WEIGHED if before and after else Cause.REGROUPED)

    @property
    def _pairs(self) -> tuple[Joining, ...]:
        return self.judged.pairs

    def _judgement(self, before: Stated | None, after: Stated | None) -> Judgement | None:
        """The latest judgement on one of the statements of a fact."""
        stated = (one for state in (before, after) if state for one in state.statements)
        told = (self.judged.claims[one] for one in stated if one in self.judged.claims)
        return max(told, key=_day, default=None)

    def _joining(self, thing: str, fresh: Collection[str]) -> Joining | None:
        """The judgement on two names that brought statements told before to a thing, or from it to another one."""
        for joining in self._pairs:
            moved = [
                one for one in fresh if one in joining.claims or (one in self._held_before and one in self._held_now)
            ]
            if moved and joining.things & {thing, *self._tellers(moved)}:
                return joining
        return None

    def _joining_of_move(self, before: Standing | None, after: Standing | None) -> Joining | None:
        """The judgement that joined or parted a thing whose status came, went or moved."""
        told = [one for one in (before, after) if one is not None]
        things = {one.thing for one in told}
        said = {claim for claim, tellers in self._told_of.items() if tellers & things} if self._pairs else set[str]()
        near = things | self._tellers({*said, *(one.claim for one in told)})
        return next((joining for joining in self._pairs if joining.things & near), None)

    def _tellers(self, statements: Iterable[str]) -> set[str]:
        """The things of which statements tell in either state."""
        return {thing for one in statements for thing in self._told_of.get(one, ())}

    @cached_property
    def _held_before(self) -> frozenset[str]:
        return self.old.held

    @cached_property
    def _held_now(self) -> frozenset[str]:
        return self.new.held

    @cached_property
    def _told_of(self) -> Mapping[str, set[str]]:
        """The things of which each statement tells, before or after."""
        found: dict[str, set[str]] = defaultdict(set)
        for state in (self.old, self.new):
            for stated in state.facts.values():
                for statement in stated.statements:
                    found[statement].add(stated.fact.subject)
            for standing in state.standings.values():
                found[standing.claim].add(standing.thing)
        return found


def _by_person(cause: Cause, judgement: Judgement) -> Ground:
    return Ground(cause, _day(judgement) or None, judgement)


def _by_pair(joining: Joining) -> Ground:
    causes = {Verdict.SAME: Cause.JOINED, Verdict.NOT_SAME: Cause.PARTED}
    cause = Cause.WITHDRAWN if joining.last is not joining.pair else causes[joining.pair.verdict]
    return Ground(cause, _day(joining.last) or None, joining.last, joining.pair)


def _day(judgement: Judgement) -> str:
    return judgement.on.isoformat() if judgement.on is not None else ""


def _by_new_statement(before: Stated, after: Stated) -> Cause:
    """A new number of the same publisher is a restatement; a later one settled as a statistic a later vintage."""
    if after.source == before.source:
        return Cause.RESTATED
    is_later = (after.claim_on or "") > (before.claim_on or "")
    return Cause.LATER if is_later and after.fact.rule == "statistics" else Cause.NEW


def _stood(state: State, claim: str) -> bool:
    """True where a claim was there; a kept edition keeps those of its facts and those that its statuses rest on."""
    return state.holds(claim) or (state.statements is None and any(s.claim == claim for s in state.standings.values()))

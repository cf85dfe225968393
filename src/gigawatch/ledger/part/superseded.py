"""Superseded: planned values that are to come no more, since a later plan stands, the same runs or it was ended; and
what was built and is closed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gigawatch.ledger.evidence import SAME
from gigawatch.ledger.nature import is_flow, is_lasting
from gigawatch.ledger.part.leaving import LeftOut, Reason
from gigawatch.ledger.sentence import sentence_of
from gigawatch.ledger.stage import CLOSED, Progress, Stage, progress_of, stage_of
from gigawatch.ledger.status.another import is_numbered, tells_another
from gigawatch.ledger.status.milestone import Milestone
from gigawatch.ledger.status.standing import find_standing
from gigawatch.model import PLANTS, Fact, QuantityClaim, period_order

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger

Key = tuple[str, str, str, str]
SUPERSEDED = "superseded"  # the finding that a later plan took the place of an earlier one


def find_superseded(ledger: Ledger) -> dict[str, LeftOut]:
    """The values, by fact, that stand no more, each with its reason, since when, and what came in its stead.

    A plan is revised where a later one of the same gives another value, as the finding `superseded` says. It is built
    where a value of its thing, measure, perimeter and size is told later as running: one of another size, or told of a
    further plant, stays. It has ended where its thing, or a whole that holds it, was suspended, cancelled or closed,
    whenever its value is told; `since` is the last day on which that can have been. What is built and lasts is gone
    once its plant was closed, unless it is told of a later time.
    """
    built = _group_built(ledger.facts.values())
    revised = _find_revised(ledger)
    ends = Ends(ledger)
    found: dict[str, LeftOut] = {}
    for fact in ledger.facts.values():
        stage = stage_of(fact.status)
        if stage is Stage.BUILT and is_lasting(fact.measure):
            closing = ends.find_closing(fact)
            if closing is not None:
                found[fact.id] = LeftOut(fact, Reason.CLOSED, since=closing.time)
        elif stage is Stage.PLANNED:
            runs = _find_running(ledger, fact, built.get(_key(fact), ()))
            end = ends.find(fact.subject)
            if runs is not None:
                found[fact.id] = LeftOut(fact, Reason.BUILT, runs, runs.valid_on or runs.known_on)
            elif fact.id in revised:
                found[fact.id] = revised[fact.id]
            elif end is not None:
                found[fact.id] = LeftOut(fact, Reason.ENDED, since=end.time)
    return found


def _find_revised(ledger: Ledger) -> dict[str, LeftOut]:
    """The plans that a finding says to be superseded, each with the plan that took its place and since when."""
    found = {}
    for key, checks in ledger.findings.items():
        told = next((check for check in checks if check.kind == SUPERSEDED), None)
        if told is not None and key in ledger.facts:
            fact = ledger.facts[key]
            among = ledger.lookup.facts(frozenset({fact.subject}), fact.measure)
            instead = next((f for f in among if f.id != key and ledger.kept(f.id).claim in told.evidence), None)
            found[key] = LeftOut(fact, Reason.REVISED, instead, instead.known_on if instead is not None else None)
    return found


class Ends:
    """The step by which a thing has ended, asked of each thing once."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._own: dict[str, Milestone | None] = {}
        self._found: dict[str, Milestone | None] = {}

    def find(self, thing: str) -> Milestone | None:
        """The suspension, cancellation or closure of a thing, or of what holds it where it has no step since."""
        if thing not in self._found:
            self._found[thing] = self._end_of(thing) or next(self._inherited(thing), None)
        return self._found[thing]

    def find_closing(self, fact: Fact) -> Milestone | None:
        """The closure of a built thing, or of a plant that holds it, at the time of its value or later."""
        told = period_order(fact.valid_on, fact.known_on)[0].isoformat()
        above = (one for one in sorted(self.ledger.kin.above(fact.subject)) if self.ledger.kin.is_plant(one))
        newest = max((m.time for m in self.ledger.milestones.get(fact.subject, ()) if m.admitted), default="")
        ends = ((self._end_of(one), one) for one in (fact.subject, *above))
        closed = (end for end, one in ends if end is not None and (one == fact.subject or newest <= end.time))
        return next((end for end in closed if end.status == CLOSED and told <= end.time), None)

    def _inherited(self, thing: str) -> Iterator[Milestone]:
        if self.ledger.entities[thing].kind not in PLANTS:
            return
        steps = [m for m in self.ledger.milestones.get(thing, ()) if m.admitted]
        runs = any(progress_of(m.status) is Progress.RUNS for m in steps)
        newest = max((m.time for m in steps), default="")
        for whole in () if runs else sorted(self.ledger.kin.above(thing)):
            end = self._end_of(whole)
            if end is not None and newest <= end.time:
                yield end

    def _end_of(self, thing: str) -> Milestone | None:
        if thing not in self._own:
            step = find_standing(self.ledger.milestones.get(thing, ()))
            self._own[thing] = step if step is not None and stage_of(step.status) is Stage.ENDED else None
        return self._own[thing]


def _group_built(facts: Iterable[Fact]) -> Mapping[Key, Sequence[Fact]]:
    groups: dict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        if stage_of(fact.status) is Stage.BUILT and not is_flow(fact.measure):
            groups[_key(fact)].append(fact)
    return groups


def _key(fact: Fact) -> Key:
    return fact.subject, fact.measure, fact.unit, fact.perimeter or ""


def _find_running(ledger: Ledger, plan: Fact, built: Iterable[Fact]) -> Fact | None:
    """The first value of the same size that was told as running after the plan; None for a plan of a further plant."""
    later = [f for f in built if (plan.known_on or "9") < (f.known_on or "") and _is_size_of(f, plan)]
    if not later or _is_of_another(ledger, plan):
        return None
    return min(later, key=lambda f: (f.known_on or "", f.id))


def _is_size_of(one: Fact, other: Fact) -> bool:
    return abs(one.value - other.value) <= SAME * max(abs(one.value), abs(other.value))


def _is_of_another(ledger: Ledger, plan: Fact) -> bool:
    claim = ledger.material.claims.get(ledger.kept(plan.id).claim)
    if not isinstance(claim, QuantityClaim):
        return False
    text = ledger.material.documents[claim.document].text
    has_number = is_numbered(ledger.entities[plan.subject])
    return tells_another(sentence_of(text, claim.start, claim.end).text, claim.lang, of_phase=has_number)

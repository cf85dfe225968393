"""Totals that state their scope: what is summed, of what, where, when, by which clocks and from which sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from gigawatch.ledger.book import Ledger
from gigawatch.ledger.double import Double, Reach
from gigawatch.ledger.stage import Stage, stage_of
from gigawatch.model import Fact, Interval, Quantity, Settlement
from gigawatch.quantity import dimension_of, interval_of
from gigawatch.vocab import MeasureKind, measures

MONEY = "money"
ONCE = ("investment", "contract_value")
NEVER = (MeasureKind.SHARE, MeasureKind.PRICE, MeasureKind.RATIO)
LinkOf = Callable[[Fact], str | None]


class Reason(StrEnum):
    """Why a value that was chosen is not in a total."""

    PART = "part"
    OVERLAP = "overlap"
    EARLIER = "earlier"
    PERIMETER = "perimeter"
    SAME_AMOUNT = "same_amount"
    NOT_ADDED = "not_added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a total is of. `region`, `company` and the clocks are what was asked, None where nothing was.

    `statuses` and `periods` (first and last valid time) are those of the values counted; `sources` counts them by the
    kind of their publisher; `things` is how many companies, places, sites, projects or phases they are of.
    """

    measure: str = ""
    unit: str = ""
    stage: Stage = Stage.UNSTATED
    link: str | None = None
    region: str | None = None
    company: str | None = None
    as_of: str | None = None
    valid_on: str | None = None
    believed_on: str | None = None
    statuses: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    sources: Mapping[str, int] | None = None
    things: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A chosen value that is not in the total: why, and the counted value that covers it (where one does)."""

    fact: str
    reason: Reason
    covered_by: str | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """A sum with its scope. `interval` is None where nothing is counted: the measure is never added (shares, prices,
    ratios), or every value chosen stands in another total.

    Open ends stay open: over 30 + at most 24 is [30, inf). `hedged`, `open` and `abstained` count such values among
    those counted.
    """

    scope: Scope
    interval: Interval | None
    counted: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    hedged: int = 0
    open: int = 0
    abstained: int = 0


def total_facts(ledger: Ledger, facts: Iterable[Fact], asked: Scope, link_of: LinkOf) -> tuple[Total, ...]:
    """One total for each measure, unit, stage and product (flows: and period) among the facts, in that order.

    Nothing is converted and nothing of two stages is added. Of a thing's several values at one stage the one of the
    latest valid time counts; a thing whose whole, part or overlapping thing is counted is left out and named.
    """
    groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[_key(fact, link_of)].append(fact)
    seconds = _second_amounts(ledger, groups)
    return tuple(_total(ledger, key, groups[key], asked, seconds) for key in sorted(groups))


def _key(fact: Fact, link_of: LinkOf) -> tuple[str, ...]:
    known = measures().get(fact.measure)
    if known is not None and known.kind in NEVER:
        return fact.measure, fact.unit, Stage.UNSTATED.value, "", ""
    is_flow = known is not None and known.kind is MeasureKind.FLOW and fact.measure not in ONCE
    period = (fact.valid_on or "") if is_flow else ""
    link = link_of(fact) if dimension_of(fact.unit) != MONEY else None
    return fact.measure, fact.unit, stage_of(fact.status).value, link or "", period


def _second_amounts(ledger: Ledger, groups: Mapping[tuple[str, ...], Sequence[Fact]]) -> dict[str, str]:
    """Facts that state again, in another currency, the amount of another fact chosen: it, by the later one's id."""
    chosen = {c.claim: fact.id for group in groups.values() for fact in group for c in ledger.candidates[fact.id]}
    found = {}
    for claim, fact in chosen.items():
        first = getattr(ledger.material.claims.get(claim), "same_as", None)
        if first in chosen and chosen[first] != fact:
            found[fact] = chosen[first]
    return {later: first for later, first in found.items() if first not in found}


def _total(
    ledger: Ledger, key: tuple[str, ...], facts: Sequence[Fact], asked: Scope, seconds: Mapping[str, str]
) -> Total:
    measure, unit, stage, link, _ = key
    scope = replace(asked, measure=measure, unit=unit, stage=Stage(stage), link=link or None)
    known = measures().get(measure)
    if known is not None and known.kind in NEVER:
        return Total(scope, None, (), tuple(LeftOut(fact.id, Reason.NOT_ADDED) for fact in facts))
    again = [LeftOut(fact.id, Reason.SAME_AMOUNT, seconds[fact.id]) for fact in facts if fact.id in seconds]
    counted, doubles = count_once(ledger, [fact for fact in facts if fact.id not in seconds])
    return _sum(ledger, scope, counted, (*again, *doubles))


def _sum(ledger: Ledger, scope: Scope, counted: Sequence[Fact], left_out: Sequence[LeftOut]) -> Total:
    verdicts = [fact.verdict for fact in counted]
    return Total(
        _describe(ledger, scope, counted),
        _add(counted),
        tuple(fact.id for fact in counted),
        tuple(sorted(left_out, key=lambda one: one.fact)),
        sum(fact.qualifier is not None or fact.high is not None for fact in counted),
        verdicts.count(Settlement.OPEN),
        verdicts.count(Settlement.ABSTAINED),
    )


def _add(counted: Sequence[Fact]) -> Interval | None:
    """The sum of every value that the hedges allow, open ends kept open; None of nothing, which is not zero."""
    intervals = [interval_of(Quantity(fact.value, fact.unit, fact.qualifier, fact.high)) for fact in counted]
    return sum(intervals[1:], intervals[0]) if intervals else None


def _describe(ledger: Ledger, scope: Scope, counted: Sequence[Fact]) -> Scope:
    times = sorted({fact.valid_on for fact in counted if fact.valid_on})
    kinds = [ledger.source_kind(fact.id) for fact in counted]
    return replace(
        scope,
        statuses=tuple(sorted({fact.status for fact in counted if fact.status})),
        periods=tuple(dict.fromkeys((times[0], times[-1]))) if times else (),
        sources={kind: kinds.count(kind) for kind in sorted(set(kinds))},
        things=len({fact.subject for fact in counted}),
    )


def count_once(ledger: Ledger, facts: Sequence[Fact]) -> tuple[list[Fact], list[LeftOut]]:
    """The facts of one total that may be added, wholes before their parts, and the rest with the reason."""
    newest, left_out = _newest(facts)
    reach = Reach(ledger.entities)
    doubles = Double(reach)
    counted: list[Fact] = []
    for fact in sorted(newest, key=lambda f: (f.perimeter is not None, -reach.size(f.subject), f.subject, f.id)):
        covering = doubles.find(fact)
        if covering is None:
            counted.append(fact)
            doubles.add(fact)
        else:
            left_out.append(LeftOut(fact.id, _reason(fact, covering, reach), covering.id))
    return counted, left_out


def _newest(facts: Sequence[Fact]) -> tuple[list[Fact], list[LeftOut]]:
    """Of the values of one thing and perimeter the one of the latest valid time."""
    kept: dict[tuple[str, str | None], Fact] = {}
    for fact in sorted(facts, key=lambda f: (f.valid_on or "", f.known_on or "", f.id)):
        kept[(fact.subject, fact.perimeter)] = fact
    winners = {fact.id for fact in kept.values()}
    earlier = [LeftOut(f.id, Reason.EARLIER, kept[(f.subject, f.perimeter)].id) for f in facts if f.id not in winners]
    return list(kept.values()), earlier


def _reason(fact: Fact, covering: Fact, reach: Reach) -> Reason:
    if fact.subject == covering.subject:
        return Reason.PERIMETER
    return Reason.PART if reach.is_in(fact.subject, covering.subject) else Reason.OVERLAP

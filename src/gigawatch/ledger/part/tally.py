"""The ledger's own total: an interval with its scope, every value counted, and every value left out with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from gigawatch.figures.rate import find_rate
from gigawatch.ledger.part.again import said_again
from gigawatch.ledger.part.cover import Choice, Cover, LeftOut, Reason, add, interval_of_fact
from gigawatch.ledger.part.kin import PLANTS
from gigawatch.ledger.perimeter import parse_perimeter
from gigawatch.ledger.stage import stage_of
from gigawatch.ledger.wording import Words
from gigawatch.model import EntityKind, Fact, InputError, Interval, Settlement
from gigawatch.quantity import dimension_of, period_span
from gigawatch.vocab import MeasureKind, measures, organisations, places

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger

SIGNED, FORECAST = "signed", "forecast"
STAGES = ("planned", "built", SIGNED)
NEVER = (MeasureKind.SHARE, MeasureKind.PRICE, MeasureKind.RATIO)
ONCE = ("investment", "contract_value", "projects")
MONEY, WHOLE = "money", "cell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a total is asked of: None for no condition. `kinds` are the kinds of things whose values may count."""

    place: str | None
    owner: str | None
    measure: str
    unit: str
    stage: str
    links: tuple[str, ...] | None
    valid_on: str | None
    kinds: tuple[EntityKind, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A total with its scope; `interval` is None where nothing is counted, which is not zero.

    `interval` is the reading with joint ventures inside their partners' bases; `outside` the one in which their plants
    stand beside a base's stated value (None where both are one). `by_currency` lists money as stated, each unit by
    itself, before it is converted at the rate of the day each amount was published: nominal, never deflated.
    """

    asked: Asked
    interval: Interval | None
    outside: Interval | None
    by_currency: Mapping[str, Interval]
    counted: tuple[Fact, ...]
    left_out: tuple[LeftOut, ...]
    projects: int
    hedged: int
    open: int
    abstained: int
    statuses: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    scope: Words = field(default_factory=lambda: Words("", ""))


def tally(ledger: Ledger, asked: Asked) -> Tally:
    """The total of what is asked: each thing by its own value or by those of its parts, nothing twice."""
    _require(asked)
    fitting, left = sift(ledger, asked)
    summed = _terms_of_sums(ledger, fitting)
    left += summed.values()
    fitting = [fact for fact in fitting if fact.id not in summed]
    cover = make_cover(ledger, asked, fitting)
    choice = cover.choose_all(_roots(ledger, asked, fitting))
    counted = {fact.id for fact in choice.facts}
    covered = [one for one in cover.left_out.values() if one.fact.id not in counted]
    return _describe(ledger, asked, choice, [*left, *covered])


def make_cover(ledger: Ledger, asked: Asked, facts: Iterable[Fact]) -> Cover:
    """The covers of facts told in the unit that is asked for."""
    return Cover(ledger.kin, facts, lambda fact: _interval(fact, asked.unit))


def _require(asked: Asked) -> None:
    if asked.stage not in STAGES:
        raise InputError(f"no stage {asked.stage!r}", hint=f"one of {', '.join(STAGES)}")
    known = measures().get(asked.measure)
    if known is not None and known.kind in NEVER:
        raise InputError(f"{asked.measure} is never added", hint="ask for a stock, a flow or money")


def sift(ledger: Ledger, asked: Asked) -> tuple[list[Fact], list[LeftOut]]:
    """The facts in the place and of the owner that are asked for, and those set aside before anything is added."""
    again = said_again(ledger)
    inside = [f for f in _facts(ledger, asked) if f.measure == asked.measure]
    fits: list[Fact] = []
    left: list[LeftOut] = []
    for fact in inside:
        reason = again[fact.id].reason if fact.id in again else _misfit(ledger, fact, asked)
        if reason is None:
            fits.append(fact)
        elif reason is not Reason.UNIT:
            left.append(again[fact.id] if fact.id in again else LeftOut(fact, reason))
    fits, unrated = _rate_all(fits, asked.unit)
    left += unrated
    newest = _one_period(fits, asked)
    taken = {fact.id for fact in newest}
    return newest, [*left, *(LeftOut(f, Reason.PERIOD) for f in fits if f.id not in taken)]


def _facts(ledger: Ledger, asked: Asked) -> Iterator[Fact]:
    places = _within(ledger, asked.place)
    owned = _within(ledger, asked.owner)
    for fact in ledger.facts.values():
        is_there = places is None or fact.subject in places or fact.place in places
        if is_there and (owned is None or fact.subject in owned):
            yield fact


def find_things(ledger: Ledger, name: str) -> frozenset[str]:
    """The things of a name or id, also as the vocabulary spells it; InputError where the ledger holds none."""
    found = ledger.find_entities(name)
    known = (places().find(name), organisations().find(name)) if not found else ()
    found |= {entry.id for entry in known if entry is not None and entry.id in ledger.entities}
    if not found:
        raise InputError(f"the ledger knows no {name!r}", hint="give a place, company, site or project, or its id")
    return found


def _within(ledger: Ledger, name: str | None) -> frozenset[str] | None:
    if name is None:
        return None
    found = find_things(ledger, name)
    return found.union(*(ledger.kin.below(one) for one in found))


def _misfit(ledger: Ledger, fact: Fact, asked: Asked) -> Reason | None:
    """Why a fact is not of what is asked; None where it is."""
    is_money = dimension_of(asked.unit) == MONEY and dimension_of(fact.unit) == MONEY
    thing = ledger.entities.get(fact.subject)
    stage = _stage(fact, asked.stage)
    tests: tuple[tuple[bool, Reason], ...] = (
        (fact.unit == asked.unit or is_money, Reason.UNIT),
        (stage == asked.stage, Reason.STAGE),
        (asked.kinds is None or (thing is not None and thing.kind in asked.kinds), Reason.KIND),
        (asked.links is None or _link(ledger, fact) in asked.links, Reason.LINK),
        (asked.valid_on is None or _is_by(fact, asked.valid_on), Reason.PERIOD),
    )
    return next((reason for holds, reason in tests if not holds), None)


def _stage(fact: Fact, asked: str) -> str:
    """The stage of a fact: signed is planned too; what is forecast of a stock or of money is a plan for it."""
    if asked == SIGNED and fact.status == SIGNED:
        return SIGNED
    known = measures().get(fact.measure)
    is_flow = known is not None and known.kind is MeasureKind.FLOW and fact.measure not in ONCE
    return stage_of("planned" if fact.status == FORECAST and not is_flow else fact.status).value


def _link(ledger: Ledger, fact: Fact) -> str:
    """The chain link that a value is of: its perimeter's, its project's, else cells, the main product."""
    thing = ledger.entities.get(fact.subject)
    told = parse_perimeter(fact.perimeter).link or (thing.data.get("link") if thing is not None else None)
    return str(told or WHOLE)


def _is_by(fact: Fact, day: str) -> bool:
    """True where the value was true by the end of a day, month or year."""
    when, asked = period_span(fact.valid_on or ""), period_span(day)
    return when is not None and asked is not None and when[0] <= asked[1]


def _one_period(facts: Sequence[Fact], asked: Asked) -> list[Fact]:
    """Flows of one period only: the one asked, else the latest; stocks and money of any."""
    known = measures().get(asked.measure)
    if known is None or known.kind is not MeasureKind.FLOW or asked.measure in ONCE:
        return list(facts)
    wanted = asked.valid_on or max((f.valid_on or "" for f in facts), default="")
    return [fact for fact in facts if fact.valid_on == wanted]


def _roots(ledger: Ledger, asked: Asked, facts: Iterable[Fact]) -> list[str]:
    """The things that the total is the sum of: the place or owner asked, else the outermost things with a value."""
    if asked.place is not None and asked.owner is None:
        roots = sorted(find_things(ledger, asked.place))
        inside = set(roots).union(*(ledger.kin.below(root) for root in roots))
        return roots + sorted({f.subject for f in facts} - inside)
    if asked.owner is not None and asked.place is None:
        return sorted(find_things(ledger, asked.owner))
    return sorted({f.subject for f in facts})


def _terms_of_sums(ledger: Ledger, facts: Sequence[Fact]) -> dict[str, LeftOut]:
    """Facts that a finding `sum` names as terms of another fact that counts, where the part-of tree does not say so."""
    newest = {(f.subject, f.perimeter): f for f in sorted(facts, key=lambda f: (f.valid_on or "", f.known_on or ""))}
    kept = {c.claim: fact for fact in facts for c in ledger.candidates[fact.id] if c.kept}
    found: dict[str, LeftOut] = {}
    for whole in newest.values():
        sums = [check for check in ledger.findings.get(whole.id, ()) if check.kind == "sum"]
        terms = (kept[claim] for check in sums for claim in check.evidence if claim in kept)
        for term in terms:
            if term is not whole and term.value < whole.value and not _is_below(ledger, term, whole):
                found[term.id] = LeftOut(term, Reason.PART, whole)
    return found


def _is_below(ledger: Ledger, term: Fact, whole: Fact) -> bool:
    return whole.subject in ledger.kin.above(ledger.kin.canonical(term.subject))


def _rate_all(facts: Iterable[Fact], unit: str) -> tuple[list[Fact], list[LeftOut]]:
    """The facts that can be told in a unit, and those whose currency has no rate on their day."""
    counted, left = [], []
    for fact in facts:
        if rate_of(fact, unit) is None:
            left.append(LeftOut(fact, Reason.RATE))
        else:
            counted.append(fact)
    return counted, left


def rate_of(fact: Fact, unit: str) -> float | None:
    """Units of `unit` for one of the fact's, at the rate of the day it was published; None where there is none."""
    if fact.unit == unit:
        return 1.0
    try:
        return find_rate(fact.unit, unit, date.fromisoformat(fact.known_on or "")).value
    except (InputError, ValueError):
        return None


def _interval(fact: Fact, unit: str) -> Interval:
    own, rate = interval_of_fact(fact), rate_of(fact, unit) or 1.0
    return Interval(own.low * rate, own.high * rate)


def _describe(ledger: Ledger, asked: Asked, choice: Choice, left: Sequence[LeftOut]) -> Tally:
    from gigawatch.ledger.part.scope import tell_scope

    facts, verdicts = choice.facts, [f.verdict for f in choice.facts]
    times = sorted({f.valid_on for f in facts if f.valid_on})
    left_out = tuple(sorted(left, key=lambda one: (one.fact.id, one.reason)))
    found = Tally(
        asked=asked,
        interval=add(_interval(f, asked.unit) for f in facts),
        outside=_outside(ledger, asked, facts, left_out),
        by_currency=_by_unit(facts),
        counted=facts,
        left_out=left_out,
        projects=len({ledger.kin.base(ledger.kin.canonical(f.subject)) for f in _sited(ledger, facts, left_out)}),
        hedged=sum(f.qualifier is not None or f.high is not None for f in facts),
        open=verdicts.count(Settlement.OPEN),
        abstained=verdicts.count(Settlement.ABSTAINED),
        statuses=tuple(sorted({f.status for f in facts if f.status})),
        periods=tuple(dict.fromkeys((times[0], times[-1]))) if times else (),
    )
    return tell_scope(found)


def _sited(ledger: Ledger, facts: Iterable[Fact], left: Iterable[LeftOut]) -> Iterator[Fact]:
    """The plants counted: where a place's own total counts, the plants known to lie in it."""
    for fact in facts:
        if ledger.entities[fact.subject].kind in PLANTS:
            yield fact
    yield from (
        one.fact for one in left if one.reason is Reason.PART and ledger.entities[one.fact.subject].kind in PLANTS
    )


def _outside(ledger: Ledger, asked: Asked, facts: Sequence[Fact], left: Iterable[LeftOut]) -> Interval | None:
    """The other reading: plants of joint ventures stand beside the stated value of their partner's base."""
    ventures = [
        one.fact
        for one in left
        if one.reason is Reason.PART
        and ledger.kin.is_venture(one.fact.subject)
        and one.instead is not None
        and one.instead in facts
        and ledger.entities[one.instead.subject].kind in PLANTS
    ]
    return add(_interval(f, asked.unit) for f in (*facts, *ventures)) if ventures else None


def _by_unit(facts: Iterable[Fact]) -> dict[str, Interval]:
    groups: dict[str, list[Interval]] = defaultdict(list)
    for fact in facts:
        groups[fact.unit].append(interval_of_fact(fact))
    return {unit: total for unit in sorted(groups) if (total := add(groups[unit])) is not None}

"""Sifting: which facts a total is made from, and which are set aside before anything is added, each with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gigawatch.ledger.naming import find_known
from gigawatch.ledger.nature import is_flow, is_money
from gigawatch.ledger.part.leaving import LeftOut, Reason
from gigawatch.ledger.part.lessened import Lessened, lessened_by
from gigawatch.ledger.part.linked import link_among
from gigawatch.ledger.perimeter import parse_perimeter
from gigawatch.ledger.stage import SIGNED, Stage, total_of
from gigawatch.model import PLANTS, Entity, EntityKind, Fact, InputError, period_order
from gigawatch.quantity import period_span

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger

WHOLE = "cell"
AREA = "area"
LATER = "later"  # the perimeter of a size that a plant only may have


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a total is asked of: None for no condition. `kinds` are the kinds of things whose values may count."""

    measure: str
    unit: str
    stage: str
    place: str | None = None
    owner: str | None = None
    links: tuple[str, ...] | None = None
    valid_on: str | None = None
    kinds: tuple[EntityKind, ...] | None = None


def sift(ledger: Ledger, asked: Asked, facts: Iterable[Fact] | None = None) -> tuple[list[Fact], list[LeftOut]]:
    """The facts in the place and of the owner that are asked for, and those set aside before anything is added.

    `facts` are those that may be counted; without them all of the ledger's.
    """
    fits: list[Fact] = []
    left: list[LeftOut] = []
    for told in _facts(ledger, asked, facts):
        less = find_less(ledger, told, asked)
        fact = told if less is None else less.left
        reason, gone = _misfit(ledger, fact, asked), _superseded(ledger, fact, asked)
        if reason is None and gone is not None:
            left.append(gone)
        elif reason is None:
            fits.append(fact)
        elif reason is not Reason.UNIT:
            left.append(LeftOut(fact, reason))
    fits, unrated = _rate_all(fits, asked.unit)
    newest = _one_period(fits, asked)
    taken = {fact.id for fact in newest}
    left += [*unrated, *(LeftOut(f, Reason.PERIOD) for f in fits if f.id not in taken)]
    once, again = _once(ledger, newest)
    return once, [*left, *again]


def find_less(ledger: Ledger, fact: Fact, asked: Asked) -> Lessened | None:
    """The parts of a plan that were stopped by the time asked; None for every other fact."""
    return lessened_by(ledger, fact.id, asked.valid_on) if asked.stage in (Stage.PLANNED, SIGNED) else None


def _facts(ledger: Ledger, asked: Asked, facts: Iterable[Fact] | None) -> Iterator[Fact]:
    places = _within(ledger, asked.place)
    owned = _within(ledger, asked.owner)
    asked_of = places if owned is None else owned
    if facts is None and asked_of is not None:
        facts = ledger.lookup.about(asked_of, asked.measure)
    for fact in ledger.lookup.facts(None, asked.measure) if facts is None else facts:
        if fact.measure != asked.measure or (owned is not None and fact.subject not in owned):
            continue
        if places is None or fact.subject in places or (fact.place in places and not _lies(ledger, fact.subject)):
            yield fact


def _lies(ledger: Ledger, thing: str) -> bool:
    """True for a place and a plant whose place is known: where they lie is not for a claim's words to say."""
    entity = ledger.entities[thing]
    above = (ledger.entities[one].kind for one in ledger.kin.above(thing)) if entity.kind in PLANTS else ()
    return entity.kind is EntityKind.PLACE or EntityKind.PLACE in above


def _once(ledger: Ledger, facts: Sequence[Fact]) -> tuple[list[Fact], list[LeftOut]]:
    """Of the facts that say one thing again the first that can count at all, and the others."""
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[_head(ledger, fact)].append(fact)
    kept, left = [], []
    for head, group in groups.items():
        first = min(group, key=lambda f: (f.id != head, f.known_on or "9", f.id))
        kept.append(first)
        left += [LeftOut(f, _reason(ledger, f, first), first) for f in group if f is not first]
    return kept, left


def _head(ledger: Ledger, fact: Fact) -> str:
    """The fact that one says again, and that one again."""
    seen = {fact.id}
    while (again := ledger.said_again.get(fact.id)) is not None and again.instead and again.instead.id not in seen:
        fact = again.instead
        seen.add(fact.id)
    return fact.id


def _reason(ledger: Ledger, fact: Fact, first: Fact) -> Reason:
    again = ledger.said_again.get(fact.id) or ledger.said_again.get(first.id)
    return again.reason if again is not None else Reason.SAME


def find_things(ledger: Ledger, name: str) -> frozenset[str]:
    """The things of a name or id, also as the vocabulary spells it; InputError where the ledger holds none."""
    found = find_known(ledger, name)
    if not found:
        raise InputError(f"the ledger knows no {name!r}", hint="give a place, company, site or project, or its id")
    return found


def _within(ledger: Ledger, name: str | None) -> frozenset[str] | None:
    return ledger.within(name) if name is not None and find_things(ledger, name) else None


def _misfit(ledger: Ledger, fact: Fact, asked: Asked) -> Reason | None:
    """Why a fact is not of what is asked; None where it is."""
    is_rated = is_money(asked.unit) and is_money(fact.unit)
    thing = ledger.entities.get(fact.subject)
    stage = _stage(fact, asked.stage)
    tests: tuple[tuple[bool, Reason], ...] = (
        (fact.unit == asked.unit or is_rated, Reason.UNIT),
        (stage == asked.stage, Reason.STAGE),
        (thing is not None and _is_of_kind(thing, asked), Reason.KIND),
        (asked.links is None or (link_among(ledger, fact) or WHOLE) in asked.links, Reason.LINK),
        (asked.valid_on is None or _is_by(fact, asked.valid_on), Reason.PERIOD),
        (parse_perimeter(fact.perimeter).when != LATER, Reason.OPTION),
    )
    return next((reason for holds, reason in tests if not holds), None)


def _is_of_kind(thing: Entity, asked: Asked) -> bool:
    """True for a thing of the kinds asked; the floor of an exhibition is no ground of plants."""
    if asked.kinds is not None:
        return thing.kind in asked.kinds
    return asked.measure != AREA or thing.kind is not EntityKind.EVENT


def _superseded(ledger: Ledger, fact: Fact, asked: Asked) -> LeftOut | None:
    """What took a value out of what is planned or built by the time asked: a later plan, that it runs, an end."""
    gone = ledger.superseded.get(fact.id) if asked.stage in (Stage.PLANNED, Stage.BUILT) else None
    span = period_span(asked.valid_on) if asked.valid_on is not None else None
    return None if gone is None or (span is not None and not gone.is_gone_by(span[1])) else gone


def _stage(fact: Fact, asked: str) -> str:
    return SIGNED if asked == SIGNED and fact.status == SIGNED else total_of(fact.status)


def _is_by(fact: Fact, day: str) -> bool:
    """True where the value was true by the end of a day, month or year."""
    when, asked = period_span(fact.valid_on or ""), period_span(day)
    return when is not None and asked is not None and when[0] <= asked[1]


def _one_period(facts: Sequence[Fact], asked: Asked) -> list[Fact]:
    """Flows of one period only: the shortest that holds the time asked, else the latest; stocks and money of any."""
    if not is_flow(asked.measure):
        return list(facts)
    spans = {period for fact in facts if (period := period_span(fact.valid_on or ""))}
    told = period_span(asked.valid_on) if asked.valid_on else None
    if told is not None:
        holding = (one for one in spans if one[0] <= told[0] and told[1] <= one[1])
        wanted = min(holding, key=lambda one: (one[1] - one[0], one), default=None)
        return [fact for fact in facts if wanted is not None and period_span(fact.valid_on or "") == wanted]
    latest = max((f.valid_on or "" for f in facts), key=period_order, default="")
    return [fact for fact in facts if fact.valid_on == latest]


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
    from gigawatch.figures.rate import find_rate

    try:
        return find_rate(fact.unit, unit, date.fromisoformat(fact.known_on or "")).value
    except (InputError, ValueError):
        return None

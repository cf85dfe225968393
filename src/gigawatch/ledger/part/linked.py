"""Told with and without a link of the chain, or a stage: one amount of one thing, which totals would count twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from gigawatch.ledger.link import link_of
from gigawatch.ledger.nature import is_flow, is_money, is_never_added
from gigawatch.ledger.part.cover import CAPACITY, add, interval_of_fact
from gigawatch.ledger.part.leaving import LeftOut, Reason
from gigawatch.ledger.stage import Stage, stage_of, total_of
from gigawatch.model import PLANTS, Fact, period_order

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger

Key = tuple[str, str, str, str, str]


def link_among(ledger: Ledger, fact: Fact) -> str | None:
    """The link that a value is of; where its words tell none, the one that other values of its thing, measure, unit and
    perimeter are told of.

    The base employs 3,000, and the base's cell plant 3,000: both are jobs of one base, told once without the link.
    """
    own = _own_link(ledger, fact)
    if own is not None or is_money(fact.unit) or is_never_added(fact.measure):
        return own
    found = {link for other in ledger.lookup.series(fact) if (link := _own_link(ledger, other)) is not None}
    return next(iter(found)) if len(found) == 1 else None


def _own_link(ledger: Ledger, fact: Fact) -> str | None:
    """The link that a value's own words tell, looked for once."""
    known = ledger.lookup.links
    if fact.id not in known:
        known[fact.id] = link_of(ledger, fact)
    return known[fact.id]


def find_told_twice(ledger: Ledger, facts: Iterable[Fact]) -> dict[str, LeftOut]:
    """Of facts told of no link and others of the same thing, or of a part of it, told of one, those that would be
    counted twice, by id.

    What is told of no link and amounts to what is told by link is left out beside it. Where the two differ the larger
    counts and the other is left out: a part of the whole, or an open question. What is told of no stage and amounts to
    what is planned or built of its thing is left out beside that.
    """
    facts = list(facts)
    found = _find_unstaged(ledger, facts)
    bare: dict[Key, list[Fact]] = defaultdict(list)
    told: dict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.id not in found and not is_money(fact.unit) and not is_never_added(fact.measure):
            thing = ledger.kin.canonical(fact.subject)
            if link_among(ledger, fact) is None:
                bare[_key(fact, thing)].append(fact)
            else:
                plants = (one for one in ledger.kin.above(thing) if ledger.entities[one].kind in PLANTS)
                for whole in {thing, *plants}:
                    told[_key(fact, whole)].append(fact)
    for key in sorted(bare.keys() & told.keys()):
        for one in _weigh(ledger, bare[key], told[key]):
            found.setdefault(one.fact.id, one)
    return found


def _find_unstaged(ledger: Ledger, facts: Iterable[Fact]) -> dict[str, LeftOut]:
    """The values told of no stage that a value of the same thing, link and perimeter tells of one."""
    staged: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    loose: list[tuple[tuple[str, ...], Fact]] = []
    for fact in facts:
        if not is_never_added(fact.measure) and not is_flow(fact.measure):
            thing, stage = ledger.kin.canonical(fact.subject), stage_of(fact.status)
            series = (thing, fact.measure, fact.unit, link_among(ledger, fact) or "", fact.perimeter or "")
            if stage is Stage.UNSTATED:
                loose.append((series, fact))
            elif stage is not Stage.ENDED and fact.id not in ledger.superseded:
                staged[series].append(fact)
    found = {}
    for key, fact in loose:
        amount = interval_of_fact(fact)
        same = [one for one in staged.get(key, ()) if amount.overlaps(interval_of_fact(one))]
        if same:
            found[fact.id] = LeftOut(fact, Reason.FULLER, _newest(same))
    return found


def _key(fact: Fact, thing: str) -> Key:
    period = (fact.valid_on or "") if is_flow(fact.measure) else ""
    return thing, fact.measure, fact.unit, total_of(fact.status), period


def _weigh(ledger: Ledger, bare: Sequence[Fact], told: Sequence[Fact]) -> Iterator[LeftOut]:
    """What is left out of the values of a thing told of no link and those of it and its parts told of one."""
    whole, parts = _newest(bare), _newest_of_each(ledger, told)
    largest = max(parts, key=lambda fact: (interval_of_fact(fact).low, fact.id))
    amount, spans = interval_of_fact(whole), [interval_of_fact(fact) for fact in parts]
    together = add(spans)
    if together is None or any(amount.overlaps(span) for span in (*spans, together)):
        yield from (LeftOut(fact, Reason.FULLER, largest) for fact in bare)
    elif amount.low > together.high:
        yield from (LeftOut(fact, _reason(ledger, fact, whole), whole) for fact in told)
    else:
        yield from (LeftOut(fact, Reason.UNDECIDED, largest) for fact in bare)


def _reason(ledger: Ledger, fact: Fact, whole: Fact) -> Reason:
    """A part's people are among those of the whole; its tonnes may be of another product."""
    is_part = ledger.kin.canonical(fact.subject) != ledger.kin.canonical(whole.subject)
    return Reason.PART if is_part and fact.measure != CAPACITY else Reason.UNDECIDED


def _newest_of_each(ledger: Ledger, facts: Sequence[Fact]) -> list[Fact]:
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[(ledger.kin.canonical(fact.subject), link_among(ledger, fact) or "")].append(fact)
    return [_newest(group) for group in groups.values()]


def _newest(facts: Sequence[Fact]) -> Fact:
    return max(facts, key=lambda f: (period_order(f.valid_on, f.known_on), f.known_on or "", f.id))

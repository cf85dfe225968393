"""The totals that a query asks for: one for each measure, unit, stage, link and (of what flows) period."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gigawatch.ledger import Ledger, LeftOut, Tally
from gigawatch.ledger.nature import is_flow, is_money, is_never_added
from gigawatch.ledger.part import Asked, find_told_twice, link_among, refuse, tally
from gigawatch.ledger.stage import stage_of, total_of
from gigawatch.model import Fact, InputError
from gigawatch.question.clock import Clocks
from gigawatch.question.known import settle_query
from gigawatch.question.query import Query, is_valid_on, read_date, select
from gigawatch.question.total.scope import add_conditions

MONEY = "money"


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """What totals are of; `unit` is "money" for every currency, `link` and `period` are empty where none counts."""

    measure: str
    unit: str
    link: str = ""
    period: str = ""


def ask_totals(ledger: Ledger, query: Query, clocks: Clocks, unit: str | None = None) -> tuple[Tally, ...]:
    """The ledger's totals of the facts of a query; sorting and limit do not count.

    `unit` asks for one unit alone. Money is converted to it, without it to the currency that most of the amounts are
    in. By a valid clock stocks count what was true by then, flows the periods that have time in common with it.
    """
    asked = settle_query(ledger, query if query.valid_on else replace(query, valid_on=clocks.valid_on))
    chosen = select(ledger, replace(asked, limit=None, stage=None, kind=None, valid_on=None))
    groups = _group(ledger, asked, chosen)
    twice = find_told_twice(ledger, (fact for facts in groups.values() for fact in facts))
    told = {group: _unit(group, facts, unit) for group, facts in groups.items()}
    if unit is not None and groups and unit not in told.values():
        raise InputError(f"nothing chosen is told in {unit!r}", hint=f"there are: {', '.join(sorted(told.values()))}")
    found = [
        total
        for group in sorted(groups)
        if unit in (None, told[group])
        for total in _totals(ledger, asked, group, told[group], groups[group], twice)
    ]
    return tuple(add_conditions(ledger, one, asked, clocks) for one in found)


def _group(ledger: Ledger, query: Query, facts: Iterable[Fact]) -> dict[Group, list[Fact]]:
    groups: dict[Group, list[Fact]] = defaultdict(list)
    span = read_date(query.valid_on) if query.valid_on else None
    for fact in facts:
        if span is None or not is_flow(fact.measure) or is_valid_on(fact.valid_on, span):
            groups[_group_of(ledger, fact)].append(fact)
    return groups


def _group_of(ledger: Ledger, fact: Fact) -> Group:
    if is_money(fact.unit):
        return Group(fact.measure, MONEY)
    if is_never_added(fact.measure):
        return Group(fact.measure, fact.unit)
    period = (fact.valid_on or "") if is_flow(fact.measure) else ""
    return Group(fact.measure, fact.unit, link_among(ledger, fact) or "", period)


def _unit(group: Group, facts: Sequence[Fact], unit: str | None) -> str:
    """The unit of a group's totals: of money the one asked for, else the currency of most amounts, by code."""
    if group.unit != MONEY:
        return group.unit
    if unit is not None and is_money(unit):
        return unit
    counts = Counter(fact.unit for fact in facts)
    return min(counts, key=lambda code: (-counts[code], code))


def _totals(
    ledger: Ledger, query: Query, group: Group, unit: str, facts: Sequence[Fact], twice: Mapping[str, LeftOut]
) -> Iterator[Tally]:
    if is_never_added(group.measure):
        yield refuse(ledger, _asked(query, group, unit, ""), facts)
        return
    chosen = [fact for fact in facts if query.stage in (None, stage_of(fact.status))]
    counted = [fact for fact in facts if fact.id not in twice]
    for stage in sorted({total_of(fact.status) for fact in chosen}):
        left = [twice[f.id] for f in chosen if f.id in twice and total_of(f.status) == stage]
        yield tally(ledger, _asked(query, group, unit, stage), counted, left)


def _asked(query: Query, group: Group, unit: str, stage: str) -> Asked:
    return Asked(
        measure=group.measure,
        unit=unit,
        stage=stage,
        place=query.place,
        owner=query.company,
        links=(group.link,) if group.link else None,
        valid_on=group.period or query.valid_on,
        kinds=(query.kind,) if query.kind else None,
    )

"""A query: which facts are asked for, by words that the ledger knows; an unknown word is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gigawatch.ledger import Ledger, Stage, links_of, stage_of
from gigawatch.ledger.naming import find_known
from gigawatch.ledger.nature import is_flow
from gigawatch.ledger.part import holds_since
from gigawatch.model import EntityKind, Fact, InputError, Settlement, period_order
from gigawatch.quantity import period_span
from gigawatch.question.known import settle_query
from gigawatch.question.publisher import is_published_by, publishers_of

DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
Test = Callable[[Fact], bool]


class SortKey(StrEnum):
    """What answers may be sorted by."""

    SUBJECT = "subject"
    MEASURE = "measure"
    VALUE = "value"
    VALID_ON = "valid_on"
    KNOWN_ON = "known_on"
    STATUS = "status"
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Every condition that a fact must meet; None asks nothing.

    `subject` is one thing by name or id, `company` a company with its subsidiaries, sites and phases, `place` a place
    with all that lies in it, `link` a code of the chain, `kind` the kind of the thing. `period` holds the fact's whole
    valid time; `valid_on` has time in common with it, or is a time at which what was built before still holds, or a
    plan known by its end stands. `publisher` is a name, domain or kind of who published the value kept. `limit` counts
    after sorting.
    """

    subject: str | None = None
    company: str | None = None
    place: str | None = None
    link: str | None = None
    status: str | None = None
    stage: Stage | None = None
    measure: str | None = None
    period: str | None = None
    valid_on: str | None = None
    publisher: str | None = None
    verdict: Settlement | None = None
    kind: EntityKind | None = None
    sort: SortKey = SortKey.VALID_ON
    reverse: bool = False
    limit: int | None = None


def select(ledger: Ledger, query: Query) -> list[Fact]:
    """The facts that a query asks for, sorted; InputError for a word that nothing in the ledger can meet."""
    query = settle_query(ledger, query)
    tests = list(_tests(ledger, query))
    found = [fact for fact in _within_reach(ledger, query) if all(test(fact) for test in tests)]
    ordered = sort_facts(ledger, found, query.sort, reverse=query.reverse)
    return ordered if query.limit is None else ordered[: query.limit]


def sort_facts(ledger: Ledger, facts: Iterable[Fact], key: SortKey, *, reverse: bool = False) -> list[Fact]:
    """Facts by a key; equal ones by valid time, thing, measure and id, whatever their order was."""
    by_ground = sorted(facts, key=lambda f: (period_order(f.valid_on), f.subject, f.measure, f.id))
    keys: dict[SortKey, Callable[[Fact], object]] = {
        SortKey.SUBJECT: lambda f: ledger.label(f.subject),
        SortKey.MEASURE: lambda f: f.measure,
        SortKey.VALUE: lambda f: f.value,
        SortKey.VALID_ON: lambda f: period_order(f.valid_on),
        SortKey.KNOWN_ON: lambda f: f.known_on or "",
        SortKey.STATUS: lambda f: f.status or "",
        SortKey.VERDICT: lambda f: f.verdict.value,
    }
    return sorted(by_ground, key=keys[key], reverse=reverse)  # type: ignore[arg-type]  # each key is of one type


def _within_reach(ledger: Ledger, query: Query) -> Iterable[Fact]:
    """The fewest facts at hand that hold all that are asked for: those of a thing, of a place, else of a measure."""
    if query.subject is not None:
        return ledger.lookup.facts(frozenset(find_known(ledger, query.subject)), None)
    if query.company is not None:
        return ledger.lookup.facts(ledger.within(query.company), None)
    if query.place is not None:
        return ledger.lookup.about(ledger.within(query.place), query.measure)
    return ledger.lookup.facts(None, query.measure)


def _tests(ledger: Ledger, query: Query) -> Iterator[Test]:
    """The tests of a query, cheap ones first."""
    yield from _plain_tests(query)
    yield from _thing_tests(ledger, query)
    if query.publisher is not None:
        name = query.publisher
        yield lambda fact: any(
            is_published_by(told, name) for told in publishers_of(ledger, ledger.kept(fact.id).claim)
        )
    if query.valid_on is not None:
        asked = read_date(query.valid_on)
        yield (
            lambda fact: (
                is_valid_on(fact.valid_on, asked)
                or is_standing_plan(ledger, fact, asked[1])
                or holds_since(ledger, fact, asked[1]) is not None
            )
        )
    if query.link is not None:
        yield lambda fact: query.link in links_of(ledger, fact)[0]


def _plain_tests(query: Query) -> Iterator[Test]:
    if query.measure is not None:
        yield lambda fact: fact.measure == query.measure
    if query.status is not None:
        yield lambda fact: fact.status == query.status
    if query.stage is not None:
        yield lambda fact: stage_of(fact.status) is query.stage
    if query.verdict is not None:
        yield lambda fact: fact.verdict is query.verdict
    if query.period is not None:
        within = read_period(query.period)
        yield lambda fact: is_valid_within(fact.valid_on, within)


def _thing_tests(ledger: Ledger, query: Query) -> Iterator[Test]:
    if query.subject is not None:
        subjects = find_known(ledger, query.subject)
        yield lambda fact: fact.subject in subjects
    if query.kind is not None:
        yield lambda fact: ledger.entities[fact.subject].kind is query.kind
    if query.company is not None:
        owned = ledger.within(query.company)
        yield lambda fact: fact.subject in owned
    if query.place is not None:
        inside = ledger.within(query.place)
        yield lambda fact: fact.place in inside or fact.subject in inside


def read_date(text: str) -> tuple[date, date]:
    """The first and last day of a year, month or day; InputError for everything else."""
    if not isinstance(text, str) or not DATE.fullmatch(text) or period_span(text) is None:
        raise InputError(f"{text!r} is no date", hint="write 2022, 2022-07 or 2022-07-25")
    return read_period(text)


def read_period(text: str) -> tuple[date, date]:
    """The first and last day of an ISO period; InputError when the text is none."""
    span = period_span(text)
    if span is None:
        raise InputError(
            f"{text!r} is no period", hint="write 2022, 2022-07, 2022-07-25, 2022-H1, 2022-Q3 or 2022/2023"
        )
    return span


def is_valid_on(period: str | None, asked: tuple[date, date]) -> bool:
    """True when a period and the days asked for have time in common; both ends count."""
    span = period_span(period) if period else None
    return span is not None and span[0] <= asked[1] and asked[0] <= span[1]


def is_standing_plan(ledger: Ledger, fact: Fact, day: date) -> bool:
    """True for a plan known by a day, told before it or due later, that had neither been built nor ended by then."""
    is_plan = stage_of(fact.status) is Stage.PLANNED and not is_flow(fact.measure)
    if not is_plan or (fact.known_on or "9") > day.isoformat():
        return False
    gone = ledger.superseded.get(fact.id)
    if gone is not None and gone.is_gone_by(day):
        return False
    status = ledger.status(fact.subject, on=day)
    return status is None or stage_of(status.status) is not Stage.ENDED


def carried_since(ledger: Ledger, fact: Fact, valid_on: str | None) -> str | None:
    """Since when (ISO period) a fact holds at a time that lies after its own; None where no time is asked, where the
    fact's own time has days in common with it, and of plans.
    """
    if valid_on is None:
        return None
    asked = read_date(valid_on)
    return None if is_valid_on(fact.valid_on, asked) else holds_since(ledger, fact, asked[1])


def is_valid_within(period: str | None, asked: tuple[date, date]) -> bool:
    """True when the whole of a period lies in the days asked for; both ends count."""
    span = period_span(period) if period else None
    return span is not None and asked[0] <= span[0] and span[1] <= asked[1]

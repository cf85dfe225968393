"""Newest: of the values of one thing, measure and perimeter the one that holds; and what holds on a day since when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from gigawatch.ledger.nature import is_lasting
from gigawatch.ledger.part.leaving import LeftOut, Reason
from gigawatch.ledger.stage import Stage, stage_of
from gigawatch.model import Fact, period_order, period_span

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger


def find_newest(facts: Iterable[Fact]) -> tuple[list[Fact], list[LeftOut]]:
    """Of facts of one measure and stage the one that holds of each thing and perimeter, and those that it leaves out.

    That is the newest, or an earlier one that says the same without a hedge.
    """
    kept: dict[tuple[str, str | None], Fact] = {}
    left: list[LeftOut] = []
    for fact in sorted(facts, key=age_of):
        key = (fact.subject, fact.perimeter)
        before = kept.get(key)
        if before is not None and _says_more_exactly(before, fact):
            left.append(LeftOut(fact, Reason.SAME, before))
            continue
        if before is not None:
            left.append(LeftOut(before, Reason.EARLIER, fact))
        kept[key] = fact
    return list(kept.values()), left


def age_of(fact: Fact) -> tuple[tuple[date, date, str], str, str]:
    """What facts are sorted by from the oldest: the end of their time, then when they were known."""
    return period_order(fact.valid_on, fact.known_on), fact.known_on or "", fact.id


def holds_since(ledger: Ledger, fact: Fact, day: date) -> str | None:
    """Since when (ISO period) what was built before a day still held on it; None for every other fact.

    It holds while no later value of its thing, measure, unit and perimeter has begun by the day, and until its plant is
    closed: so do the ledger's totals count it.
    """
    if not is_lasting(fact.measure) or not _is_built_by(fact, day):
        return None
    gone = ledger.superseded.get(fact.id)
    if gone is not None and gone.is_gone_by(day):
        return None
    kept, _ = find_newest(one for one in ledger.lookup.series(fact) if _is_built_by(one, day))
    return fact.valid_on if fact.id in {one.id for one in kept} else None


def _is_built_by(fact: Fact, day: date) -> bool:
    span = period_span(fact.valid_on or "")
    return stage_of(fact.status) is Stage.BUILT and span is not None and span[0] <= day


def _says_more_exactly(before: Fact, after: Fact) -> bool:
    """True where a later value repeats an exact one with a hedge."""
    alike = (before.value, before.unit) == (after.value, after.unit)
    return alike and before.qualifier is None and before.high is None and after.qualifier is not None

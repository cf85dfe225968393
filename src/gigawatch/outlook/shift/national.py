"""Shares of the whole country that single places have, as stated or reckoned, and what they decide of a statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gigawatch.chain import divide, hull
from gigawatch.ledger import Ledger
from gigawatch.model import Interval, Observation, period_order
from gigawatch.outlook.shift.amount import Question
from gigawatch.outlook.shift.setting import Whole, settings
from gigawatch.outlook.shift.table import cells_of, interval_of_cell
from gigawatch.quantity import period_span
from gigawatch.vocab import places

PER_CENT = 100.0
YEAR = 4
BEFORE, AROUND, AFTER = "before", "around", "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedShare:
    """A share of the whole country that a place in the target has: as a table states it, or its figure over a total.

    `when` is before or after the statement's day, or around it where the period holds the day or nobody knows it.
    `whole` is the measure of the total that it was reckoned with, None where the share is stated.
    """

    place: str
    period: str
    share: Interval
    when: str
    whole: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartVerdict:
    """What the shares of one place decide: one place is never the whole target.

    `outcome` is `part_rose`, `part_not_risen` or `part_overlap`; `is_since` is True where the earlier period holds the
    day of the statement, none that ended before it being told.
    """

    first: StatedShare
    last: StatedShare
    outcome: str
    is_since: bool


def find_shares(ledger: Ledger, asked: Question, members: frozenset[str], day: str | None) -> tuple[StatedShare, ...]:
    """Every share of the country that tables tell of places in the target, by place and period."""
    found = [*_stated(ledger, asked, members, day), *_reckoned(ledger, asked, members, day)]
    return tuple(sorted(found, key=lambda one: (one.place, one.whole or "", period_order(one.period))))


def judge_parts(shares: Iterable[StatedShare]) -> tuple[PartVerdict, ...]:
    """For each place and kind of share the last one before the statement (else that around it) against the last after.

    Whole calendar years are held against whole years only; shares with totals of two measures never.
    """
    groups: dict[tuple[str, str | None, bool], list[StatedShare]] = {}
    for one in shares:
        groups.setdefault((one.place, one.whole, len(one.period) == YEAR), []).append(one)
    return tuple(told for group in groups.values() if (told := _judge(group)) is not None)


def _judge(group: Sequence[StatedShare]) -> PartVerdict | None:
    by_when = {when: [one for one in group if one.when == when] for when in (BEFORE, AROUND, AFTER)}
    first = next((by_when[when][-1] for when in (BEFORE, AROUND) if by_when[when]), None)
    if first is None or not by_when[AFTER]:
        return None
    last = by_when[AFTER][-1]
    return PartVerdict(first=first, last=last, outcome=_outcome(first, last), is_since=first.when == AROUND)


def _outcome(first: StatedShare, last: StatedShare) -> str:
    if last.share.low > first.share.high:
        return "part_rose"
    return "part_not_risen" if last.share.high <= first.share.low else "part_overlap"


def _stated(ledger: Ledger, asked: Question, members: frozenset[str], day: str | None) -> Iterator[StatedShare]:
    for cell in cells_of(ledger, settings().national_table, (settings().national_share[asked.of],)):
        place = _place_in(cell.subject, members)
        if place is not None:
            share = interval_of_cell(cell)
            yield StatedShare(
                place=place,
                period=cell.period,
                share=Interval(share.low / PER_CENT, share.high / PER_CENT),
                when=_when(cell.period, day),
                whole=None,
                evidence=(cell.id,),
            )


def _reckoned(ledger: Ledger, asked: Question, members: frozenset[str], day: str | None) -> Iterator[StatedShare]:
    for rule in (one for one in settings().wholes if one.of == asked.of):
        wholes = [one for one in cells_of(ledger, rule.table, rule.measures) if one.subject == rule.country]
        for cell in cells_of(ledger, rule.part_table, (rule.part,)):
            place = _place_in(cell.subject, members)
            if place is not None:
                yield from _over(rule, place, cell, [one for one in wholes if _is_alike(cell, one)], day)


def _over(
    rule: Whole, place: str, cell: Observation, wholes: Sequence[Observation], day: str | None
) -> Iterator[StatedShare]:
    for measure in rule.measures:
        totals = [one for one in wholes if one.measure == measure]
        share = divide(interval_of_cell(cell), hull(map(interval_of_cell, totals))) if totals else None
        if share is not None:
            yield StatedShare(
                place=place,
                period=cell.period,
                share=share,
                when=_when(cell.period, day),
                whole=measure,
                evidence=(cell.id, *(one.id for one in totals)),
            )


def _is_alike(cell: Observation, whole: Observation) -> bool:
    return cell.unit == whole.unit and period_span(cell.period) == period_span(whole.period) is not None


def _place_in(subject: str, members: frozenset[str]) -> str | None:
    place = places().find(subject)
    if place is None or not any(places().within(place.id, member) for member in members):
        return None
    return place.id


def _when(period: str, day: str | None) -> str:
    told, said = period_span(period), period_span(day or "")
    if told is None or said is None:
        return AROUND
    return BEFORE if told[1] < said[0] else AFTER if told[0] > said[1] else AROUND

"""What a count leaves out: the parts of what was signed and the rest, each with its money and mean project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from gigawatch.chain import divide, multiply
from gigawatch.ledger.status.funnel import subtract
from gigawatch.model import Interval
from gigawatch.outlook.event.amount import EditionFigure
from gigawatch.outlook.event.rule import Part, rules

PER_CENT = 0.01
Told = Mapping[str, Sequence[EditionFigure]]


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of what was signed and the rest of it: numbers of projects, money, mean project; None where not told.

    `money_from` says how the part's money is known: `sum`, `share` of the sum, or `floor` (each is over so much).
    """

    code: str
    count: EditionFigure
    money_from: str | None
    money: Interval | None
    mean: Interval | None
    rest_count: Interval
    rest_money: Interval | None
    rest_mean: Interval | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beyond:
    """What was signed in another perimeter of the same time, which is no part of the edition's and not all of it."""

    code: str
    count: EditionFigure | None
    money: EditionFigure | None


def find_slices(told: Told, projects: EditionFigure | None, investment: EditionFigure | None) -> Iterator[Slice]:
    """Every part that the table tells of an edition's projects."""
    for part in rules().parts:
        for count in told.get(part.count, ())[-1:]:
            if projects is not None:
                yield _slice(part, count, told, projects, investment)


def _slice(
    part: Part, count: EditionFigure, told: Told, projects: EditionFigure, investment: EditionFigure | None
) -> Slice:
    rest_count = subtract(projects.interval, count.interval)
    money_from, money, rest, ids = _money(part, count, told, investment)
    return Slice(
        part.code,
        count,
        money_from,
        money,
        divide(money, count.interval) if money else None,
        rest_count,
        rest,
        divide(rest, rest_count) if rest and rest_count.low > 0 else None,
        (count.evidence, projects.evidence, *ids),
    )


Money = tuple[str | None, Interval | None, Interval | None, tuple[str, ...]]


def _money(part: Part, count: EditionFigure, told: Told, investment: EditionFigure | None) -> Money:
    """How the part's money is known, it, the rest's, and what they rest on."""
    if investment is None:
        return None, None, None, ()
    whole = investment.interval
    stated = next(iter(told.get(part.money or "", ())[-1:]), None)
    if stated is not None and stated.quantity.unit == investment.quantity.unit:
        return "sum", stated.interval, subtract(whole, stated.interval), (stated.evidence, investment.evidence)
    share = next(iter(told.get(part.share or "", ())[-1:]), None)
    if share is not None:
        low, high = share.interval.low * PER_CENT, share.interval.high * PER_CENT
        parts = multiply(whole, Interval(low, high)), multiply(whole, Interval(1 - high, 1 - low))
        return "share", *parts, (share.evidence, investment.evidence)
    if part.floor is not None and part.unit == investment.quantity.unit:
        least = count.interval.low * part.floor
        return "floor", Interval(least, whole.high), subtract(whole, Interval(least, inf)), (investment.evidence,)
    return None, None, None, ()


def find_beyond(told: Told) -> Iterator[Beyond]:
    """What the table tells of other perimeters."""
    for part in rules().beyond:
        count = next(iter(told.get(part.count, ())[-1:]), None)
        money = next(iter(told.get(part.money or "", ())[-1:]), None)
        if count is not None or money is not None:
            yield Beyond(part.code, count, money)

"""Whether counts and sums of two editions can be compared, and how much of a change is of the size of a project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from gigawatch.chain import divide
from gigawatch.model import Interval
from gigawatch.outlook.edition import INVESTMENT, PROJECTS
from gigawatch.outlook.event.held import Held
from gigawatch.outlook.event.rule import rules


class Comparable(StrEnum):
    """Whether two figures count the same thing."""

    YES = "nothing told speaks against it"
    DOUBTFUL = "not surely comparable"
    NO = "not comparable"


class Doubt(StrEnum):
    """What speaks against comparing: a figure is missing, another currency, projects of another size, other sources
    contradict, or one edition states parts of its figure that the other does not.
    """

    MISSING = "missing"
    CURRENCY = "currency"
    SIZE = "size"
    CONTRADICTED = "contradicted"
    PERIMETER = "perimeter"
    PARTS = "parts"


GRAVE = (Doubt.MISSING, Doubt.CURRENCY, Doubt.SIZE)


@dataclass(frozen=True, slots=True)
class Compared:
    """A change from one edition to a later one, as factors (later over earlier), and whether the two compare.

    The sum's factor is the count's times the mean's; `evidence` are the ids of what they are of.
    """

    before: str
    after: str
    count: Interval | None
    money: Interval | None
    mean: Interval | None
    count_comparable: Comparable
    count_doubts: tuple[Doubt, ...]
    money_comparable: Comparable
    money_doubts: tuple[Doubt, ...]
    evidence: tuple[str, ...]


def compare_editions(editions: Sequence[Held]) -> tuple[Compared, ...]:
    """Each edition against the one before it, and the last against the first where there are more than two."""
    pairs = list(pairwise(editions))
    if len(editions) > 2:
        pairs.append((editions[0], editions[-1]))
    return tuple(_compare(*pair) for pair in pairs)


def _compare(before: Held, after: Held) -> Compared:
    count = _factor(before, after, PROJECTS)
    money = _factor(before, after, INVESTMENT)
    mean = divide(after.mean, before.mean) if before.mean and after.mean and _is_one_currency(before, after) else None
    count_doubts = tuple(_count_doubts(before, after, count, mean))
    money_doubts = tuple(_money_doubts(before, after, money))
    amounts = (before.projects, before.investment, after.projects, after.investment)
    return Compared(
        before.event,
        after.event,
        count,
        money,
        mean,
        _verdict(count_doubts),
        count_doubts,
        _verdict(money_doubts),
        money_doubts,
        tuple(one.evidence for one in amounts if one is not None),
    )


def _factor(before: Held, after: Held, measure: str) -> Interval | None:
    one, other = (held.projects if measure == PROJECTS else held.investment for held in (before, after))
    if one is None or other is None or one.quantity.unit != other.quantity.unit:
        return None
    return divide(other.interval, one.interval)


def _count_doubts(before: Held, after: Held, count: Interval | None, mean: Interval | None) -> Iterator[Doubt]:
    if count is None:
        yield Doubt.MISSING
    if mean is not None and (mean.low > rules().size_factor or mean.high < 1 / rules().size_factor):
        yield Doubt.SIZE
    yield from _both_doubts(before, after, PROJECTS)


def _money_doubts(before: Held, after: Held, money: Interval | None) -> Iterator[Doubt]:
    if before.investment is None or after.investment is None:
        yield Doubt.MISSING
    elif money is None:
        yield Doubt.CURRENCY
    yield from _both_doubts(before, after, INVESTMENT)


def _both_doubts(before: Held, after: Held, measure: str) -> Iterator[Doubt]:
    if before.is_contradicted(measure) or after.is_contradicted(measure):
        yield Doubt.CONTRADICTED
    if before.beyond or after.beyond:
        yield Doubt.PERIMETER
    if {one.code for one in before.slices} != {one.code for one in after.slices}:
        yield Doubt.PARTS


def _verdict(doubts: Sequence[Doubt]) -> Comparable:
    if any(one in GRAVE for one in doubts):
        return Comparable.NO
    return Comparable.DOUBTFUL if doubts else Comparable.YES


def _is_one_currency(before: Held, after: Held) -> bool:
    one, other = before.investment, after.investment
    return one is not None and other is not None and one.quantity.unit == other.quantity.unit

"""Two amounts told of a plant: whether one plant may have both, whatever their units, currencies and hedges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import isfinite

from gigawatch.model import InputError, Quantity
from gigawatch.quantity import dimension_of, interval_of, period_span, rescale
from gigawatch.resolve.description import Description
from gigawatch.resolve.money import may_be_one_sum

ALIKE = 0.06
HEDGE = 0.25  # how wide a hedge may be, of its upper end, to speak for an amount in it


def same_money(one: Description, other: Description) -> bool | None:
    """Whether two plants cost one sum, those of two currencies at the rates of the days on which they were told."""
    return are_alike(one.investment, other.investment, [day for side in (one, other) if (day := _told_on(side))])


def _told_on(one: Description) -> date | None:
    """The day whose rate a text will have used: that of the deal, or of its report where the deal is told ahead."""
    spans = [span for text in (one.date, one.published) if text and (span := period_span(text))]
    middles = [start + (end - start) / 2 for start, end in spans]
    return min(middles, default=None)


def are_alike(one: Quantity | None, other: Quantity | None, days: Sequence[date] = ()) -> bool | None:
    """True where two amounts agree within 6 %, or one hedge holds the other; None where one is not told.

    A sum below nothing is one that a list takes back.
    """
    if one is None or other is None:
        return None
    unit, wanted = other.unit.removesuffix("/yr"), one.unit.removesuffix("/yr")
    if unit != wanted:
        if dimension_of(unit) != dimension_of(wanted):
            return False
        rescaled = _in_unit(other, wanted)
        if rescaled is None:
            return may_be_one_sum(one, other, days)
        return are_alike(replace(one, unit=wanted), rescaled)
    if abs(abs(one.value) - abs(other.value)) <= ALIKE * max(abs(one.value), abs(other.value)):
        return True
    return _hold_each_other(one, other)


def _hold_each_other(one: Quantity, other: Quantity) -> bool | None:
    """True where a narrow hedge holds the other amount; None where a wide or open one does, which says little."""
    spans = [interval_of(one), interval_of(other)]
    if not spans[0].overlaps(spans[1]) or (one.bound and other.bound):
        return False
    is_narrow = all(isfinite(span.high) and span.high - span.low <= HEDGE * abs(span.high) for span in spans)
    return True if is_narrow else None


def _in_unit(amount: Quantity, unit: str) -> Quantity | None:
    """The amount in another unit of its dimension; None for another currency, which needs a day's rate."""
    try:
        return rescale(replace(amount, unit=amount.unit.removesuffix("/yr")), unit)
    except InputError:
        return None

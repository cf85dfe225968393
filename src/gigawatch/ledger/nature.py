"""The nature of a measure: whether its values are added at all, and whether only those of one period are."""

from __future__ import annotations

from gigawatch.quantity import dimension_of
from gigawatch.vocab import MeasureKind, measures

NEVER = (MeasureKind.SHARE, MeasureKind.PRICE, MeasureKind.RATIO)
ONCE = ("investment", "contract_value", "projects")  # flows by kind, but each is of its own occasion
MONEY = "money"


def is_added(measure: str) -> bool:
    """True for a measure of the vocabulary that sums are of; of one that it does not have, nothing is known."""
    return measure in measures() and not is_never_added(measure)


def is_never_added(measure: str) -> bool:
    """True for shares, growth, prices and ratios, of which there is no sum."""
    known = measures().get(measure)
    return known is not None and known.kind in NEVER


def is_flow(measure: str) -> bool:
    """True for what is counted over a period, so that values of one period only are added."""
    known = measures().get(measure)
    return known is not None and known.kind is MeasureKind.FLOW and measure not in ONCE


def is_money(unit: str) -> bool:
    """True for a currency."""
    return dimension_of(unit) == MONEY

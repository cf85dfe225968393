"""The nature of a measure: whether its values are added at all, and whether only those of one period are."""

from __future__ import annotations

from gigawatch.quantity import dimension_of
from gigawatch.vocab import MeasureKind, measures

NEVER = (MeasureKind.SHARE, MeasureKind.PRICE, MeasureKind.RATIO)
ONCE = ("investment", "contract_value", "projects")  # flows by kind, but each is of its own occasion
LASTING = (MeasureKind.RATE, MeasureKind.STOCK, MeasureKind.COUNT)
MONEY = "money"


def is_never_added(measure: str) -> bool:
    """True for shares, growth, prices and ratios, of which no sum is, and for what no vocabulary has."""
    return _kind(measure) in (*NEVER, None)


def is_flow(measure: str) -> bool:
    """True for what is counted over a period, so that values of one period only are added."""
    return _kind(measure) is MeasureKind.FLOW and measure not in ONCE


def is_lasting(measure: str) -> bool:
    """True for what is there on a day and stays until it changes: capacity, floor, jobs, stations."""
    return _kind(measure) in LASTING


def is_share(measure: str) -> bool:
    """True for a share or a growth: a part of something, or how much more of it there is."""
    return _kind(measure) is MeasureKind.SHARE


def is_counted(measure: str) -> bool:
    """True for things that are counted, so that only words tell which ones: projects, jobs, stations."""
    return _kind(measure) is MeasureKind.COUNT


def _kind(measure: str) -> MeasureKind | None:
    """The kind of a measure, or of the one that its first words name: of `share_storage` that of a share."""
    while measure and measure not in measures():
        measure = measure.rpartition("_")[0]
    return measures()[measure].kind if measure else None


def is_money(unit: str) -> bool:
    """True for a currency."""
    return dimension_of(unit) == MONEY

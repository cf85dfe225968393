"""Evidence: one claim or table cell, with the thing, time, state and perimeter that it speaks of made comparable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter
from typing import Any

from gigawatch.ledger.wording import Words
from gigawatch.model import Interval, Quantity, Relation
from gigawatch.vocab import ledger_status

SAME = 0.005
TARGET = " target"
CONVERTED = 0.1  # how far the rates of two days may lie apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One statement of a value: `claim` is the id of the claim or observation, `document` of its document or table.

    `source` is the publisher, so that a document and a cell taken from the same page are one source; `speaker` who
    gave the figure and `words` a mark of the sentence's wording. `support` counts the independent sources that state
    this same value. `is_slip`: the digits of what others state, at a power of ten that as many sources or more do not
    have. `of_several`: the claim of another document that gives a plant's figure for several plants together.
    `valid_on_inferred`: no period is told, the month of publication stands in. `mark` is STALE for a
    former or outdated figure and DERIVED for one worked out from others, with the reason in `note`. `rejected`,
    `accepted` and `corrected` tell what a person decided on it: who, when and why.
    """

    claim: str
    document: str
    subject: str
    measure: str
    quantity: Quantity
    interval: Interval
    valid_on: str | None
    known_on: str | None
    status: str | None
    perimeter: str | None
    place: str | None
    standing: float
    source: str
    kind: str = "unknown"
    speaker: str | None = None
    words: str | None = None
    valid_on_inferred: bool = False
    copy_of: str | None = None
    same_as: str | None = None
    mark: Relation | None = None
    note: Words | None = None
    support: int = 1
    is_slip: bool = False
    of_several: str | None = None
    rejected: Words | None = None
    accepted: Words | None = None
    corrected: Words | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What this is a value of: statements with the same key can agree or conflict."""
        return _key(self.subject, self.measure, self.quantity.unit, self.valid_on, self.status, self.perimeter)

    @property
    def series(self) -> tuple[str, ...]:
        """The key without its time: the values of one series follow each other."""
        subject, measure, unit, _, status, perimeter = self.key
        return subject, measure, unit, status, perimeter


FIELDS = tuple(field.name for field in fields(Evidence))
_read: Callable[[Evidence], tuple[Any, ...]] = attrgetter(*FIELDS)


def step_code(status: str | None) -> str | None:
    """The step of the ladder that a short status of `read` means; what is no step as it is."""
    known = ledger_status(status or "")
    return known.code if known else status


@lru_cache(maxsize=1 << 18)
def _key(
    subject: str, measure: str, unit: str, valid_on: str | None, status: str | None, perimeter: str | None
) -> tuple[str, ...]:
    when = (valid_on or "").removesuffix(TARGET)  # a plan for 2025 and a target of 2025 are one
    parts = (subject, measure, unit, when, step_code(status), perimeter)
    return tuple(part or "" for part in parts)


def alter(item: Evidence, **changes: object) -> Evidence:
    """The statement with some fields changed: what `dataclasses.replace` does, in half the time."""
    told = dict(zip(FIELDS, _read(item), strict=True))
    told.update(changes)
    return Evidence(**told)


def set_beside(item: Evidence, other: Evidence, *, subject: str, perimeter: str | None) -> Evidence:
    """A statement as one of the time, state and place of another, and of a thing and perimeter."""
    return alter(
        item,
        subject=subject,
        valid_on=other.valid_on,
        valid_on_inferred=other.valid_on_inferred,
        status=other.status,
        perimeter=perimeter,
        place=other.place,
    )


def agree(one: Evidence, other: Evidence) -> bool:
    """True where two statements can both be right: their intervals meet, or both are an amount converted from another
    currency, each at the rate of its own day.
    """
    if one.interval.overlaps(other.interval):
        return True
    left, right = one.quantity.value, other.quantity.value
    is_converted = one.same_as is not None and other.same_as is not None
    return is_converted and abs(left - right) <= CONVERTED * max(abs(left), abs(right))


def is_same(one: Evidence, other: Evidence) -> bool:
    """True where two statements give one number, hedges aside: within half a percent."""
    left, right = one.quantity.value, other.quantity.value
    return abs(left - right) <= SAME * max(abs(left), abs(right))

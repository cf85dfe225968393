"""What a language model says that a quote means, and why such a saying was not believed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One reading of one quote by a model. Nothing in it is believed before the grammar has read the quote again.

    `unit` is a unit code of the vocabulary, `value` and `high` count in it; `measure` and `status` are codes;
    `subject` and `place` are names as the text has them, `period` is ISO. None means that the model says nothing of it.
    """

    quote: str
    value: float
    unit: str
    measure: str
    status: str
    high: float | None = None
    subject: str | None = None
    place: str | None = None
    period: str | None = None


class Reason(StrEnum):
    """Why a proposal was refused."""

    MALFORMED = "the entry has not the form that was asked for"
    TOO_MANY = "more entries than are looked at"
    UNKNOWN_MEASURE = "the measure is not in the vocabulary"
    UNKNOWN_STATUS = "the status is not in the vocabulary"
    UNKNOWN_UNIT = "the unit is not in the vocabulary"
    NOT_IN_TEXT = "the quote is not in the text that was sent"
    REPEATED_QUOTE = "the quote stands more than once in the text that was sent"
    NO_FIGURE = "the grammar reads no quantity in the quote"
    OTHER_VALUE = "the grammar reads another value in the quote"
    TWO_FIGURES = "the quote holds this value more than once"
    MISFIT = "such a quantity cannot be of this measure"
    NAME_NOT_IN_TEXT = "a name is not in the text"
    PERIOD_NOT_IN_TEXT = "the text names no such period"
    LEFT_OUT = "the grammar knows the quantity and claims it not: a duration, or told elsewhere"
    RESTATED = "a claim already tells this value"
    PROPOSED_TWICE = "another proposal spoke of this quantity before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A proposal that was not believed, with the reason; `detail` says what was met instead, `quote` is cut short."""

    document: str
    reason: Reason
    detail: str
    quote: str
    reader: str

"""What one document asserts, typed, with the words that assert it. Claims are never edited and never merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gigawatch.model.quantity import Bound, Quantity


class Kind(StrEnum):
    """The kinds of claim that readers find; `read --kind` selects by them."""

    QUANTITY = "quantity"
    EVENT = "event"
    AGREEMENT = "agreement"
    PLEDGE = "pledge"
    STATEMENT = "statement"
    SUPERLATIVE = "superlative"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityClaim:
    """One quantity that a document asserts: what is measured, of whom, where, when, in what state, in which words.

    `measure` and `status` are codes of `vocab`; `subject`, `object`, `place`, `phase` and `speaker` are as the text
    names them. `period` is ISO (2022, 2022-07, 2022-H1, 2022-Q3, 2022-01/2022-09, "2025 target"). `same_as` is the
    id of the earlier claim that states this same amount in another currency or unit. `start` and `end` are offsets
    into the document's kept text, and `text[start:end] == surface` always holds.
    """

    document: str
    lang: str
    measure: str
    value: float
    unit: str
    surface: str
    start: int
    end: int
    id: str
    confidence: float
    reader: str
    high: float | None = None
    qualifier: Bound | None = None
    subject: str | None = None
    object: str | None = None
    place: str | None = None
    period: str | None = None
    status: str | None = None
    phase: str | None = None
    basis: str | None = None
    multiple: str | None = None
    same_as: str | None = None
    speaker: str | None = None

    @property
    def kind(self) -> Kind:
        """Always `quantity`."""
        return Kind.QUANTITY

    @property
    def quantity(self) -> Quantity:
        """The value with its unit and hedge."""
        return Quantity(self.value, self.unit, self.qualifier, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeClaim:
    """One event, agreement, pledge, statement or superlative that a document asserts.

    `data` holds the fields of its kind (see `gigawatch.claims.FIELDS`), JSON values only.
    """

    kind: Kind
    document: str
    lang: str
    surface: str
    start: int
    end: int
    id: str
    confidence: float
    reader: str
    data: Mapping[str, object] = field(default_factory=dict)


Claim = QuantityClaim | NarrativeClaim

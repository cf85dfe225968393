"""The fields of each kind of claim, in order: what a reader fills and a scorer compares."""

from __future__ import annotations

from collections.abc import Mapping

from gigawatch.claims.narrative import FIELDS as NARRATIVE_FIELDS
from gigawatch.model import Kind

QUANTITY_FIELDS = (
    "document", "lang", "measure", "value", "high", "unit", "qualifier", "subject", "object", "place", "period",
    "status", "phase", "basis", "multiple", "same_as", "speaker", "surface", "start", "end", "id", "confidence",
    "reader",
)  # fmt: skip
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.QUANTITY: QUANTITY_FIELDS,
    **{kind: tuple(name for name, _ in fields) for kind, fields in NARRATIVE_FIELDS.items()},
}

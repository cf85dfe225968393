"""Document to claims: what one document asserts, in English and Chinese, each claim standing on its words."""

from __future__ import annotations

from collections.abc import Mapping

from gigawatch.claims.language import detect_language
from gigawatch.claims.narrative import FIELDS as NARRATIVE_FIELDS
from gigawatch.claims.reader import Reading, read_claims
from gigawatch.claims.sentence import Sentence, split_sentences
from gigawatch.claims.verify import verify_claim
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

__all__ = ["FIELDS", "Reading", "Sentence", "detect_language", "read_claims", "split_sentences", "verify_claim"]

"""Document to claims: what one document asserts, in English and Chinese, each claim standing on its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.model.deferred import defer

if TYPE_CHECKING:
    from gigawatch.claims.field import FIELDS as FIELDS
    from gigawatch.claims.language import detect_language as detect_language
    from gigawatch.claims.reader import Reading as Reading
    from gigawatch.claims.reader import read_claims as read_claims
    from gigawatch.claims.sentence import Sentence as Sentence
    from gigawatch.claims.sentence import split_sentences as split_sentences
    from gigawatch.claims.verify import verify_claim as verify_claim

__all__ = ["FIELDS", "Reading", "Sentence", "detect_language", "read_claims", "split_sentences", "verify_claim"]

_MODULE = {
    "FIELDS": "field",
    "Reading": "reader",
    "Sentence": "sentence",
    "detect_language": "language",
    "read_claims": "reader",
    "split_sentences": "sentence",
    "verify_claim": "verify",
}
__getattr__ = defer(__name__, _MODULE)

"""A rejection holds for the same words in near-copies: a copy must not bring back what was rejected in its original."""

from __future__ import annotations

from collections.abc import Mapping

from gigawatch.ledger.review.ruling import Ruling
from gigawatch.ledger.review.words import words_of_claim
from gigawatch.model import Claim, Document


def spread_rejections(
    rulings: Mapping[str, Ruling],
    documents: Mapping[str, Document],
    claims: Mapping[str, Claim],
    copies: Mapping[str, str],
) -> Mapping[str, Ruling]:
    """The rulings, and those of the same words in documents that are copies of one another; a copy's own goes first."""
    led = set(copies.values()) | set(copies)
    rejected = [(claims[key], r) for key, r in rulings.items() if r.is_rejected and key in claims]
    affected = [(claim, ruling) for claim, ruling in rejected if claim.document in led]
    if not affected:
        return rulings
    leads = {claim.document: copies.get(claim.document, claim.document) for claim, _ in affected}
    told = {(leads[c.document], words_of_claim(c, documents[c.document]).hash): r for c, r in affected}
    wanted = set(leads.values())
    spread = {}
    for claim in claims.values():
        leader = copies.get(claim.document, claim.document)
        if leader in wanted and claim.id not in rulings:
            found = told.get((leader, words_of_claim(claim, documents[claim.document]).hash))
            if found is not None:
                spread[claim.id] = Ruling(found.standing)
    return {**rulings, **spread}

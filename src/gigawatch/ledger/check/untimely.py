"""Documents dated after the day on which they were kept: what they tell is shown and settles nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.untimely import is_untimely, tell_untimely
from gigawatch.ledger.wording import say
from gigawatch.model import Check, Claim, Severity


def find_untimely(inquiry: Inquiry) -> Iterator[Check]:
    """A warning for each such document that tells anything, about the first of its claims."""
    documents = {key: one for key, one in inquiry.material.documents.items() if is_untimely(one)}
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in inquiry.material.claims.values() if documents else ():
        if claim.document in documents:
            told[claim.document].append(claim)
    for key, claims in sorted(told.items()):
        first = min(claims, key=lambda c: (c.start, c.end, c.id))
        document = documents[key]
        words = say("untimely_document", title=document.title or document.url or key, why=tell_untimely(document))
        ids = (claim.id for claim in claims)
        yield make_check(first.id, "untimely", Severity.WARNING, words, ids, say("untimely_date"))

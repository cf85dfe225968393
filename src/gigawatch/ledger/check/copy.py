"""Near-copies among the statements of a fact: they give no support, and their days do not count."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.wording import say
from gigawatch.model import Check, Relation, Severity


def find_repeats(inquiry: Inquiry) -> Iterator[Check]:
    """A finding for each fact that near-copies tell again."""
    for item in inquiry.settled:
        copies = [c for c in item.candidates if c.relation is Relation.COPY]
        if copies:
            leaders = sorted({e.copy_of for e in item.evidence if e.copy_of})
            told = [inquiry.material.documents[leader] for leader in leaders if leader in inquiry.material.documents]
            named = "; ".join(d.publisher or d.title or d.id for d in told)
            words = say("copy", count=len({c.document for c in copies}), leader=named)
            yield make_check(item.fact.id, "copy", Severity.INFO, words, [c.claim for c in copies])

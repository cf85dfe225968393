"""Sources that contradict each other on the same thing, period, state and perimeter."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.settle import Settled
from gigawatch.ledger.wording import join, say
from gigawatch.model import Check, Relation, Settlement, Severity


def find_conflicts(inquiry: Inquiry) -> Iterator[Check]:
    """A finding for each fact with statements that its value contradicts: open ones warn."""
    for item in inquiry.settled:
        rivals = [c.claim for c in item.candidates if c.relation is Relation.CONTRADICTS]
        if rivals:
            yield _conflict(item, rivals)


def _conflict(item: Settled, rivals: list[str]) -> Check:
    severity = Severity.WARNING if item.fact.verdict is Settlement.OPEN else Severity.INFO
    told = {e.claim: e.quantity for e in item.evidence}
    claims = [item.winner.claim, *rivals]
    values = join(dict.fromkeys(told[claim] for claim in claims), ";")  # each once, however many tell it
    return make_check(item.fact.id, "conflict", severity, say("conflict", values=values), claims)

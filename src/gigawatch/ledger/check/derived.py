"""Figures worked out from others: marked as such, and no rivals of what is stated."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.settle import Settled
from gigawatch.ledger.wording import Words, say
from gigawatch.model import Check, Relation, Severity


def find_derived(inquiry: Inquiry) -> Iterator[Check]:
    """A finding for each worked-out statement, with the stated value it loses to where there is one."""
    for item in inquiry.settled:
        yield from (_derived(item, e) for e in item.evidence if e.mark is Relation.DERIVED and e.copy_of is None)


def _derived(item: Settled, told: Evidence) -> Check:
    winner = item.winner
    note = told.note or say("derived_words")
    if winner.mark is Relation.DERIVED:
        return make_check(item.fact.id, "derived", Severity.INFO, _alone(told, note), [told.claim])
    words = say("derived_beside", value=told.quantity, note=note, stated=winner.quantity)
    return make_check(item.fact.id, "derived", Severity.INFO, words, [told.claim, winner.claim])


def _alone(told: Evidence, note: Words) -> Words:
    return say("derived", value=told.quantity, note=note)

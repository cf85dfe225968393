"""Vintages: a provider's later value of the same thing and period, and how far it moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.settle import Settled
from gigawatch.ledger.wording import join, say
from gigawatch.model import Check, Relation, Severity


def find_restated(inquiry: Inquiry) -> Iterator[Check]:
    """A finding for each fact that its provider has published before with another value, vintage by vintage."""
    for item in inquiry.settled:
        earlier = {c.claim for c in item.candidates if c.relation is Relation.RESTATED}
        if earlier:
            yield _restated(item, [e for e in item.evidence if e.claim in earlier])


def _restated(item: Settled, earlier: Sequence[Evidence]) -> Check:
    ordered = [*sorted(earlier, key=lambda e: (e.known_on or "", e.claim)), item.winner]
    chain = [next(same) for _, same in groupby(ordered, key=lambda e: e.quantity)]
    first, last = chain[0].quantity.value, chain[-1].quantity.value
    moved = f"{(last - first) / abs(first) * 100:+.1f} %" if first else "–"
    vintages = join((say("vintage", value=e.quantity, day=str(e.known_on)) for e in chain), ";")
    words = say("restated", vintages=vintages, moved=moved)
    return make_check(item.fact.id, "restated", Severity.INFO, words, [e.claim for e in ordered])

"""Parts said to be all there are that cannot add up to the stated whole: an open question, never an average."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.check.sum import claims_of, tell_terms
from gigawatch.ledger.part.decomposition import COMPLETE, Decomposition, Ground
from gigawatch.ledger.wording import as_quantity, say
from gigawatch.model import Check, Severity


def find_gaps(inquiry: Inquiry) -> Iterator[Check]:
    """A warning for each whole whose parts are all told (by numbers, count, periods, `of which`) and do not fit."""
    for found in inquiry.decompositions:
        if found.cannot_fit and found.ground in (*COMPLETE, Ground.LISTED):
            yield _gap(found, inquiry)


def _gap(found: Decomposition, inquiry: Inquiry) -> Check:
    unit = found.whole.quantity.unit
    is_more = found.interval.low > found.whole.value.interval.high
    words = say(
        "gap",
        terms=tell_terms(found.parts, inquiry),
        range=as_quantity(found.interval, unit),
        whole=found.whole.quantity,
        ground=say(f"ground_{found.ground.name.lower()}"),
    )
    guess = say("gap_more" if is_more else "gap_less")
    return make_check(found.whole.about, "gap", Severity.WARNING, words, claims_of(found), guess)

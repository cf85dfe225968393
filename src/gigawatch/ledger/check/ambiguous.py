"""Stops of which it is not clear which project they mean: the candidates, ranked, and no status changed anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.status import Abstention
from gigawatch.ledger.wording import join, say
from gigawatch.model import Check, Severity

MOST = 5


def find_ambiguous(inquiry: Inquiry) -> Iterator[Check]:
    """A warning about the claim of each stop that fits several projects, or none that its own words allow."""
    for open_stop in inquiry.history.abstentions:
        yield _ambiguous(open_stop)


def _ambiguous(stop: Abstention) -> Check:
    first, *others = stop.candidates
    listed = join((fit.tell() for fit in stop.candidates[:MOST]), ";")
    if not first.fits:
        words = say("ambiguous_misfit", status=say(f"status_{stop.status}"), candidates=listed)
    else:
        words = say("ambiguous", status=say(f"status_{stop.status}"), n=len(stop.candidates), candidates=listed)
    leads = first.fits and all(first.score > other.score for other in others)
    suggestion = say("ambiguous_likeliest", thing=first.entity) if leads else None
    return make_check(stop.claim, "ambiguous", Severity.WARNING, words, stop.evidence, suggestion)

"""Stops of which it is not clear which project they mean: the candidates, ranked, and no status changed anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.status import Abstention
from gigawatch.ledger.wording import Words, join, say
from gigawatch.model import Check, QuantityClaim, Severity

MOST = 5
SIZES = ("capacity", "investment")


def find_ambiguous(inquiry: Inquiry) -> Iterator[Check]:
    """A warning about the claim of each stop that fits several projects, or none that its own words allow."""
    for open_stop in inquiry.history.abstentions:
        yield _ambiguous(open_stop, inquiry)


def _ambiguous(stop: Abstention, inquiry: Inquiry) -> Check:
    first, *others = stop.candidates
    listed = join((fit.tell() for fit in stop.candidates[:MOST]), ";")
    if not first.fits:
        words = say("ambiguous_misfit", status=say(f"status_{stop.status}"), candidates=listed)
    else:
        words = _tell(stop, listed, inquiry)
    leads = first.fits and all(first.score > other.score for other in others)
    suggestion = say("ambiguous_likeliest", thing=first.entity) if leads else None
    return make_check(stop.claim, "ambiguous", Severity.WARNING, words, stop.evidence, suggestion)


def _tell(stop: Abstention, listed: Words, inquiry: Inquiry) -> Words:
    """What is said to have ended, with its size where the source gives one, and how many projects fit."""
    claims = (inquiry.material.claims.get(key) for key in stop.evidence)
    sizes = sorted({c.quantity for c in claims if isinstance(c, QuantityClaim) and c.measure in SIZES}, key=str)
    status = say(f"status_{stop.status}")
    if not sizes:
        return say("ambiguous", status=status, n=len(stop.candidates), candidates=listed)
    told = join(sizes, ",")
    return say("ambiguous_told", told=told, status=status, n=len(stop.candidates), candidates=listed)

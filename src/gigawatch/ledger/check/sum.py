"""Part-of before adding: parts that sum to a stated total are said to; a total and its parts are never added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.part.decomposition import Decomposition
from gigawatch.ledger.part.term import Term
from gigawatch.ledger.perimeter import parse_perimeter
from gigawatch.ledger.stage import Stage
from gigawatch.ledger.wording import Period, Words, as_quantity, join, say
from gigawatch.model import Check, Severity


def find_sums(inquiry: Inquiry) -> Iterator[Check]:
    """For each stated total, the stated parts that add up to it, as intervals, on the best ground there is.

    Planned and built are in one sum only where the source's own total is of all that is there in the end; it says so.
    """
    for found in inquiry.decompositions:
        if found.fits and found.doubled is None:
            yield _check(found, inquiry)


def _check(found: Decomposition, inquiry: Inquiry) -> Check:
    key = "sum" if found.is_exact else "sum_within"
    words = say(
        key,
        terms=tell_terms(found.parts, inquiry),
        whole=found.whole.quantity,
        range=as_quantity(found.interval, found.whole.quantity.unit),
        ground=say(f"ground_{found.ground.name.lower()}"),
    )
    if {Stage.PLANNED, Stage.BUILT} <= {part.stage for part in found.parts}:
        words = join((words, say("sum_mixed")), ";")
    return make_check(found.whole.about, "sum", Severity.INFO, words, claims_of(found))


def claims_of(found: Decomposition) -> tuple[str, ...]:
    """The claims that a decomposition rests on."""
    return (found.whole.claim, *(part.claim for part in found.parts))


def tell_terms(parts: Iterable[Term], inquiry: Inquiry) -> Words:
    """The terms of a sum, each with its thing and period."""
    return join((_term(part, inquiry) for part in parts), "+")


def _term(part: Term, inquiry: Inquiry) -> Words:
    thing = inquiry.entities.get(part.thing or "")
    if thing is None:
        return say("sum_term_alone", value=part.quantity, period=Period(part.valid_on))
    named = join((thing, parse_perimeter(part.perimeter)), ",") if part.perimeter else thing
    return say("sum_term", value=part.quantity, thing=named, period=Period(part.valid_on))

"""Projects that may have been signed twice: the same group and place, no other phase or link, within two years."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.status import Milestone, Signing, find_repeats, find_signings
from gigawatch.ledger.status.register import Register
from gigawatch.ledger.status.repeat import find_begun
from gigawatch.ledger.wording import Period, Words, as_quantity, join, say
from gigawatch.model import Check, Interval, Severity


def find_resigned(inquiry: Inquiry) -> Iterator[Check]:
    """A warning about each signing that may be an earlier one again, with both claims and the advice to count once."""
    milestones = inquiry.history.milestones
    signings = find_signings(inquiry.material, milestones, Register(inquiry.material))
    for group in find_repeats(signings, milestones):
        for earlier, again in pairwise(group):
            yield _resigned(earlier, again, inquiry)
    for work, signing in find_begun(signings, milestones):
        yield _begun(work, signing, inquiry)


def _begun(work: Milestone, signing: Signing, inquiry: Inquiry) -> Check:
    thing = inquiry.entities[signing.thing]
    words = say("resigned_begun", thing=thing, then=Period(work.valid_on), now=Period(signing.valid_on))
    claims = (work.claim, *signing.claims)
    return make_check(signing.claims[0], "resigned", Severity.WARNING, words, claims, say("resigned_once"))


def _resigned(earlier: Signing, again: Signing, inquiry: Inquiry) -> Check:
    entities = inquiry.entities
    words = say(
        "resigned",
        first=entities[earlier.thing],
        then=Period(earlier.valid_on),
        second=entities[again.thing],
        now=Period(again.valid_on),
        sums=_sums(earlier, again),
    )
    claims = (*earlier.claims, *again.claims)
    return make_check(again.claims[0], "resigned", Severity.WARNING, words, claims, say("resigned_once"))


def _sums(earlier: Signing, again: Signing) -> Words:
    pairs = [
        (one[unit], other[unit], unit)
        for one, other in ((earlier.money, again.money), (earlier.capacity, again.capacity))
        for unit in sorted(one.keys() & other.keys())
    ]
    if not pairs:
        return say("resigned_no_sums")
    return join((_pair(one, other, unit) for one, other, unit in pairs), ";")


def _pair(one: Interval, other: Interval, unit: str) -> Words:
    key = "resigned_equal" if one.overlaps(other) else "resigned_other"
    return say(key, one=as_quantity(one, unit), other=as_quantity(other, unit))
